"""What the server does before it lets visitors in, so that the first one need not wait; how it says
that it is well; and what it leaves behind: no process."""

import asyncio
import math
import os
import socket
import stat
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit.starlette import App

from lib.engine.progress import silent
from lib.scenario.record import DEFAULT
from lib.ui import explore, log, passes, sidebar
from lib.ui.pool import server_pool
from lib.ui.visit import Visit

OPEN_FILES = "/dev/fd"  # of this process, where there is such a thing
HEALTH_SECONDS = 10.0  # a worker in the quick lane is soon free
REMEMBERED_SECONDS = 1.0
INTERNET = (socket.AF_INET, socket.AF_INET6)


@asynccontextmanager
async def warm_up(app: App) -> AsyncIterator[None]:
    """Start the workers, answer the first page's question and draw the gallery: whatever would
    still be going on when the first visitor comes would hold back the frame of the page."""
    async with serving():
        await asyncio.gather(
            run_in_threadpool(answer_the_first_question), run_in_threadpool(sidebar.pictures)
        )
        yield


@asynccontextmanager
async def serving() -> AsyncIterator[None]:
    """Between the start of a server and its end, by SIGTERM or SIGINT."""
    log.open_log()
    send_at_once()
    try:
        yield
    finally:
        await run_in_threadpool(server_pool().line.close)


class Health:
    """Whether a new question can be answered, found out by asking the workers a trifle. What was
    found out is remembered for a moment, so that nobody is kept busy by asking."""

    def __init__(self, seconds: float = HEALTH_SECONDS) -> None:
        self._seconds = seconds
        self._turn = asyncio.Lock()
        self._known_at, self._is_well = -math.inf, False

    async def answer(self, request: Request) -> Response:
        """ "ok", or status 503."""
        async with self._turn:
            if time.monotonic() - self._known_at > REMEMBERED_SECONDS:
                line = server_pool().line
                self._is_well = await run_in_threadpool(line.can_answer, self._seconds)
                self._known_at = time.monotonic()
        if self._is_well:
            return PlainTextResponse("ok")
        return PlainTextResponse("No new question can be answered.", status_code=503)


def routes() -> list[Route]:
    """What this server answers beside Streamlit's own."""
    return [Route("/healthz", Health().answer)]


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
    passes.timed(DEFAULT.question, silent)
    nobody = Visit(DEFAULT)
    case = passes.look(nobody)
    explore.stage_of(nobody, case, case.results.favourite_member().key)
