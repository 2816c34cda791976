"""The dearest questions that are answered at all, one after the other until twice the budget was
asked for: what is remembered then, and how much memory does the server really take?

MEMORY=300 is the budget in megabytes.
"""

import asyncio
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from math import ceil
from multiprocessing import get_context
from unittest.mock import patch

import psutil

from benchmarks._figure import Figure, at_most
from benchmarks._visitors import Diary, Press, megabytes, print_errors, visitor
from lib import combiners
from lib.base_models import Member
from lib.scenario.experiment import prepare
from lib.scenario.link import to_query
from lib.scenario.record import Scenario
from lib.ui.cost import kept_bytes
from lib.ui.memory import ASKED, MB
from tests.browser import APP, start

BUDGET = int(os.environ.get("MEMORY", "300"))
BESIDES = 250  # MB: data sets, pictures, what is being computed, what the allocator does not return
DEAR = Scenario(
    "digits",
    dataset_knobs=(("rows", 1797),),
    members=(Member("gaussian_naive_bayes"), Member("discriminant_analysis")),  # quick ones
    methods=tuple(key for key, each in combiners.entries().items() if each.kind == "late"),
    folds=3,
    repeats=20,
)


def figures() -> list[Figure]:
    """Errors and the memory of the server and its workers."""
    each = kept_bytes(prepare(DEAR.question).task, DEAR.repeats) / MB
    links = [to_query(replace(DEAR, seed=n)) for n in range(1, 1 + ceil(2 * BUDGET / each))]
    with (
        patch.dict(os.environ, {ASKED: str(BUDGET)}),
        start(APP) as (app, process),
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere,
    ):
        server = psutil.Process(process.pid)
        elsewhere.submit(_ask, app, [{}]).result()
        before = megabytes(server)
        errors = elsewhere.submit(_ask, app, [*links, {}]).result()
        more = megabytes(server) - before
    print_errors(errors)
    what = f"{len(links)} questions of {each:.0f} MB, budget {BUDGET} MB: "
    return [
        at_most(0, f"{what}errors", len(errors), ""),
        Figure(f"{what}memory before", before, "MB"),
        at_most(BUDGET + BESIDES, f"{what}memory after, more", more, "MB"),
    ]


def _ask(app: str, links: list[dict[str, str]]) -> list[str]:
    """One visitor asks all of these; what went wrong."""
    diary = Diary()

    async def visit() -> None:
        async with visitor(app, diary) as one:
            for link in links:
                await one.press(Press("compare", link))

    asyncio.run(visit())
    return diary.errors
