"""Passes for visitors: run once for everybody, nothing half done, nobody left waiting."""

import threading
from contextlib import nullcontext
from dataclasses import replace

import numpy as np
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression

from lib import base_models
from lib.base_models import Member
from lib.cares import Priorities, robust
from lib.combiners.soft_vote import SoftVote
from lib.datasets import DataError
from lib.engine.line import Ticket
from lib.engine.progress import silent
from lib.scenario.experiment import Experiment, prepare
from lib.scenario.record import Scenario
from lib.ui import cache as caching
from lib.ui import jobs, passes, pool
from lib.ui.cache import Cache
from lib.ui.compare import true_scores
from lib.ui.visit import Visit

LOGISTIC, BAYES, TREE = (
    Member("logistic_regression"),
    Member("gaussian_naive_bayes"),
    Member("decision_tree", (("max_depth", 2),)),
)
ASKED = Scenario(
    dataset_knobs=(("rows", 100),),
    members=(LOGISTIC, BAYES, TREE),
    methods=("soft_vote", "stacking_logistic", "late_mean"),
    folds=3,
    repeats=3,
)


class AskedAgainError(Exception):
    """Stands for `st.rerun`."""


class ToldToStopError(Exception):
    """Stands for Streamlit ending a run."""


def leave(share, text):
    raise ToldToStopError


def look(scenario, tell=silent):
    return passes.look(Visit(scenario, tell))


def finish(scenario, tell=silent):
    passes.finish(Visit(scenario, tell))


@pytest.fixture(autouse=True)
def cache(monkeypatch):
    """A cache of this test's own; fits run here and now; every step says something."""
    own = Cache()
    for module in (caching, passes):
        monkeypatch.setattr(module, "server_cache", lambda: own)
    monkeypatch.setattr(pool, "workers", lambda ticket: nullcontext())
    monkeypatch.setattr(jobs, "WAIT_SECONDS", 0.001)

    def rerun():
        raise AskedAgainError

    monkeypatch.setattr(passes.st, "rerun", rerun)
    return own


@pytest.fixture
def runs(monkeypatch):
    """The passes that were run, as (question, number)."""
    found = []
    was = Experiment.run

    def run(self, repeat, progress=silent):
        found.append((self.scenario, repeat))
        return was(self, repeat, progress)

    monkeypatch.setattr(Experiment, "run", run)
    return found


def test_a_page_that_shows_no_times_measures_none():
    def times():
        return passes.run_passes(ASKED.question, ASKED.repeats, silent).times

    with pytest.raises(AskedAgainError):
        passes.finish(Visit(ASKED), with_times=False)
    passes.finish(Visit(ASKED), with_times=False)  # there is nothing left to do
    assert times() is None
    with pytest.raises(AskedAgainError):
        finish(ASKED)
    assert times() is not None


def test_whoever_has_a_first_answer_lets_the_first_answers_of_others_go_before(monkeypatch):
    tickets = []
    monkeypatch.setattr(pool, "workers", lambda ticket: nullcontext(tickets.append(ticket)))
    passes.run_passes(replace(ASKED, seed=99), 3, silent)
    mine = [ticket for ticket in tickets if ticket.cost]
    another = Ticket(cost=mine[0].cost, arrived=mine[-1].arrived)
    assert [ticket.turn < another.turn for ticket in mine[-3:]] == [True, False, False]


def test_a_look_runs_one_pass_once_and_finishing_the_rest_of_which_fewer_are_a_part(runs):
    case = look(ASKED)
    assert len(case.results.repeats) == 1
    assert look(ASKED) is case
    assert len(runs) == 1
    with pytest.raises(AskedAgainError):
        finish(ASKED)
    assert [number for _, number in runs] == [0, 1, 2]
    finish(ASKED)
    assert len(look(ASKED).results.repeats) == 3
    fewer = replace(ASKED, repeats=2, rope=3, left="model1")
    assert len(look(fewer).results.repeats) == 2
    finish(fewer)
    assert len(runs) == 3


