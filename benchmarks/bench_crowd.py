"""Fifty visitors for ten minutes, who do the main job and think in between: does anything fail, and
how long does one of them wait?

The visitors are a process of their own that speaks Streamlit's protocol without drawing anything.
Each looks at all pages and at known variations, and now and then asks what nobody has asked before.
CROWD="8 30" is eight of them for half a minute.
"""

import asyncio
import os
import random
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import product
from multiprocessing import get_context
from urllib.parse import urlencode

import numpy as np
import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from benchmarks._figure import Figure, at_most
from lib.scenario.link import LINK_VERSION
from tests.browser import APP, start

VISITORS, SECONDS = (int(each) for each in os.environ.get("CROWD", "50 600").split())
PAUSE = 12.0  # seconds of looking before the next press, on average
ARRIVE = 0.1  # of the time, until everybody is there
NEW, AGAIN = 0.1, 0.5  # of the presses: what nobody has asked before; else the same page once more
PAGES = ("", "compare", "verdict", "inside")
KNOWN: tuple[dict[str, str], ...] = ({}, {}, {"noise": "0.3"}, {"data": "circles"}, {"seed": "1"})
PATIENCE = 120.0  # seconds, after which a visitor takes it for broken
AT_REST = 20.0  # seconds after the last one has left
CACHED_WAITS, NEW_WAITS, MORE_MEMORY = 0.5, 15.0, 20.0


@dataclass(frozen=True)
class Press:
    """What a visitor asks for. is_new : nobody has asked it before."""

    page: str
    link: dict[str, str]
    is_new: bool = False

    def next(self, chance: random.Random) -> "Press":
        """The one after it: something new, something known, or the same again."""
        if chance.random() < NEW:
            return Press("compare", {"seed": str(chance.randrange(100, 10_000))}, is_new=True)
        if chance.random() < AGAIN:
            return Press(self.page, self.link)
        return Press(chance.choice(PAGES), chance.choice(KNOWN))


@dataclass
class Diary:
    """What visitors met. Seconds until a known page, the first answer to something new, and all
    passes of that were there, and what went wrong."""

    cached: list[float] = field(default_factory=list)
    new: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def figures() -> list[Figure]:
    """Errors, waits, and memory while they are there and after they left."""
    with (
        start(APP) as (app, process),
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere,
    ):
        server = psutil.Process(process.pid)
        elsewhere.submit(_learn, app).result()
        before, most = _megabytes(server), 0.0
        crowd = elsewhere.submit(_crowd, app, VISITORS, float(SECONDS))
        while not crowd.done():
            most = max(most, _megabytes(server))
            time.sleep(1)
        diary = crowd.result()
        time.sleep(min(AT_REST, SECONDS))
        after = _megabytes(server)
    for error in sorted(set(diary.errors)):
        print(f"  {diary.errors.count(error)} × {error}")
    who = f"{VISITORS} visitors, {SECONDS} s: "
    return [
        at_most(0, f"{who}errors", len(diary.errors), ""),
        Figure(f"{who}presses", len(diary.cached) + len(diary.whole), ""),
        at_most(CACHED_WAITS, f"{who}p95 of what is known", _p95(diary.cached), "s"),
        at_most(NEW_WAITS, f"{who}p95 of a new comparison", _p95(diary.new), "s"),
        Figure(f"{who}p95 of all passes of it", _p95(diary.whole), "s"),
        Figure(f"{who}memory before", before, "MB"),
        Figure(f"{who}memory at most", most, "MB"),
        at_most(MORE_MEMORY, f"{who}memory after, more", 100 * (after / before - 1), "%"),
    ]


def _p95(waits: list[float]) -> float:
    return float(np.quantile(waits, 0.95)) if waits else 0.0


def _megabytes(server: psutil.Process) -> float:
    """Of the server and its workers."""
    total = 0
    for process in [server, *server.children(recursive=True)]:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


def _learn(app: str) -> None:
    """Let the server know what is known to whoever comes later."""

    async def visit() -> None:
        async with _wire(app) as wire:
            for link, page in product(KNOWN, PAGES):
                await _press(wire, Press(page, link), set(), Diary())

    asyncio.run(visit())


def _crowd(app: str, visitors: int, seconds: float) -> Diary:
    """So many visitors until the time is over; the last presses are waited for."""
    diary = Diary()
    asyncio.run(_everybody(app, visitors, seconds, diary))
    return diary


def _wire(app: str) -> connect:
    address = f"ws{app.removeprefix('http')}/_stcore/stream"
    return connect(address, subprotocols=["streamlit"], max_size=None)


async def _everybody(app: str, visitors: int, seconds: float, diary: Diary) -> None:
    chances = [random.Random(f"{visitors} {number}") for number in range(visitors)]
    await asyncio.gather(*[_visit(app, chance, seconds, diary) for chance in chances])


async def _visit(app: str, chance: random.Random, seconds: float, diary: Diary) -> None:
    """Come, look, press, and look again."""
    end = time.monotonic() + seconds
    pause = min(PAUSE, seconds / 5)
    known: set[str] = set()
    press = Press("", {})
    await asyncio.sleep(chance.uniform(0, ARRIVE * seconds))
    try:
        async with _wire(app) as wire:
            while time.monotonic() < end:
                await _press(wire, press, known, diary)
                await asyncio.sleep(chance.expovariate(1 / pause))
                press = press.next(chance)
    except (OSError, WebSocketException, TimeoutError) as problem:
        diary.errors.append(f"{type(problem).__name__} on {press.page or 'explore'}")


async def _press(wire: ClientConnection, press: Press, known: set[str], diary: Diary) -> None:
    """Ask for a page with a link and wait until it is whole."""
    ask = BackMsg()
    ask.rerun_script.page_name = press.page
    ask.rerun_script.query_string = urlencode({"v": LINK_VERSION} | press.link)
    ask.rerun_script.cached_message_hashes.extend(known)
    started = time.monotonic()
    waits = diary.whole if press.is_new else diary.cached
    is_awaited = press.is_new
    await wire.send(ask.SerializeToString())
    async with asyncio.timeout(PATIENCE):
        while not _is_end(message := ForwardMsg.FromString(await wire.recv())):
            if message.hash and message.metadata.cacheable:
                known.add(message.hash)
            if problem := _problem(message):
                diary.errors.append(f"{press.page or 'explore'}: {problem}")
            if is_awaited and _is_answered(message):
                diary.new.append(time.monotonic() - started)
                is_awaited = False
    waits.append(time.monotonic() - started)


def _is_end(message: ForwardMsg) -> bool:
    return (
        message.WhichOneof("type") == "script_finished"
        and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    )


def _is_answered(message: ForwardMsg) -> bool:
    """Whether the page is there after one pass, so that the next one begins."""
    return message.delta.new_element.progress.text.startswith("Pass 2 of")


def _problem(message: ForwardMsg) -> str:
    """What a visitor would see go wrong, Streamlit's way or ours."""
    if message.WhichOneof("type") != "delta" or message.delta.WhichOneof("type") != "new_element":
        return ""
    element = message.delta.new_element
    if element.WhichOneof("type") == "exception":
        return element.exception.type or "exception"
    if element.WhichOneof("type") == "alert":
        return element.alert.body[:60]
    return ""
