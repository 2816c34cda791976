"""What the server does before it lets visitors in, so that the first one need not wait."""

import asyncio
import os
import socket
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.concurrency import run_in_threadpool
from streamlit.starlette import App

from lib.engine.progress import silent
from lib.scenario.record import DEFAULT
from lib.ui import explore, passes, sidebar
from lib.ui.pool import server_pool
from lib.ui.visit import Visit

OPEN_FILES = "/dev/fd"  # of this process, where there is such a thing
INTERNET = (socket.AF_INET, socket.AF_INET6)


@asynccontextmanager
async def warm_up(app: App) -> AsyncIterator[None]:
    """Start the workers, answer the first page's question and draw the gallery: whatever would
    still be going on when the first visitor comes would hold back the frame of the page."""
    send_at_once()
    await asyncio.gather(
        run_in_threadpool(answer_the_first_question), run_in_threadpool(sidebar.pictures)
    )
    yield


def send_at_once() -> None:
    """Let no small message wait for others to go with it (Nagle's algorithm): that costs every
    rerun 25 ms. Streamlit does not ask for it; connections inherit it from the listening socket.
    """
    for name in os.listdir(OPEN_FILES) if os.path.isdir(OPEN_FILES) else ():
        with suppress(OSError):  # it was closed meanwhile
            if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                with socket.socket(fileno=os.dup(int(name))) as copy:
                    if copy.family in INTERNET and _listens(copy):
                        copy.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _listens(one: socket.socket) -> bool:
    return bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))


def answer_the_first_question() -> None:
    """All passes and pictures of the default scenario, on workers that are ready afterwards."""
    server_pool().start()
    passes.run_passes(DEFAULT.question, DEFAULT.repeats, silent)
    nobody = Visit(DEFAULT)
    case = passes.look(nobody)
    explore.stage_of(nobody, case, case.results.favourite_member().key)
