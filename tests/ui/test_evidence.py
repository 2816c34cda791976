"""Computing for visitors: once for everybody, nothing half done, nobody left waiting."""

import threading
import time
from contextlib import nullcontext
from dataclasses import replace

import numpy as np
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression

from lib import base_models
from lib.base_models import Member
from lib.engine.folds import DataError
from lib.scenario.experiment import Experiment, prepare
from lib.scenario.record import Scenario
from lib.ui import evidence as module
from lib.ui.evidence import SHELF_SIZE, Shelf, finish, look, once, true_scores

LOGISTIC, BAYES, TREE = (
    Member("logistic_regression"),
    Member("gaussian_naive_bayes"),
    Member("decision_tree", (("max_depth", 2),)),
)
ASKED = Scenario(
    dataset_knobs=(("rows", 100),), members=(LOGISTIC, BAYES, TREE), folds=3, repeats=3
)


class AskedAgainError(Exception):
    """Stands for `st.rerun`."""


class ToldToStopError(Exception):
    """Stands for Streamlit ending a run."""


def silent(share, text):
    """Nobody watches."""


def leave(share, text):
    raise ToldToStopError


@pytest.fixture(autouse=True)
def shelf(monkeypatch):
    """A shelf of this test's own; fits run here and now; every step says something."""
    own = Shelf()
    monkeypatch.setattr(module, "shelf", lambda: own)
    monkeypatch.setattr(module, "workers", nullcontext)
    monkeypatch.setattr(module, "PAINT_SECONDS", 0.001)

    def rerun():
        raise AskedAgainError

    monkeypatch.setattr(module.st, "rerun", rerun)
    return own


@pytest.fixture
def runs(monkeypatch):
    """The passes that were run, as (question, number)."""
    found = []
    was = Experiment.run

    def run(self, repeat, progress=None):
        found.append((self.scenario, repeat))
        return was(self, repeat, progress)

    monkeypatch.setattr(Experiment, "run", run)
    return found


def test_a_first_look_runs_one_pass_and_a_second_none(runs):
    _, results = look(ASKED, silent)
    assert len(results.repeats) == 1
    assert look(ASKED, silent)[1].repeats == results.repeats
    assert len(runs) == 1


def test_what_is_seen_is_what_the_engine_gives():
    _, results = look(ASKED, silent)
    np.testing.assert_array_equal(results.repeats[0].P, prepare(ASKED).run(0).P)


def test_finishing_runs_the_rest_and_draws_the_page_anew_once(runs):
    look(ASKED, silent)
    with pytest.raises(AskedAgainError):
        finish(ASKED, silent)
    assert [number for _, number in runs] == [0, 1, 2]
    finish(ASKED, silent)
    assert len(look(ASKED, silent)[1].repeats) == 3
    assert len(runs) == 3


def test_fewer_repeats_are_a_part_of_more(runs):
    with pytest.raises(AskedAgainError):
        finish(ASKED, silent)
    fewer = replace(ASKED, repeats=2, rope=3, left="model1")
    assert len(look(fewer, silent)[1].repeats) == 2
    finish(fewer, silent)
    assert len(runs) == 3


def test_progress_goes_from_zero_to_one_and_names_what_is_fitted():
    said = []
    with pytest.raises(AskedAgainError):
        finish(ASKED, lambda share, text: said.append((share, text)))
    shares = [share for share, _ in said]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] <= 1
    assert any("logistic" in text.lower() for _, text in said)


def at_once(*tasks):
    """Run these at the same time; what they returned or raised."""
    found = [None] * len(tasks)
    start = threading.Barrier(len(tasks))

    def work(position, task):
        start.wait()
        try:
            found[position] = task()
        except Exception as problem:
            found[position] = problem

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return found


def test_a_question_asked_by_many_is_answered_once(runs):
    seen = at_once(*[lambda: look(ASKED, silent)] * 6)
    assert len(runs) == 1
    assert len({id(results.repeats[0]) for _, results in seen}) == 1


