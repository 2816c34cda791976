"""The default page in a real browser, beside Streamlit's own hello page in the same browser."""

import statistics

from playwright.sync_api import Browser

from benchmarks._browser import HEADING, LINKS, TITLE, Visit
from benchmarks._figure import Figure, at_most
from tests.browser import APP, HELLO, chromium, serve

WARM_VISITS, COLD_VISITS = 7, 3
SWITCHES, CHANGES = 6, 5
WAYS = ".stage .choose[aria-pressed=false]"  # one of four is pressed


def figures() -> list[Figure]:
    """How long visitors wait: for the page, for another method, for other data."""
    with chromium() as browser:
        with serve(APP) as app, serve(HELLO) as hello:
            found = [*_warm(browser, app, hello), *_interaction(browser, app)]
        return [*found, *_cold(browser)]


def _warm(browser: Browser, app: str, hello: str) -> list[Figure]:
    """Somebody has been here before; the visitor has not."""
    with Visit(browser, app) as ours, Visit(browser, hello) as theirs:
        ours.settled()
        theirs.seen(HEADING)
    hellos, frames, pictures, received = [], [], [], []
    for _ in range(WARM_VISITS):
        with Visit(browser, hello) as theirs:
            hellos.append(theirs.seen(HEADING))
        with Visit(browser, app) as ours:
            pictures.append(ours.picture())
            frames.append(ours.seen(LINKS, TITLE))
            ours.settled()
            received.append(ours.received)
    their_time = statistics.median(hellos)
    return [
        Figure("warm: hello page to its heading", their_time, "ms"),
        Figure("warm: title and frame / hello", statistics.median(frames) / their_time, "×"),
        at_most(1.3, "warm: first boundary / hello", statistics.median(pictures) / their_time, "×"),
        at_most(1, "default page over the websocket", statistics.median(received) / 1e6, "MB"),
    ]


def _cold(browser: Browser) -> list[Figure]:
    """The first visitor of a fresh server."""
    hellos, frames, pictures = [], [], []
    for _ in range(COLD_VISITS):
        with serve(HELLO) as hello, Visit(browser, hello) as theirs:
            hellos.append(theirs.seen(HEADING))
        with serve(APP) as app, Visit(browser, app) as ours:
            pictures.append(ours.picture())
            frames.append(ours.seen(LINKS, TITLE))
    their_time = statistics.median(hellos)
    return [
        Figure("cold: hello page to its heading", their_time, "ms"),
        at_most(1.3, "cold: title and frame / hello", statistics.median(frames) / their_time, "×"),
        at_most(2.5, "cold: first boundary / hello", statistics.median(pictures) / their_time, "×"),
    ]


def _interaction(browser: Browser, app: str) -> list[Figure]:
    """A visitor who plays: other methods are shown at once, other data are computed first."""
    switches, pictures, evidence = [], [], []
    with Visit(browser, app) as visit:
        visit.settled()
        others = visit.page.locator(WAYS)
        for i in range(SWITCHES):
            others.nth(i % 3).click()
            pressed = visit.last_input()
            switches.append(visit.picture(pressed, fresh=False) - pressed)
            visit.settled()
        visit.page.get_by_role("button", name="Vote", exact=True).click()  # as on a first visit
        visit.settled()
        overlap = visit.page.get_by_role("slider", name="Overlap")
        for _ in range(CHANGES):  # each press asks for data nobody has asked for before
            overlap.press("ArrowRight")
            pressed = visit.last_input()
            pictures.append(visit.picture(pressed) - pressed)
            evidence.append(visit.settled() - pressed)
    return [
        at_most(50, "another way: click to picture", statistics.median(switches), "ms"),
        at_most(300, "another noise: key to fresh picture", statistics.median(pictures), "ms"),
        at_most(2.5, "another noise: key to all passes", statistics.median(evidence) / 1000, "s"),
    ]
