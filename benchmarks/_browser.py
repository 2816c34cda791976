"""What the browser benchmarks share: the moment at which something is seen.

A thing counts as painted after the frame in which it was first there. Times are those of the page:
milliseconds since its navigation began.
"""

import base64
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser import AT_REST, DESKTOP

PATIENCE = 60_000  # ms

# What is awaited on a page, by name; a selector of the first visible element.
HEADING, LINKS, TITLE = "heading", "links", "title"
WATCHED = {
    HEADING: '[data-testid="stMain"] h1',
    LINKS: '[data-testid="stMain"] [data-testid="stPageLink"]',
    TITLE: '[data-testid="stSidebar"] .name',
}
# Large pictures are canvases inside the stage's `.panel`. A fresh one draws a field never drawn
# there before: another method, or another scenario.
WATCH = """(watched => {
  const bench = window.bench = { seen: {}, pictures: [], input: 0 };
  const afterPaint = done => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  });
  const look = () => {
    const awaited = Object.entries(watched).filter(([name]) => !bench.seen[name]);
    for (const [name, selector] of awaited) {
      const found = document.querySelector(selector);
      if (found?.innerText.trim() && found.getClientRects().length)
        afterPaint(time => { bench.seen[name] ||= time; });
    }
    if (awaited.length) requestAnimationFrame(look);
  };
  look();
  const fields = new WeakSet(), pen = CanvasRenderingContext2D.prototype, drawImage = pen.drawImage;
  pen.drawImage = function (field, ...where) {
    drawImage.call(this, field, ...where);
    if (!this.canvas.closest('.panel')) return;
    const fresh = !fields.has(field);
    fields.add(field);
    afterPaint(time => bench.pictures.push({ time, fresh }));
  };
  for (const kind of ['pointerdown', 'keydown'])
    addEventListener(kind, event => { bench.input = event.timeStamp; }, true);
})(%s)"""
SEEN = "name => window.bench.seen[name]"
PICTURE = "([since, fresh]) => bench.pictures.find(p => p.time > since && p.fresh >= fresh)?.time"
IS_SETTLED = f"""() => {{
  const captions = [...document.querySelectorAll('[data-testid="stCaptionContainer"]')];
  const isCounting = captions.some(caption => /so far/.test(caption.innerText));
  return {AT_REST} && bench.pictures.length && !isCounting && performance.now();
}}"""


class Visit:
    """A new visitor, with an empty cache, who opens an address."""

    def __init__(self, browser: Browser, url: str) -> None:
        width, height = DESKTOP
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.page: Page = self.context.new_page()
        self.page.add_init_script(WATCH % repr(WATCHED))
        self.received = 0
        wire = self.context.new_cdp_session(self.page)
        wire.on("Network.webSocketFrameReceived", self._count)
        wire.send("Network.enable")
        self.page.goto(url, wait_until="commit")

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *problem: object) -> None:
        self.context.close()

    def _count(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        self.received += len(base64.b64decode(data)) if frame["opcode"] == 2 else len(data)

    def _when(self, condition: str, argument: object = None) -> float:
        """The time that the condition gives, once it gives one."""
        handle = self.page.wait_for_function(condition, arg=argument, timeout=PATIENCE)
        return float(handle.json_value())

    def seen(self, *names: str) -> float:
        """When all of these were on screen for the first time."""
        return max(self._when(SEEN, name) for name in names)

    def picture(self, since: float = 0, fresh: bool = True) -> float:
        """When a large boundary was painted after `since`."""
        return self._when(PICTURE, [since, fresh])

    def settled(self) -> float:
        """When all five passes were on screen and the script at rest."""
        return self._when(IS_SETTLED)

    def last_input(self) -> float:
        """When the last key or button was pressed."""
        return float(self.page.evaluate("window.bench.input"))
