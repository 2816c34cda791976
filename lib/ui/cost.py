"""What a question will cost, told before it is computed: nobody waits for long without being asked,
and nobody starts what would never end."""

from functools import cache, lru_cache

import numpy as np

from lib import lessons
from lib.datasets import DataError
from lib.engine import cluster
from lib.engine.estimate import Part, Rates
from lib.engine.kept import MANY
from lib.engine.results import Repeat
from lib.engine.task import Task
from lib.scenario.experiment import Experiment, prepare
from lib.scenario.record import DEFAULT, Scenario
from lib.ui.memory import MB, QUESTION, budget
from lib.ui.pool import N_WORKERS
from lib.words import in_sentence, listed

ASK_SECONDS = 60.0  # whoever asks for more is told first
MOST_SECONDS = 30 * 60.0  # and more than this is refused
FEW_ROWS = 1000
MOST_NAMED = 3


class HeldError(DataError):
    """A question that is not computed, at least not yet.

    headline : that in a few words. offer : what a button says that starts it all the same; "" where
    it cannot be started.
    """

    def __init__(self, headline: str, sentence: str, offer: str = "") -> None:
        super().__init__(sentence)
        self.headline = headline
        self.offer = offer


@cache
def server_rates() -> Rates:
    """What fits cost on this server, as far as it has measured them."""
    return Rates()


def learn(experiment: Experiment, repeat: Repeat) -> None:
    """From a pass that was computed."""
    server_rates().learn(experiment.task, repeat)


def bill(question: Scenario) -> tuple[Part, ...]:
    """What one pass takes of one worker, the dearest first. Raises DataError as `prepare` does."""
    return server_rates().bill(prepare(question).task, question.folds)


@lru_cache(maxsize=200)
def rank(question: Scenario) -> float:
    """What all passes take, by the table alone, in seconds: what decides about the place in line
    must not become dearer because the server is busy. 0 where there is nothing to compute."""
    try:
        return DEFAULT.repeats * _total(Rates().bill(prepare(question).task, question.folds))
    except DataError:
        return 0.0


def worker_seconds(question: Scenario, passes: int) -> float:
    """How long so many passes take one worker."""
    return passes * _total(bill(question))


def seconds_of(question: Scenario) -> float:
    """How long one pass takes with all workers at it. Raises DataError as `prepare` does."""
    return worker_seconds(question, 1) / N_WORKERS


def kept_bytes(task: Task, passes: int) -> int:
    """What the answers of so many passes take, about, as they are kept."""
    methods = len(task.members) + len(task.combinations)
    one = methods * len(task.y) * task.n_classes
    later = methods * len(task.y) // 8 if one > MANY else one * np.dtype(float).itemsize  # bits
    members = len(task.estimators) * len(task.y) * task.n_classes  # they are kept once
    return (one + members) * np.dtype(float).itemsize + (passes - 1) * later


def _total(parts: tuple[Part, ...]) -> float:
    return sum(part.seconds for part in parts)


@cache
def ours() -> frozenset[Scenario]:
    """The questions of the first page and of the lessons: nobody is kept from those."""
    steps = [step for lesson in lessons.entries().values() for step in lesson.steps]
    return frozenset({DEFAULT.question, *[step.scenario.question for step in steps]})


def ask_first(question: Scenario, passes: int, is_agreed: bool) -> None:
    """Raises HeldError for what takes too long, and for what takes long unless that is agreed. A
    cluster may have any number of workers: what this machine refuses, it is only asked about."""
    if question in ours() and passes <= DEFAULT.repeats:
        return
    seconds = worker_seconds(question, passes) / N_WORKERS
    if seconds > MOST_SECONDS and not cluster.named():
        raise HeldError(
            "Too much to compute here",
            f"This would take about {in_words(seconds)}, and more than {in_words(MOST_SECONDS)} is "
            f"not done here. {smaller(question, passes)}",
        )
    if seconds > ASK_SECONDS and not is_agreed:
        raise HeldError(
            "This takes a while",
            f"This takes about {in_words(seconds)}. {smaller(question, passes)}",
            "Start it",
        )


def refuse_too_large(experiment: Experiment, passes: int) -> None:
    """Raises HeldError for passes that together would not be kept."""
    size, most = kept_bytes(experiment.task, passes), QUESTION * budget()
    if size > most:
        raise HeldError(
            "Too much to keep here",
            f"The answers would take about {size / MB:,.0f} MB of memory, and one question may "
            f"take {most / MB:,.0f} MB here. {leaner(experiment, passes)}",
        )


def stopped(sentence: str = "You stopped this; your choices are kept.") -> HeldError:
    """What the visitor did not want to wait for."""
    return HeldError("Stopped before it was done", sentence, "Start again")


def in_words(seconds: float) -> str:
    """A duration nobody should take too literally.

    >>> in_words(13), in_words(100), in_words(250), in_words(9000)
    ('15 seconds', '2 minutes', '4 minutes', '2.5 hours')
    """
    if seconds < 42.5:
        return f"{max(5, 5 * round(seconds / 5))} seconds"
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return f"{minutes} minute{'s' * (minutes > 1)}"
    return f"{minutes / 60:.1f}".removesuffix(".0") + " hours"


def smaller(question: Scenario, passes: int) -> str:
    """What would make it cheaper, what matters most first."""
    parts, rows = bill(question), len(prepare(question).dataset.y)
    dearest = parts[:1]
    while len(dearest) < min(MOST_NAMED, len(parts)) and _total(dearest) < _total(parts) / 2:
        dearest = parts[: len(dearest) + 1]
    titles = listed([in_sentence(part.title) for part in dearest])
    ways = [f"leave out some of what is dearest, such as {titles}"]
    if rows > FEW_ROWS:
        ways.insert(0, f"take fewer than the {rows:,} rows")
    if question.folds > DEFAULT.folds:
        ways.append(f"take fewer than {question.folds} folds")
    if passes > DEFAULT.repeats:
        ways.append(f"take fewer than {passes} repeats")
    return f"To make it quicker, {listed(ways, 'or')}."


def leaner(experiment: Experiment, passes: int) -> str:
    """What would make it take less memory."""
    ways = ["compare fewer ways to combine"]
    if (rows := len(experiment.dataset.y)) > FEW_ROWS:
        ways.insert(0, f"take fewer than the {rows:,} rows")
    if passes > DEFAULT.repeats:
        ways.append(f"take fewer than {passes} repeats")
    return f"To make it smaller, {listed(ways, 'or')}."