def test_many_who_wait_for_all_passes_get_them_run_once(runs):
    seen = at_once(*[lambda: finish(ASKED, silent)] * 4)
    assert all(isinstance(one, AskedAgainError) for one in seen)
    assert sorted(number for _, number in runs) == [0, 1, 2]


def test_different_questions_do_not_wait_for_each_other(runs):
    other = replace(ASKED, seed=1)
    at_once(lambda: look(ASKED, silent), lambda: look(other, silent))
    assert {question.seed for question, _ in runs} == {0, 1}


def test_a_cancelled_run_leaves_nothing_half_done_and_the_next_asker_computes_it():
    with pytest.raises(ToldToStopError):
        look(ASKED, leave)
    known, results = look(ASKED, silent)
    assert len(known.repeats) == 1
    np.testing.assert_array_equal(results.repeats[0].P, prepare(ASKED).run(0).P)


def test_a_run_cancelled_in_a_later_pass_keeps_the_finished_ones(runs):
    def leave_in_the_third(share, text):
        if share > 0.7:
            raise ToldToStopError

    with pytest.raises(ToldToStopError):
        finish(ASKED, leave_in_the_third)
    assert len(look(ASKED, silent)[1].repeats) == 2
    with pytest.raises(AskedAgainError):
        finish(ASKED, silent)
    assert [number for _, number in runs] == [0, 1, 2, 2]


def test_who_waits_takes_over_when_the_one_who_computes_leaves(runs):
    started, may_leave = threading.Event(), threading.Event()

    def leave_when_told(share, text):
        started.set()
        may_leave.wait(20)
        raise ToldToStopError

    def waiting(share, text):
        if "waiting" in text.lower():
            may_leave.set()

    def second():
        started.wait(20)
        return look(ASKED, waiting)

    gone, seen = at_once(lambda: look(ASKED, leave_when_told), second)
    assert isinstance(gone, ToldToStopError)
    assert len(seen[1].repeats) == 1
    assert len(runs) == 2


def test_who_waits_may_leave():
    known, _ = look(ASKED, silent)
    known.repeats.clear()
    with known.turn, pytest.raises(ToldToStopError):
        look(ASKED, leave)
    assert len(look(ASKED, silent)[1].repeats) == 1


def test_what_is_kept_beside_is_computed_once_for_many():
    known, _ = look(ASKED, silent)
    calls = []

    def compute():
        calls.append(1)
        time.sleep(0.02)
        return "picture"

    assert at_once(*[lambda: once(known, "key", silent, compute)] * 5) == ["picture"] * 5
    assert len(calls) == 1


def test_what_fails_beside_is_not_kept():
    known, _ = look(ASKED, silent)

    def stopped():
        raise ToldToStopError

    with pytest.raises(ToldToStopError):
        once(known, "key", silent, stopped)
    assert once(known, "key", silent, lambda: 1) == 1


def test_what_is_run_aside_does_not_clear_away_what_others_look_at(shelf):
    aside = Shelf()
    known = module.run_passes(replace(ASKED, seed=9).question, 1, silent, aside)
    assert len(known.repeats) == 1
    assert list(aside._kept.values()) == [known]
    assert not shelf._kept


def test_the_shelf_keeps_the_last_questions_only(shelf):
    questions = [replace(ASKED, seed=seed) for seed in range(SHELF_SIZE + 2)]
    first = shelf.take(questions[0])
    for question in questions[1:-1]:
        shelf.take(question)
        assert shelf.take(questions[0]) is first  # it is asked for again and again
    shelf.take(questions[-1])
    assert len(shelf._kept) == SHELF_SIZE
    assert questions[0] in shelf._kept
    assert questions[1] not in shelf._kept


def test_an_impossible_question_is_refused_each_time_and_takes_no_place(shelf):
    for _ in range(2):
        with pytest.raises(DataError):
            look(replace(ASKED, members=()), silent)
    assert not shelf._kept


# ---------------------------------------------------------------- models that cannot be fitted


