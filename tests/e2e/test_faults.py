"""What may go wrong while somebody works: nothing is lost that the link holds, and no press."""

import re
import urllib.request
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from lib.ui.unforeseen import HEADLINE, SENTENCE
from tests.browser import COLD_APP, ROOT, free_port, serve
from tests.e2e.test_main_job import LIGHT, headline, link_of, tile, way

FAULTY_APP = ("run", str(ROOT / "tests/e2e/faulty_app.py"), "--server.disconnectedSessionTTL", "0")
DAY = 24 * 60 * 60
SLOW = LIGHT | {"data": "satellite_bands", "rows": "500", "repeats": "4"}


@pytest.fixture(scope="module")
def faulty():
    """A server with faults, which forgets a session as soon as its wire is cut."""
    with serve(FAULTY_APP) as url:
        yield url


@pytest.fixture
def faults(faulty):
    """`faults(broken="put")` has that fault from now on, and no other."""

    def have(**wanted):
        with urllib.request.urlopen(f"{faulty}/faults?{urlencode(wanted)}") as answer:
            assert answer.status == 200

    yield have
    have()


def opened(visit, server, page="", **query):
    """Somebody's page; its wire can be cut."""
    return visit(f"/{page}?" + urlencode(LIGHT | query), at=server, may_fail=True)


def model(app, name):
    return app.page.locator(".st-key-models").get_by_role("button", name=name)


def test_a_fault_on_a_page_and_after_a_press_is_told_and_can_be_passed_on(visit, faulty, faults):
    faults(broken="truth")
    app = opened(visit, faulty, "compare")
    page = app.page
    assert "better here than one model" in headline(app)  # what was there stays
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    page.get_by_role("button", name="Copy what happened").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert re.match(r"Fault \w{8}, .* page Compare", copied[0])
    assert copied[1].startswith("ZeroDivisionError in pages/1_compare.py, line")
    assert copied[2:] == [page.url]
    faults(broken="put")
    app.act(page.get_by_role("button", name="Try again").click)
    expect(page.get_by_text(SENTENCE)).to_have_count(0)
    before = link_of(app)
    app.act(model(app, "Naive Bayes").click)
    assert headline(app) == HEADLINE
    assert link_of(app) == before
    faults()
    app.act(page.get_by_role("button", name="Try again").click)
    assert "better here than one model" in headline(app)
    app.act(model(app, "Naive Bayes").click)
    assert "gaussian_naive_bayes" in link_of(app)["models"]


PRESSES = {  # after which the link says something else
    "a pill": lambda app: model(app, "Naive Bayes").click(),
    "a slider of the sidebar": lambda app: slider(app, "data-moons-noise").press("ArrowRight"),
    "a slider of the page": lambda app: slider(app, "hand-moons-flip").press("ArrowRight"),
    "a picture": lambda app: tile(app, "circles").click(),
    "a card": lambda app: way(app, "Stack").click(),
}
SAID = ("models=.*gaussian", "noise=", "flip=", "data=circles", "right=stacking")


def slider(app, key):
    return app.page.locator(f".st-key-{key}").get_by_role("slider")


def test_the_first_press_in_a_forgotten_session_is_heard(visit, faulty):
    app = opened(visit, faulty)
    for press, said in zip(PRESSES.values(), SAID, strict=True):
        assert not re.search(said, app.page.url)
        with app.cut_off():
            pass
        press(app)
        app.page.wait_for_function(f"/{said}/.test(location.href)", timeout=30_000)
        app.rest()
        assert re.search(said, app.page.url)  # and it stays
        assert "gaussian" in app.page.url  # with what was pressed before


def begin(visit, server, **query):
    """A question that takes some seconds, and is being computed."""
    app = opened(visit, server)
    app.page.goto(f"{server}/compare?" + urlencode(SLOW | query), wait_until="commit")
    app.page.get_by_test_id("stProgress").wait_for(timeout=30_000)
    return app


def is_answered(app):
    """With all repeats, and the link still says it."""
    expect(app.page.get_by_text(re.compile(r"4 × 3 folds, seed"))).to_be_visible(timeout=60_000)
    assert link_of(app).items() >= SLOW.items() - {("models", SLOW["models"])}
    assert link_of(app)["models"].startswith(SLOW["models"])


def test_a_page_reloaded_or_cut_off_in_the_middle_is_answered(visit, faulty):
    app = begin(visit, faulty, seed="1")
    app.page.reload(wait_until="commit")
    is_answered(app)
    app = begin(visit, faulty, seed="2")
    with app.cut_off():
        app.page.wait_for_timeout(300)
    is_answered(app)
    assert not app.page.get_by_text(SENTENCE).count()


def test_a_clock_that_is_moved_in_the_middle_changes_nothing(visit, faulty, faults):
    app = begin(visit, faulty, seed="3")
    faults(clock=-DAY)
    is_answered(app)
    model(app, "Naive Bayes").click()
    app.page.wait_for_function("location.search.includes('bayes')")
    faults(clock=DAY)
    app.rest()
    is_answered(app)
    assert not app.page.get_by_text(SENTENCE).count()


def test_a_full_temporary_folder_is_told_where_it_is_needed_and_nowhere_else(visit, faulty, faults):
    faults(disk="full")
    app = opened(visit, faulty, "verdict", seed="5")
    app.act(app.page.get_by_role("button", name="Prepare report and slides").click)
    with app.page.expect_download() as found:
        app.page.locator(".st-key-take_report").get_by_role("button").click()
    assert found.value.path().stat().st_size
    students = {"tab": "students", "lab": "searched:soft_vote"}
    app = opened(visit, faulty, "inside", seed="5", **students)
    expect(app.page.get_by_text(SENTENCE)).to_be_visible(timeout=30_000)
    assert link_of(app).items() >= students.items()
    app.act(app.page.locator(".st-key-tab").get_by_text("Stacking", exact=True).click)
    expect(app.page.get_by_text(SENTENCE)).to_have_count(0)


def test_a_server_that_is_started_anew_hears_the_press_of_whoever_was_there(visit):
    port, told = free_port(), 0
    with serve(COLD_APP, port) as url:
        app = opened(visit, url, "compare", seed="7")
        before = link_of(app)
        told = len(app.problems)
    with serve(COLD_APP, port):
        app.come_back()
        del app.problems[told:]  # that nobody could be reached
        app.page.get_by_role("slider", name="Rows").press("ArrowRight")
        app.page.wait_for_function("!location.search.includes('rows=100&')", timeout=30_000)
        app.rest()
        assert link_of(app) == before | {"rows": link_of(app)["rows"]}
        assert "better here than one model" in headline(app)