def test_answers_are_timed_after_the_passes_or_at_once_when_a_limit_is_about_them(monkeypatch):
    timed, was = [], passes.times_by_a_worker
    monkeypatch.setattr(passes, "times_by_a_worker", lambda *given: timed.append(1) or was(*given))
    assert "latency" not in look(ASKED).verdict.candidates[0].costs  # the first look waits for none
    assert not timed
    with pytest.raises(AskedAgainError):
        finish(ASKED)
    done = look(ASKED)
    finish(ASKED)
    limited = look(ASKED.with_priorities(Priorities((), (("latency_us", 1e5),))))
    assert len(timed) == 1
    assert limited.results.measured is done.results.measured
    assert all(each.costs["latency"] > each.costs["batch"] for each in done.verdict.candidates)
    other = replace(ASKED, seed=1).with_priorities(Priorities((), (("latency_us", 1e5),)))
    assert all(not each.breaks for each in look(other).verdict.candidates)
    assert len(timed) == 2


def test_what_is_fitted_anew_on_the_first_pass_is_fitted_once_a_question(monkeypatch):
    fitted, was = [], robust.open_folds
    monkeypatch.setattr(robust, "open_folds", lambda *given: fitted.append(1) or was(*given))
    shaky = ASKED.with_priorities(Priorities((("robust", 1.0),)))
    costs = look(shaky).measured["robust"]
    with pytest.raises(AskedAgainError):
        finish(shaky)
    more = look(shaky.with_priorities(Priorities((("robust", 2.0),))))
    assert len(more.results.repeats) == 3
    assert more.measured["robust"] is costs
    assert len(fitted) == 1
    look(replace(shaky, metric="brier"))
    assert len(fitted) == 2


def test_progress_goes_from_zero_to_one_and_names_what_is_fitted():
    said = []
    with pytest.raises(AskedAgainError):
        finish(ASKED, lambda share, text: said.append((share, text)))
    shares = [share for share, _ in said]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] <= 1
    titles = ("Logistic", "naive Bayes", "Decision tree")
    assert any(title.lower() in text.lower() for _, text in said for title in titles)


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


def test_many_who_wait_for_all_passes_get_them_run_once(runs):
    seen = at_once(*[lambda: finish(ASKED)] * 4)
    assert all(isinstance(one, AskedAgainError) for one in seen)
    assert sorted(number for _, number in runs) == [0, 1, 2]


def test_different_questions_do_not_wait_for_each_other(runs):
    other = replace(ASKED, seed=1)
    at_once(lambda: look(ASKED), lambda: look(other))
    assert {question.seed for question, _ in runs} == {0, 1}


def test_a_cancelled_run_leaves_nothing_half_done_and_the_next_asker_computes_it():
    with pytest.raises(ToldToStopError):
        look(ASKED, leave)
    results = look(ASKED).results
    assert len(results.repeats) == 1
    np.testing.assert_array_equal(results.repeats[0].P, prepare(ASKED).run(0).P)


def test_a_run_cancelled_in_a_later_pass_keeps_the_finished_ones(runs):
    def leave_in_the_third(share, text):
        if share > 0.7:
            raise ToldToStopError

    with pytest.raises(ToldToStopError):
        finish(ASKED, leave_in_the_third)
    assert len(look(ASKED).results.repeats) == 2
    with pytest.raises(AskedAgainError):
        finish(ASKED)
    assert [number for _, number in runs] == [0, 1, 2, 2]


def test_who_stays_keeps_the_run_alive_when_others_leave(runs):
    seen, *gone = at_once(lambda: look(ASKED), *[lambda: look(ASKED, leave)] * 3)
    assert len(seen.results.repeats) == 1
    assert len(runs) == 1
    assert any(isinstance(one, ToldToStopError) for one in gone)


def test_what_is_run_aside_does_not_clear_away_what_others_look_at(cache):
    aside, question = Cache(), replace(ASKED, seed=9).question
    assert len(passes.run_passes(question, 1, silent, aside).repeats) == 1
    assert aside.has(question, passes.started, question)
    assert not cache.has(question, passes.started, question)


# ---------------------------------------------------------------- models that cannot be fitted


