"""What the server does before it lets visitors in, so that the first one need not wait."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool
from streamlit.starlette import App

from lib.scenario.record import DEFAULT
from lib.ui import evidence, explore
from lib.ui.pool import server_pool


@asynccontextmanager
async def warm_up(app: App) -> AsyncIterator[None]:
    """Start the workers and answer the first page's question."""
    await run_in_threadpool(answer_the_first_question)
    yield


def answer_the_first_question() -> None:
    """All passes and pictures of the default scenario, on workers that are ready afterwards."""
    server_pool().start()
    evidence.run_passes(DEFAULT.question, DEFAULT.repeats, _nobody_watches)
    known, results = evidence.look(DEFAULT, _nobody_watches)
    explore.stage_of(DEFAULT, known, results, _nobody_watches)


def _nobody_watches(share: float, text: str) -> None:
    """Progress of what no visitor waits for."""
