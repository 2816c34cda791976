"""What the server does before it lets visitors in, so that the first one need not wait."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool
from streamlit.starlette import App

from lib.engine.progress import silent
from lib.scenario.record import DEFAULT
from lib.ui import explore, passes
from lib.ui.pool import server_pool
from lib.ui.visit import Visit


@asynccontextmanager
async def warm_up(app: App) -> AsyncIterator[None]:
    """Start the workers and answer the first page's question."""
    await run_in_threadpool(answer_the_first_question)
    yield


def answer_the_first_question() -> None:
    """All passes and pictures of the default scenario, on workers that are ready afterwards."""
    server_pool().start()
    passes.run_passes(DEFAULT.question, DEFAULT.repeats, silent)
    nobody = Visit(DEFAULT)
    explore.stage_of(nobody, passes.look(nobody))