class Moody(ClassifierMixin, BaseEstimator):
    """A logistic regression that refuses to be fitted whenever `refuses` says so."""

    refuses = staticmethod(lambda: False)

    def fit(self, X, y):
        if type(self).refuses():
            raise ValueError("not *today* <b>")
        self.model_ = LogisticRegression().fit(X, y)
        self.classes_ = self.model_.classes_
        return self

    def predict_proba(self, X):
        return self.model_.predict_proba(X)


def let_bayes_be_moody(monkeypatch, refuses):
    """Naive Bayes cannot be fitted while `refuses()`; fits must run in this process."""
    entries = base_models.entries()
    moody = replace(entries[BAYES.model], make=lambda **knobs: Moody(), controls={})
    monkeypatch.setitem(entries, BAYES.model, moody)
    monkeypatch.setattr(Moody, "refuses", refuses)


@pytest.fixture
def moody(monkeypatch, runs):
    """Makes naive Bayes refuse in the given passes, counted over all runs of the engine."""
    return lambda *passes: let_bayes_be_moody(monkeypatch, lambda: len(runs) - 1 in passes)


@pytest.mark.parametrize("bad", [(0,), (1, 2), range(20)])
def test_a_model_that_fails_in_some_pass_is_left_out_of_all_and_named(moody, runs, bad):
    moody(*bad)
    look(ASKED)
    with pytest.raises(AskedAgainError):
        finish(ASKED)
    results = look(ASKED).results
    assert {len(repeat.methods) for repeat in results.repeats} == {len(results.methods)}
    assert len(results.members) == 2
    assert len(results.repeats) == 3
    failed, *readers = results.failures
    assert failed.title == "Gaussian naive Bayes"
    assert all(one.title.startswith(f"{failed.title} (reads ") for one in readers)
    assert all("today" in one.reason for one in results.failures)
    assert len(runs) <= 7
    alone = prepare(replace(ASKED, members=(LOGISTIC, TREE)))
    for number, repeat in enumerate(results.repeats):
        np.testing.assert_array_equal(repeat.P, alone.run(number).P)


def test_who_looks_on_keeps_what_they_saw(moody):
    moody(1)
    seen = look(ASKED)
    before = len(seen.results.methods)
    with pytest.raises(AskedAgainError):
        finish(ASKED)
    assert len(seen.results.methods) == before  # their page can be drawn to its end
    now = look(ASKED)
    assert now.experiment is not seen.experiment  # so nothing kept beside it is taken for theirs
    assert len(now.results.methods) < before


def test_when_the_last_model_fails_it_is_said_in_words(moody):
    """At once: see `tests/pages/test_bad_input.py`; or in a later pass."""
    moody(1)
    alone = replace(ASKED, members=(BAYES,))
    look(alone)
    with pytest.raises(DataError, match="could be fitted"):
        finish(alone)


@pytest.mark.parametrize("bad", [(0,), (1,)])
def test_a_combiner_that_fails_in_some_pass_is_left_out_of_all_and_named(monkeypatch, runs, bad):
    was = SoftVote.predict_proba

    def moody(self, P, X=None):
        if len(runs) - 1 in bad:
            raise ValueError("not *today* <b>")
        return was(self, P, X)

    monkeypatch.setattr(SoftVote, "predict_proba", moody)
    look(ASKED)
    with pytest.raises(AskedAgainError):
        finish(ASKED)
    case = look(ASKED)
    assert len(case.results.repeats) == 3
    assert len(case.results.members) == 3
    assert "soft_vote" not in case.results.positions
    assert "stacking_logistic" in case.results.positions
    assert {each.reason for each in case.results.failures} == {"not *today* <b>"}
    assert "soft_vote" not in [each.method.key for each in case.experiment.task.combinations]
    assert len(runs) <= 5


# ---------------------------------------------------------------- the truth


def test_the_truth_is_asked_once_and_recorded_data_have_none_that_is_known():
    visit, case = Visit(ASKED), look(ASKED)
    asked = (true_scores, case.experiment, case.results.repeats[0], 300)
    scores = visit.once(*asked)
    assert ((scores >= 0.5) & (scores <= 1)).all()
    assert Visit(ASKED, leave).once(*asked) is scores
    case = look(replace(ASKED, dataset="iris", dataset_knobs=()))
    assert true_scores(case.experiment, case.results.repeats[0], 300, silent) is None
