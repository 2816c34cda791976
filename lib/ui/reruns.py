"""Other questions run for the sake of one: variations of it, other samples of its data."""

from collections.abc import Iterator, Sequence

from lib.datasets import DataError
from lib.engine.progress import Progress, part_of
from lib.scenario.record import Scenario
from lib.ui import passes
from lib.ui.cache import side_cache
from lib.verdict.case import Case


def run_each(asked: Sequence[Scenario], name: str, progress: Progress) -> Iterator[Case | str]:
    """The case of each, or why it cannot be answered, one after the other: ordinary passes of
    ordinary questions, and what is done stays done for whoever asks again. name : of one, said
    with the progress."""
    cache = side_cache()
    for i, scenario in enumerate(asked):
        told = part_of(progress, i, len(asked), f"{name} {i + 1} of {len(asked)}: ")
        try:
            found = passes.run_passes(scenario.question, scenario.repeats, told, cache)
            yield passes.case_of(scenario.judged, found, told, cache)
        except DataError as problem:
            yield str(problem)
