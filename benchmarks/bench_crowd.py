"""Fifty visitors for ten minutes, who do the main job and think in between: does anything fail, and
how long does one of them wait?

The visitors are a process of their own. Each looks at all pages and at known variations, and now
and then asks what nobody has asked before.
CROWD="8 30" is eight of them for half a minute.
"""

import asyncio
import os
import random
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context
from unittest.mock import patch

import numpy as np
import psutil
from websockets.exceptions import WebSocketException

from benchmarks._figure import Figure, at_most
from benchmarks._visitors import Diary, Press, megabytes, print_errors, visitor
from lib.ui.memory import ASKED, LEAST, MB
from tests.browser import APP, start

VISITORS, SECONDS = (int(each) for each in os.environ.get("CROWD", "50 600").split())
PAUSE = 12.0  # seconds of looking before the next press, on average
ARRIVE = 0.1  # of the time, until everybody is there
NEW, AGAIN = 0.1, 0.5  # of the presses: what nobody has asked before; else the same page once more
PAGES = ("", "compare", "verdict", "inside")
KNOWN: tuple[dict[str, str], ...] = ({}, {}, {"noise": "0.3"}, {"data": "circles"}, {"seed": "1"})
AT_REST = 20.0  # seconds after the last one has left
KNOWN_WAITS, NEW_WAITS, MORE_MEMORY = 0.5, 15.0, 20.0


def figures() -> list[Figure]:
    """Errors, waits, and memory while they are there and after they left."""
    with (
        patch.dict(os.environ, {ASKED: str(LEAST // MB)}),  # more than that would be a leak
        start(APP) as (app, process),
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere,
    ):
        server = psutil.Process(process.pid)
        elsewhere.submit(_learn, app).result()
        before, most = megabytes(server), 0.0
        crowd = elsewhere.submit(_crowd, app, VISITORS, float(SECONDS))
        while not crowd.done():
            most = max(most, megabytes(server))
            time.sleep(1)
        diary = crowd.result()
        time.sleep(min(AT_REST, SECONDS))
        after = megabytes(server)
    print_errors(diary.errors)
    who = f"{VISITORS} visitors, {SECONDS} s: "
    return [
        at_most(0, f"{who}errors", len(diary.errors), ""),
        Figure(f"{who}presses", len(diary.known) + len(diary.new), ""),
        at_most(KNOWN_WAITS, f"{who}p95 of what is known", _p95(diary.known), "s"),
        at_most(NEW_WAITS, f"{who}p95 of a new comparison", _p95(diary.new), "s"),
        Figure(f"{who}looked at until whole", 100 * diary.whole / max(len(diary.new), 1), "%"),
        Figure(f"{who}memory before", before, "MB"),
        Figure(f"{who}memory at most", most, "MB"),
        at_most(MORE_MEMORY, f"{who}memory after, more", 100 * (after / before - 1), "%"),
    ]


def _p95(waits: list[float]) -> float:
    return float(np.quantile(waits, 0.95)) if waits else 0.0


def _next(before: Press, chance: random.Random) -> Press:
    """The one after it: something new, something known, or the same again."""
    if chance.random() < NEW:
        return Press("compare", {"seed": str(chance.randrange(100, 10_000))}, is_new=True)
    if chance.random() < AGAIN:
        return Press(before.page, before.link)
    return Press(chance.choice(PAGES), chance.choice(KNOWN))


def _learn(app: str) -> None:
    """Let the server know what is known to whoever comes later."""

    async def visit() -> None:
        async with visitor(app, Diary()) as one:
            for link, page in product(KNOWN, PAGES):
                await one.press(Press(page, link))

    asyncio.run(visit())


def _crowd(app: str, visitors: int, seconds: float) -> Diary:
    """So many visitors until the time is over; the last presses are waited for."""
    diary = Diary()
    asyncio.run(_everybody(app, visitors, seconds, diary))
    return diary


async def _everybody(app: str, visitors: int, seconds: float, diary: Diary) -> None:
    chances = [random.Random(f"{visitors} {number}") for number in range(visitors)]
    await asyncio.gather(*[_visit(app, chance, seconds, diary) for chance in chances])


async def _visit(app: str, chance: random.Random, seconds: float, diary: Diary) -> None:
    """Come, look, press, and look again."""
    end = time.monotonic() + seconds
    pause = min(PAUSE, seconds / 5)
    what = Press("", {})
    await asyncio.sleep(chance.uniform(0, ARRIVE * seconds))
    try:
        async with visitor(app, diary) as one:
            while time.monotonic() < end:
                await one.press(what)
                diary.whole += await one.look(chance.expovariate(1 / pause)) and what.is_new
                what = _next(what, chance)
    except (OSError, WebSocketException, TimeoutError) as problem:
        diary.errors.append(f"{type(problem).__name__} on {what.page or 'explore'}")
