"""A page of the app in a real browser: open it, wait until it is really done, photograph it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

from lib.ui.unforeseen import SENTENCE
from tests.browser import AT_REST, DESKTOP, ROOT

ARTEFACTS = ROOT / ".artefacts"
UNSEEN_RUN = 5000  # ms
LONGEST_PAGE = 8000  # px; a taller photograph is of no use to anybody

# On a page below the root Streamlit's client first asks the wrong place where its server is;
# Chromium reports the two 404s as errors, though the client then finds its way.
HARMLESS_PROBE = re.compile(r"/[^/]+/_stcore/(health|host-config)$")

# A script run is over when the app has said "running" and then "notRunning". Waiting for
# "notRunning" alone returns too early: just after a click the app has not begun yet. And one run
# may ask for another, which follows at once.
QUIET = 150  # ms
COUNT_RUNS = """(() => {
  let finished = 0, started = false, end = 0;
  const look = () => {
    const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
    if (state === 'running') started = true;
    if (state === 'notRunning' && started) {
      [started, finished, end] = [false, finished + 1, performance.now()];
    }
  };
  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, attributes: true, attributeFilter: ['data-test-script-state'],
  });
  Object.defineProperty(window, 'finishedRuns', { get: () => finished });
  Object.defineProperty(window, 'restedFor', { get: () => performance.now() - end });
})();"""
# A run of a few milliseconds may begin and end between two renderings and is then never seen;
# a page at rest for longer than any run takes to begin has had it.
IS_READY = f"""([runs, rest]) => (window.finishedRuns >= runs || performance.now() > rest)
  && window.restedFor > {QUIET} && {AT_REST}
  && !document.querySelector('[data-testid="stSkeleton"]')
  && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
       .every(chart => chart.querySelector('.main-svg'))"""
# Streamlit scrolls inside its own boxes, so the body is never taller than the window. A page that
# broke may have no such box.
FULL_HEIGHT = """() => Math.max(innerHeight, ...[...document.querySelectorAll(
    '[data-testid="stMain"], [data-testid="stSidebarContent"]')]
  .filter(box => box.getBoundingClientRect().right > 0).map(box => box.scrollHeight))"""
NEXT_PAINT = """() => document.fonts.ready.then(() => new Promise(done =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(null)))))"""
# The browser's ends of the wires to the server, for one to be cut.
KEEP_WIRES = """(() => {
  const Wire = window.WebSocket;
  window.wires = [];
  window.WebSocket = class extends Wire {
    constructor(...where) { super(...where); window.wires.push(this); }
  };
})();"""
IS_CONNECTED = """() => window.wires.at(-1).readyState === WebSocket.OPEN
  && document.querySelector('[data-testid="stApp"]').dataset.testConnectionState === 'CONNECTED'"""
# A fingerprint of what a canvas shows.
PIXELS = """canvas => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let sum = 0;
  for (let i = 0; i < data.length; i += 17) sum = (sum * 31 + data[i]) % 1000003;
  return sum;
}"""


WIDER_THAN_WINDOW = """() => [document.documentElement, document.body,
    document.querySelector('[data-testid="stMain"]')]
  .filter(box => box.scrollWidth > box.clientWidth + 1).length"""
HAS_FOCUS = "one => one.getRootNode().activeElement === one"


def page_paths(root: Path = ROOT) -> dict[str, str]:
    """Every page of the app as {name: path in the address}, the first page first."""
    stems = sorted(file.stem for file in (root / "pages").glob("*.py"))
    names = [re.sub(r"^[0-9]+_", "", stem) for stem in stems]
    return {"explore": "/"} | {name: f"/{name}" for name in names}


class StreamlitPage:
    """One page of the app, in a browser context of its own.

    `page` is Playwright's page, for locators and clicks; wrap whatever makes the script run
    again in `act`, so that the next line reads the new page and not the old one.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.may_fail = False
        self.problems: list[str] = []
        self.page: Page = context.new_page()
        self.hosts: set[str | None] = set()  # that were asked for anything
        self.page.add_init_script(COUNT_RUNS + KEEP_WIRES)
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))

    def _note_console(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not HARMLESS_PROBE.search(where):
            self.problems.append(f"console error: {message.text} ({where})")

    def goto(self, url: str, timeout: float = 60) -> None:
        """Open an address and wait until its first run is over."""
        self.page.goto(url)
        self.wait_for_runs(1, timeout)

    def wait_for_runs(self, runs: int, timeout: float = 60) -> None:
        """Wait until the script has finished this often, and everything it made is drawn."""
        rest = self.page.evaluate("performance.now()") + (UNSEEN_RUN if runs > 1 else 1e9)
        self.page.wait_for_function(IS_READY, arg=[runs, rest], timeout=timeout * 1000)
        broken = self.page.get_by_test_id("stException").all_inner_texts()
        if broken:
            raise AssertionError(f"The page shows an exception: {broken[0]}")
        if not self.may_fail and self.page.get_by_text(SENTENCE).count():
            raise AssertionError("The page says that something went wrong: see the server's log")

    def act(self, action: Callable[[], object], timeout: float = 60) -> None:
        """Do something that makes the script run again, and wait for the end of that run."""
        before = int(self.page.evaluate("window.finishedRuns"))
        action()
        self.wait_for_runs(before + 1, timeout)

    def rest(self, timeout: float = 60) -> None:
        """Wait until nothing runs, after what may start several runs."""
        self.wait_for_runs(0, timeout)

    def tab_to(self, goal: Locator, most: int = 45) -> None:
        """Press Tab until the focus is there: as a visitor without a mouse gets around."""
        for _ in range(most):
            if goal.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{most} times Tab do not lead to {goal}")

    @contextmanager
    def cut_off(self) -> Iterator[None]:
        """Without a network for a while, and with it again; the page comes back by itself."""
        told = len(self.problems)
        self.context.set_offline(True)
        self.page.evaluate("window.wires.forEach(wire => wire.close())")
        yield
        self.context.set_offline(False)
        self.come_back()
        del self.problems[told:]  # that nobody could be reached

    def come_back(self) -> None:
        """Wait until the page has found its server again."""
        self.page.wait_for_function(IS_CONNECTED, timeout=60_000)
        self.rest()

    def photograph(self, path: Path) -> Path:
        """Save a picture of the whole page, however far it scrolls."""
        window = self.page.viewport_size or {"width": DESKTOP[0], "height": DESKTOP[1]}
        height = min(int(self.page.evaluate(FULL_HEIGHT)), LONGEST_PAGE)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.set_viewport_size({"width": window["width"], "height": height})
        self.page.evaluate(NEXT_PAINT)
        self.page.wait_for_timeout(400)  # Plotly redraws a little after its box has changed
        self.page.screenshot(path=path)
        self.page.set_viewport_size(window)
        return path

    def screenshot(self, name: str) -> Path:
        """Keep a picture of the whole page under .artefacts/."""
        return self.photograph(ARTEFACTS / f"{name}.png")

    def close(self) -> None:
        """Close the browser context."""
        self.context.close()


def open_context(
    browser: Browser,
    viewport: tuple[int, int] = DESKTOP,
    theme: str = "light",
    has_touch: bool = False,
) -> StreamlitPage:
    """A visitor who has never been here: nothing stored, a window of this size, this theme."""
    width, height = viewport
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        has_touch=has_touch,
        permissions=["clipboard-read", "clipboard-write"],
    )
    return StreamlitPage(context)