class Moody(ClassifierMixin, BaseEstimator):
    """A logistic regression that refuses to be fitted whenever `refuses` says so."""

    refuses = staticmethod(lambda: False)

    def fit(self, X, y):
        if type(self).refuses():
            raise ValueError("not <b>today</b>")
        self.model_ = LogisticRegression().fit(X, y)
        self.classes_ = self.model_.classes_
        return self

    def predict_proba(self, X):
        return self.model_.predict_proba(X)


@pytest.fixture
def moody(monkeypatch, runs):
    """Makes naive Bayes refuse in the given passes, counted over all runs of the engine."""

    def make(*passes):
        entries = base_models.entries()
        monkeypatch.setitem(
            entries,
            BAYES.model,
            replace(entries[BAYES.model], make=lambda **knobs: Moody(), controls={}),
        )
        monkeypatch.setattr(Moody, "refuses", lambda: len(runs) - 1 in passes)

    return make


def assert_whole(scenario, n_models):
    known, results = look(scenario, silent)
    assert {len(repeat.methods) for repeat in results.repeats} == {len(results.methods)}
    assert len(results.members) == n_models
    return known, results


def test_a_model_that_never_fits_is_left_out_and_named(moody):
    moody(*range(20))
    with pytest.raises(AskedAgainError):
        finish(ASKED, silent)
    _, results = assert_whole(ASKED, 2)
    assert len(results.repeats) == 3
    (failure,) = results.failures
    assert "naive Bayes" in failure.title
    assert "today" in failure.reason


@pytest.mark.parametrize("bad", [(1,), (2,), (0,), (0, 2), (1, 2)])
def test_a_model_that_fails_in_some_pass_is_left_out_of_all(moody, runs, bad):
    moody(*bad)
    look(ASKED, silent)
    with pytest.raises(AskedAgainError):
        finish(ASKED, silent)
    _, results = assert_whole(ASKED, 2)
    assert len(results.repeats) == 3
    assert [failure.title for failure in results.failures] == ["Gaussian naive Bayes"]
    assert len(runs) <= 7
    alone = prepare(replace(ASKED, members=(LOGISTIC, TREE)))
    for number, repeat in enumerate(results.repeats):
        np.testing.assert_array_equal(repeat.P, alone.run(number).P)


def test_what_was_kept_beside_is_not_that_of_the_models_left_out(moody):
    moody(1)
    known, results = look(ASKED, silent)
    once(known, "pictures", silent, lambda: len(results.methods))
    with pytest.raises(AskedAgainError):
        finish(ASKED, silent)
    known, results = look(ASKED, silent)
    assert once(known, "pictures", silent, lambda: len(results.methods)) == len(results.methods)


def test_who_looks_on_keeps_what_they_saw(moody):
    moody(1)
    known, seen = look(ASKED, silent)
    before = len(seen.methods)
    with pytest.raises(AskedAgainError):
        finish(ASKED, silent)
    assert len(known.results(3).methods) == before  # their page can be drawn to its end


def test_when_no_model_fits_it_is_said_in_words(moody):
    moody(*range(20))
    with pytest.raises(DataError, match="could be fitted"):
        look(replace(ASKED, members=(BAYES,)), silent)


def test_when_the_last_model_fails_later_it_is_said_in_words(moody):
    moody(1)
    alone = replace(ASKED, members=(BAYES,))
    look(alone, silent)
    with pytest.raises(DataError, match="could be fitted"):
        finish(alone, silent)


# ---------------------------------------------------------------- the truth


def test_the_truth_is_asked_once_and_lies_between_zero_and_one():
    calls = []
    scores = true_scores(ASKED, 300, lambda share, text: calls.append(text))
    assert ((scores >= 0.5) & (scores <= 1)).all()
    assert true_scores(ASKED, 300, leave) is scores


def test_recorded_data_have_no_known_truth():
    assert true_scores(replace(ASKED, dataset="iris", dataset_knobs=()), 300, silent) is None
