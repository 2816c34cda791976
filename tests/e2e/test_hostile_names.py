"""Whatever a view, a class, a column or a data set is called is text on every page, every drawer
open: no request leaves, nothing becomes a link, a picture, a formula, a colour or an icon."""

from urllib.parse import quote, urlencode, urlsplit

from lib.scenario.record import TABS
from lib.words.outside import JOINER
from tests.browser import ROOT
from tests.hostile import MARKERS, NAMES
from tests.pages.conftest import QUICK

HOSTILE_APP = ("run", str(ROOT / "tests/e2e/hostile_app.py"))
VIEWS = [quote(name, safe="") for name in (NAMES[0], NAMES[1], NAMES[2], NAMES[6])]
LINK = QUICK | {
    "data": "iris",
    "views": ",".join(f"{view}:{column}" for column, view in enumerate(VIEWS)),
    "models": ",".join(
        ["logistic_regression", "decision_tree", *(f"decision_tree@{view}" for view in VIEWS[:2])]
    ),
    "methods": "soft_vote,weighted_vote,stacking_logistic,late_mean,early_fusion",
    NAMES[4]: NAMES[0],
    "metric": NAMES[2],
    "lab": f"how:{VIEWS[0]},view:{VIEWS[0]}",
}
PLACES = [
    *("/", "/compare", "/verdict"),
    *(f"/inside?tab={tab}" for tab in TABS),
]
# What a hostile name would have become; Playwright's selectors look into components too.
OBEYED = [
    *('a[href*="//evil"]', 'img[src*="evil"]', '[href^="mailto"]', 'img[alt="Streamlit logo"]'),
    '[aria-label="home icon"]',
    *(f"text=/^\\s*{marker}\\s*$/" for marker in MARKERS),
]
NOT_SHOWN = ("🔥", "\u202e", "{{49}}", "→ %{x}")


def test_hostile_names_are_text_on_every_page(visit, fresh_server):
    server, found = fresh_server(HOSTILE_APP), []
    asked = urlencode(LINK)
    links = {place: f"{server}{place}{'&' if '?' in place else '?'}{asked}" for place in PLACES}
    app = visit(links[PLACES[0]])
    for place, link in links.items():
        if place != PLACES[0]:
            app.goto(link)
        text = app.page.locator("body").inner_text().replace(JOINER, "")
        found += [f"{place}: {sign}" for sign in OBEYED if app.page.locator(sign).count()]
        found += [f"{place}: {sign!r}" for sign in NOT_SHOWN if sign in text]
        found += [f"{place}: no name is shown"] * all(name[:12] not in text for name in NAMES)
    assert found == []
    assert app.hosts <= {urlsplit(server).hostname, None}
