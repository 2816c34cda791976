"""Visitors that speak Streamlit's protocol and draw nothing, and what their server takes."""

import asyncio
import time
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
    """What visitors met. Seconds until a known page, the first answer to something new, and all
    passes of that were there, and what went wrong."""

    cached: list[float] = field(default_factory=list)
    new: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def megabytes(server: psutil.Process) -> float:
    """Of the server and its workers."""
    total = 0
    for process in [server, *server.children(recursive=True)]:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


def wire_to(app: str) -> connect:
    """Of one visitor to the app at that address."""
    address = f"ws{app.removeprefix('http')}/_stcore/stream"
    return connect(address, subprotocols=["streamlit"], max_size=None)


async def press(wire: ClientConnection, what: Press, known: set[str], diary: Diary) -> None:
    """Ask for a page with a link and wait until it is whole."""
    ask = BackMsg()
    ask.rerun_script.page_name = what.page
    ask.rerun_script.query_string = urlencode({"v": LINK_VERSION} | what.link)
    ask.rerun_script.cached_message_hashes.extend(known)
    started = time.monotonic()
    waits = diary.whole if what.is_new else diary.cached
    is_awaited = what.is_new
    await wire.send(ask.SerializeToString())
    async with asyncio.timeout(PATIENCE):
        while not _is_end(message := ForwardMsg.FromString(await wire.recv())):
            if message.hash and message.metadata.cacheable:
                known.add(message.hash)
            if problem := _problem(message):
                diary.errors.append(f"{what.page or 'explore'}: {problem}")
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
