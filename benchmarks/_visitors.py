"""Visitors that speak Streamlit's protocol and draw nothing, and what their server takes."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from lib.scenario.link import LINK_VERSION

PATIENCE = 120.0  # seconds, after which a visitor takes it for broken


@dataclass(frozen=True)
class Press:
    """What a visitor asks for. is_new : nobody has asked it before."""

    page: str
    link: dict[str, str]
    is_new: bool = False


@dataclass
class Diary:
    """What visitors met. Seconds until a known page, or the first answer to something new, was
    there; how many of the new ones became whole while they were looked at; what went wrong."""

    known: list[float] = field(default_factory=list)
    new: list[float] = field(default_factory=list)
    whole: int = 0
    errors: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Visitor:
    """One browser's end of the wire. hashes : of messages that need not be sent again."""

    wire: ClientConnection
    diary: Diary
    hashes: set[str] = field(default_factory=set)
    page: str = ""

    async def press(self, what: Press) -> None:
        """Ask for a page with a link and wait until it is whole; for something new, until there is
        a first answer to look at."""
        self.page = what.page
        ask = BackMsg()
        ask.rerun_script.page_name = what.page
        ask.rerun_script.query_string = urlencode({"v": LINK_VERSION} | what.link)
        ask.rerun_script.cached_message_hashes.extend(self.hashes)
        started = time.monotonic()
        await self.wire.send(ask.SerializeToString())
        is_ours = is_there = False  # what was asked before may still be on its way
        async with asyncio.timeout(PATIENCE):
            while not is_there:
                message = await self._receive()
                is_ours = is_ours or message.WhichOneof("type") == "new_session"
                is_there = is_ours and (_is_end(message) or (what.is_new and _is_answer(message)))
        waits = self.diary.new if what.is_new else self.diary.known
        waits.append(time.monotonic() - started)

    async def look(self, seconds: float) -> bool:
        """Think for so long, and take in what still comes. Whether the page became whole."""
        is_whole = False
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    is_whole = _is_end(await self._receive()) or is_whole
        return is_whole

    async def _receive(self) -> ForwardMsg:
        message = ForwardMsg.FromString(await self.wire.recv())
        if message.hash and message.metadata.cacheable:
            self.hashes.add(message.hash)
        if problem := _problem(message):
            self.diary.errors.append(f"{self.page or 'explore'}: {problem}")
        return message


@asynccontextmanager
async def visitor(app: str, diary: Diary) -> AsyncIterator[Visitor]:
    """Somebody who comes to the app at that address, and leaves."""
    address = f"ws{app.removeprefix('http')}/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None) as wire:
        yield Visitor(wire, diary)


def print_errors(errors: list[str]) -> None:
    """Each kind of error once, and how often."""
    for error in sorted(set(errors)):
        print(f"  {errors.count(error)} × {error}")


def megabytes(server: psutil.Process) -> float:
    """Of the server and its workers."""
    total = 0
    for process in [server, *server.children(recursive=True)]:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


def _is_end(message: ForwardMsg) -> bool:
    return (
        message.WhichOneof("type") == "script_finished"
        and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    )


def _is_answer(message: ForwardMsg) -> bool:
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
