"""One line for each question: numbers only, and how it ended, whatever ended it."""

import json
import logging
from contextlib import contextmanager
from datetime import datetime

import pytest

from lib.base_models import Member
from lib.datasets import DataError
from lib.engine.line import WorkersDiedError
from lib.engine.progress import silent
from lib.scenario.experiment import Experiment
from lib.scenario.record import Scenario
from lib.ui import cost, jobs, log, passes, pool
from lib.ui.cache import Cache
from lib.ui.visit import Visit

SECRET = "ann@example.org"
ASKED = Scenario(
    dataset_knobs=(("rows", 100),),
    views=((SECRET, (0,)), ("y", (1,))),
    members=(Member("logistic_regression"), Member("gaussian_naive_bayes")),
    methods=("soft_vote", "late_mean"),
    folds=3,
    repeats=2,
)
WORKED = 1.5  # seconds that a pass takes a worker


class LeftError(BaseException):
    """Stands for Streamlit ending a run."""


@pytest.fixture
def cache(monkeypatch):
    own = Cache()
    monkeypatch.setattr(passes, "server_cache", lambda: own)
    monkeypatch.setattr(jobs, "WAIT_SECONDS", 0.001)

    @contextmanager
    def workers(ticket):
        yield
        ticket.used += WORKED

    monkeypatch.setattr(pool, "workers", workers)
    return own


@pytest.fixture
def lines(caplog):
    """Gives the lines so far, as records."""
    caplog.set_level(logging.INFO, logger=log.LOGGER.name)
    return lambda: [
        json.loads(record.message) for record in caplog.records if record.name == log.LOGGER.name
    ]


def test_a_question_is_a_line_of_numbers_with_what_it_took_and_nothing_that_was_typed(cache, lines):
    for _ in range(2):
        passes.run_passes(ASKED, 2, silent, cache)
    new, again = lines()
    assert datetime.fromisoformat(new.pop("time")).utcoffset().total_seconds() == 0
    assert new.pop("waited_s") > again.pop("waited_s")
    assert new == {
        "event": "question",
        "data": "moons",
        "rows": 100,
        "models": 2,
        "methods": 3,
        "folds": 3,
        "wanted": 2,
        "found": 0,
        "passes": 2,
        "cached": False,
        "computed_s": 2 * WORKED,
        "outcome": "answered",
    }
    known = {"found": 2, "cached": True, "computed_s": 0}
    assert again.items() >= (new | known).items()
    assert SECRET not in str(lines())


@pytest.mark.parametrize(
    ("problem", "outcome"),
    [
        (LeftError(), "left"),
        (cost.stopped(), "stopped"),
        (DataError(SECRET), "refused"),
        (WorkersDiedError(SECRET), "failed"),
        (ValueError(SECRET), "failed"),
    ],
)
def test_a_line_says_how_it_ended(cache, lines, monkeypatch, problem, outcome):
    was = Experiment.run

    def run(self, number, tell=silent):
        if number == 1:
            raise problem
        return was(self, number, tell)

    monkeypatch.setattr(Experiment, "run", run)
    with pytest.raises(type(problem)):
        passes.run_passes(ASKED, 2, silent, cache)
    (line,) = lines()
    assert (line["outcome"], line["passes"], line["wanted"]) == (outcome, 1, 2)
    assert SECRET not in str(line)


def test_what_would_take_long_is_a_line_too(cache, lines, monkeypatch):
    monkeypatch.setattr(cost, "ASK_SECONDS", 0)
    with pytest.raises(cost.HeldError):
        passes.look(Visit(ASKED))
    (line,) = lines()
    assert (line["outcome"], line["passes"], line["cached"]) == ("held", 0, False)


def test_what_two_wait_for_together_was_computed_once(cache, lines):
    def ask_too(share, text):
        if len(asked) < 2:
            asked.append(1)
            passes.run_passes(ASKED, 1, silent, cache)

    asked = [1]
    passes.run_passes(ASKED, 1, ask_too, cache)
    assert [line["cached"] for line in lines()] == [False, False]
    assert sum(line["computed_s"] for line in lines()) == WORKED


def test_lines_go_to_standard_error_once_and_bare(capsys, monkeypatch):
    monkeypatch.setattr(log, "LOGGER", logging.Logger("better_together.test"))
    for _ in range(2):
        log.open_log()
    log.held(ASKED, 2)
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "question"
