"""Opens pages without a browser, small enough to be quick."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from lib import charts
from lib.scenario.link import LINK_VERSION, from_query
from lib.scenario.record import Scenario
from lib.ui import cache as caching
from lib.ui import passes, pool, unforeseen
from lib.ui.shell import PAGES, WITHOUT_CHOICES
from lib.ui.visit import Visit
from lib.verdict.case import Case
from lib.words.outside import JOINER

ROOT = Path(__file__).resolve().parents[2]
QUICK = {"v": LINK_VERSION, "rows": "100", "folds": "3", "repeats": "1"}
TWO_MODELS = {"models": "logistic_regression,decision_tree:max_depth=3"}
# For whatever needs only *a* case: the standard methods train students and networks too.
LIGHT = QUICK | TWO_MODELS | {"methods": "soft_vote,stacking_logistic"}


@pytest.fixture(autouse=True, scope="session")
def quick_sessions() -> Iterator[None]:
    """Each AppTest run reads the metadata of every installed package, half of all its time, to find
    components of other people; this app has none. And processes cost more than fits this small."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", list)
        patch.setattr(pool, "server_pool", NoPool)
        yield


@pytest.fixture(autouse=True)
def nothing_unforeseen(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A page tells of its fault in a sentence, so nothing is raised for a test to fall over."""
    faults: list[Exception] = []
    note = unforeseen.note

    def heard(fault: Exception, page: str) -> list[str]:
        faults.append(fault)
        return note(fault, page)

    monkeypatch.setattr(unforeseen, "note", heard)
    yield
    if faults and not request.node.path.name == "test_unforeseen.py":
        raise faults[0]


class NoPool(pool.Pool):
    """Fits run here and now."""

    def warm_up(self) -> None:
        """Never ready."""


def path_of(page: str) -> str:
    """Of the page whose address ends like this."""
    names = {name: path for path, name in PAGES.items()}
    return names[page.replace("_", " ").capitalize()]


class Opened:
    """A page after its first run, and after each thing done on it."""

    def __init__(self, at: AppTest) -> None:
        self.at = at

    @property
    def link(self) -> dict[str, str]:
        """The address bar."""
        return {
            name: text if isinstance(text, str) else text[0]
            for name, text in self.at.query_params.items()
        }

    @property
    def scenario(self) -> Scenario:
        """What the address bar says; nothing is wrong in it."""
        found, notices = from_query(self.link)
        assert not notices
        return found

    @property
    def visit(self) -> Visit:
        """Of a visitor with this link, who watches no progress."""
        return Visit(self.scenario)

    @property
    def case(self) -> Case:
        """What the page shows."""
        return passes.look(self.visit)

    @property
    def headline(self) -> str:
        """The one title of the page."""
        (title,) = self.at.title
        return str(title.value)

    @property
    def said(self) -> list[str]:
        """All running text of the page and of the sidebar, as it is read."""
        kinds = (self.at.markdown, self.at.caption, self.at.header, self.at.title)
        return [
            each.value.replace("\\", "").replace("\xa0", " ").replace(JOINER, "")
            for kind in kinds
            for each in kind
        ]

    def says(self, part: str) -> bool:
        """Whether a text has these words in it."""
        return any(part in text for text in self.said)

    @property
    def words(self) -> list[str]:
        """What is said in boxes: notices and warnings."""
        return [box.value for boxes in (self.at.info, self.at.warning) for box in boxes]

    def component(self, key: str) -> dict:
        """What a component of that key was sent."""
        (found,) = [each for each in self.at.get("bidi_component") if each.key == key]
        return json.loads(found.proto.json or found.proto.bytes)

    def methods(self) -> list[str]:
        """Keys of the methods that are drawn."""
        return [method["key"] for method in self.component("stage_picture")["methods"]]

    def act(self, widget: object) -> None:
        """Run the page after a widget was set: `page.act(page.at.slider(key="x").set_value(1))`."""
        widget.run()
        self.check()

    def unfold(self, key: str) -> None:
        """Open one drawer more."""
        self.at.session_state[key] = True
        self.act(self.at)

    def settings_of(self, subject: str) -> None:
        """Under "More settings" in the sidebar."""
        self.at.session_state["more"] = True
        self.at.session_state["more.subject"] = subject
        self.act(self.at)

    def pick_data(self, key: str) -> None:
        """By a click on its picture."""
        self.at.session_state["gallery"] = {"picked": key}
        self.act(self.at)
        del self.at.session_state["gallery"]

    def go_to(self, page: str) -> None:
        """By the navigation."""
        self.at.switch_page(path_of(page))
        self.act(self.at)

    def check(self) -> None:
        """Nothing is broken, the page has its title, and the visitor has all choices but those
        that the link locks."""
        assert not self.at.exception, self.at.exception[0].stack_trace or self.at.exception[0].value
        assert self.headline
        drawn = [*self.at.sidebar.get("bidi_component"), *self.at.sidebar.button_group]
        is_own = self.at.session_state["_place"] in WITHOUT_CHOICES
        locked = self.link.get("locks", "")
        choices = {"copy_link"} | {key for lock, key in LOCKED.items() if lock not in locked}
        if "answers" in self.link:  # the models are those that came with them
            choices -= {"models"}
        wanted = set() if is_own else choices
        assert wanted <= {each.key for each in drawn}


LOCKED = {"data": "gallery", "models": "models"}  # what is not drawn under a lock
DRAWERS = [
    *("more", "settings", "coinciding", "scores", "weigh", "costs", "terms", "more_ways", "alone"),
    *("in_general", "display_scores", "truth", "luck", "curves"),
    *("display_different_mistakes", "display_gain_of_the_vote", "display_mended_mistakes"),
    "display_row_by_row",
    *("own.paste", "own.more", "own.sources", "own.rows", "own.another"),
    # the Inside page
    *("barcode", "voting.same", "table_folds", "table_weights", "table_terms", "table_leak"),
    *("table_students", "table_level"),
]


@pytest.fixture
def open_page() -> Callable[..., Opened]:
    """`open_page("compare", data="iris")`: the page of a new visitor with this link, and with all
    that can be folded away open unless `is_open` is False. settings : of which subject."""

    def opening(
        page: str = "explore", is_open: bool = True, settings: str = "the measuring", **query: str
    ) -> Opened:
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
        if page != "explore":
            at.switch_page(path_of(page))
        for name, text in query.items():
            at.query_params[name] = text
        for key in [*DRAWERS, *[f"table_{chart}" for chart in charts.entries()]] * is_open:
            at.session_state[key] = True
        if is_open:
            at.session_state["more.subject"] = settings
        at.run()
        opened = Opened(at)
        opened.check()
        return opened

    return opening


@pytest.fixture
def empty_cache(monkeypatch) -> None:
    """A cache of this test's own: no result is left over from before, and none is left behind."""
    own = caching.Cache()
    for module in (caching, passes):
        monkeypatch.setattr(module, "server_cache", lambda: own)


@pytest.fixture
def one_pass(monkeypatch) -> None:
    """The page stays as it is after the first pass over the folds, whatever the link asks."""
    monkeypatch.setattr(passes, "finish", lambda page, with_times=True: None)
