"""Fixtures for tests in a real browser.

    def test_title(visit):
        app = visit("/")                      # or visit("/compare", viewport=PHONE, theme="dark")
        app.act(lambda: app.page.get_by_role("button", name="Reset").click())
        app.screenshot("after-reset")

An error in the browser's console, or an exception on the page, fails the test.
"""

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from tests.browser import COLD_APP, DESKTOP, NO_CHROMIUM, chromium, find_chromium, serve
from tests.e2e.streamlit_page import StreamlitPage, open_context

HERE = Path(__file__).parent
VISITS = pytest.StashKey[list[StreamlitPage]]()
NO_VISITS: list[StreamlitPage] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser tests."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep a picture of what a failed test saw last."""
    report = yield
    if report.when == "call" and report.failed:
        name = re.sub(r"\W+", "-", item.name)
        visits = item.stash.get(VISITS, NO_VISITS)
        for number, app in enumerate(visits):
            with suppress(BrowserError):  # a page that has crashed has no picture
                app.screenshot(f"failed-{name}-{number}")
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    if find_chromium() is None:
        pytest.fail(NO_CHROMIUM, pytrace=False)
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of one running app, shared by the tests that may share it."""
    with serve(COLD_APP) as url:
        yield url


@pytest.fixture
def fresh_server() -> Iterator[Callable[[tuple[str, ...]], str]]:
    """Starts an app that nobody has visited yet; gives its address."""
    with ExitStack() as running:
        yield lambda what: running.enter_context(serve(what))


@pytest.fixture
def visit(
    request: pytest.FixtureRequest, browser: Browser
) -> Iterator[Callable[..., StreamlitPage]]:
    """Opens a page as a new visitor and waits until it is done."""
    visits: list[StreamlitPage] = request.node.stash.setdefault(VISITS, [])

    def open_page(
        path: str = "/",
        viewport: tuple[int, int] = DESKTOP,
        theme: str = "light",
        at: str | None = None,
        has_touch: bool = False,
        may_fail: bool = False,
    ) -> StreamlitPage:
        """`path` may be a whole link; `at` is another server than the shared one; may_fail : a
        sentence about a fault that nobody foresaw fails no test."""
        app = open_context(browser, viewport, theme, has_touch)
        app.may_fail = may_fail
        visits.append(app)
        if "://" not in path:
            path = (at or request.getfixturevalue("server")) + path
        app.goto(path)
        return app

    yield open_page
    problems = [problem for app in visits for problem in app.problems]
    for app in visits:
        app.close()
    assert not problems, "The browser complained:\n" + "\n".join(problems)
