"""Votes weighed by hand on the first page: how long a frame takes while the dot is dragged."""

import math

import numpy as np
from playwright.sync_api import Browser

from benchmarks._browser import Visit
from benchmarks._figure import Figure, at_most
from tests.browser import APP, chromium, serve

WINDOW = {"width": 1440, "height": 970}  # in which the large picture is 400 px wide
MOVES = 120
SLOWED = 4
# From the beginning of a frame to the moment at which it is painted, for frames in which the field
# was drawn. The wait for the screen is left out: it is the same however little there is to do.
TIME_FRAMES = """() => {
  const pen = CanvasRenderingContext2D.prototype, putImageData = pen.putImageData;
  let frame = {};
  window.frames_taken = [];
  pen.putImageData = function (...what) { frame.isDrawn = true; putImageData.apply(this, what); };
  const look = () => {
    const start = performance.now(), channel = new MessageChannel(), mine = {};
    frame = mine;
    channel.port1.onmessage = () => {
      if (mine.isDrawn) window.frames_taken.push(performance.now() - start);
    };
    channel.port2.postMessage(0);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def figures() -> list[Figure]:
    """Frames of the default page, and of one whose members and classes are many."""
    with chromium() as browser, serve(APP) as app:
        return [
            *_frames(browser, app + "/?v=2&right=soft_vote", "two classes, 4 models", goal=True),
            *_frames(browser, app + "/?v=2&data=iris&right=soft_vote", "three classes, 4 models"),
        ]


def _frames(browser: Browser, url: str, what: str, goal: bool = False) -> list[Figure]:
    found = []
    for rate, most in ((1, 16.7), (SLOWED, 33.0)):
        with Visit(browser, url) as visit:
            visit.settled()
            visit.page.set_viewport_size(WINDOW)
            visit.page.evaluate(TIME_FRAMES)
            visit.page.wait_for_timeout(500)
            wire = visit.context.new_cdp_session(visit.page)
            wire.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            p95 = float(np.percentile(_drag(visit), 95))
        name = f"weights by hand, {what}: a frame, 95 of 100{', slowed 4 times' * (rate > 1)}"
        found.append(at_most(most, name, p95, "ms") if goal else Figure(name, p95, "ms"))
    return found


def _drag(visit: Visit) -> list[float]:
    """Milliseconds of each frame while the dot goes round."""
    page, pad = visit.page, visit.page.get_by_role("application")
    box = pad.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("window.frames_taken = []")
    for step in range(MOVES):
        turn, reach = 2 * math.pi * step / 40, 10 + 40 * step / MOVES
        page.mouse.move(x + reach * math.cos(turn), y + reach * math.sin(turn))
        page.wait_for_timeout(12)
    frames = page.evaluate("window.frames_taken")
    page.mouse.up()
    return [float(frame) for frame in frames]
