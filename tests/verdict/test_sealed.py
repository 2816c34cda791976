"""Sealed rows are seen by nothing, tested once, and compared with what was promised."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import bootstrap, norm
from sklearn.metrics import balanced_accuracy_score

from lib.base_models import Member
from lib.engine import combining, evaluation, nested_fits
from lib.engine.evaluation import predict_everywhere
from lib.engine.plane import plane_for
from lib.scenario.experiment import prepare
from lib.scenario.loading import load_dataset, load_with_own_views, sealed_rows
from lib.scenario.record import DEFAULT, Scenario
from lib.statistics.comparison import Interval, score_interval
from lib.statistics.metrics import METRICS
from lib.verdict import sealed
from lib.verdict.case import Case
from lib.verdict.sealed import Held, Promise, SealedTest
from lib.verdict.sealed_words import AFTER, kept, pair, precision, sentences
from tests.synthetic import USUAL, case_of, fitted, make_results, member, single

SMALL = Scenario(
    members=(Member("logistic_regression"), Member("decision_tree")),
    dataset_knobs=(("rows", 200),),
    folds=3,
    repeats=1,
    sealed=20,
)


def as_set(X):
    """Every row as something that can be looked up."""
    return set(map(tuple, np.asarray(X).tolist()))


# ---------------------------------------------------------------- parted where data are loaded


@pytest.mark.parametrize("key", ["moons", "wine", "penguins", "watch_exercises", "credit_german"])
@pytest.mark.parametrize("percent", [20, 40])
def test_open_and_sealed_rows_are_all_rows_and_no_row_is_both(key, percent):
    asked = Scenario(dataset=key, sealed=percent, seed=3)
    everything, held = load_dataset(replace(asked, sealed=0)), sealed_rows(asked)
    both = [pd.DataFrame(part.X).assign(_y=part.y) for part in (load_dataset(asked), held)]
    order = list(both[0].columns)
    joined = pd.concat(both).sort_values(order, ignore_index=True)
    whole = pd.DataFrame(everything.X).assign(_y=everything.y)
    pd.testing.assert_frame_equal(joined, whole.sort_values(order, ignore_index=True))
    assert set(held.y) == set(everything.y)
    assert (everything.groups is None) == (key != "watch_exercises")
    if everything.groups is None:
        shares = np.bincount(held.y) / np.bincount(everything.y)
        np.testing.assert_allclose(shares, percent / 100, atol=1 / np.bincount(everything.y).min())
    else:
        assert not set(held.groups) & set(load_dataset(asked).groups)


def test_sealed_rows_are_the_same_each_time_in_any_views_and_others_for_another_seed():
    assert sealed_rows(DEFAULT) is None
    assert replace(DEFAULT, sealed=20).question != DEFAULT.question
    assert sealed_rows(replace(SMALL)) is sealed_rows(SMALL)
    real = replace(SMALL, dataset="iris", dataset_knobs=())
    assert as_set(sealed_rows(real).X) != as_set(sealed_rows(replace(real, seed=1)).X)
    asked = replace(SMALL, views=(("first", (0,)), ("second", (1,))))  # are those of all rows
    assert sealed_rows(asked).views == load_dataset(asked).views
    assert as_set(sealed_rows(asked).X) == as_set(sealed_rows(SMALL).X)


# ---------------------------------------------------------------- nothing sees them


@pytest.mark.parametrize("key", ["moons", "wine", "drifting_sensors"])
def test_no_fit_fold_rule_or_plane_meets_a_sealed_row(key, monkeypatch):
    asked = replace(SMALL, dataset=key, dataset_knobs=())
    hidden, met = as_set(sealed_rows(asked).X), []
    fit, combine = evaluation.fit_and_predict, combining.combine

    def fit_and_look(estimator, known, rows, *more, **named):
        met.extend([known[0], rows])
        return fit(estimator, known, rows, *more, **named)

    def combine_and_look(candidates, known, new):
        met.extend([new[1], *[rows[2] for rows in known.values()]])
        return combine(candidates, known, new)

    for module in (evaluation, nested_fits):
        monkeypatch.setattr(module, "fit_and_predict", fit_and_look)
    monkeypatch.setattr(combining, "combine", combine_and_look)
    experiment = prepare(asked)
    repeat = experiment.run(0)
    plane = plane_for(experiment.dataset, "", 8)
    met.append(plane.grid(experiment.dataset))
    predict_everywhere(experiment.task, repeat, met[-1])
    met.extend([experiment.dataset.X, load_with_own_views(asked).X])
    assert len(met) > 20
    assert not [X for X in met if hidden & as_set(X)]
    every_row = load_dataset(replace(asked, sealed=0))
    assert hidden <= as_set(every_row.X)  # else the spies above would notice nothing
    assert len(repeat.folds) == len(every_row.y) - len(hidden)
    if (times := experiment.dataset.times) is not None:  # what is sealed comes last
        assert sealed_rows(asked).times.min() > times.max()


# ---------------------------------------------------------------- statistics


@pytest.mark.parametrize(("right", "n"), [(0, 20), (148, 200), (20, 20), (7, 10)])
def test_wilson_is_the_formula_of_1927(right, n):
    """Wilson (1927): (p + z^2/2n ± z sqrt(p q / n + z^2 / 4n^2)) / (1 + z^2/n)."""
    z, p = norm.ppf(0.975), right / n
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    found = sealed.wilson(right, n)
    np.testing.assert_allclose(
        [found.mean, found.low, found.high],
        [p, max(0, middle - half), min(1, middle + half)],
        atol=1e-12,
    )


@pytest.mark.parametrize(("b", "c"), [(12, 9), (9, 12), (0, 6), (5, 5), (1, 30), (0, 0)])
def test_mcnemar_is_twice_the_tail_of_fair_coins(b, c):
    coins = np.ones(1)
    for _ in range(b + c):  # Pascal's triangle
        coins = np.convolve(coins, [0.5, 0.5])
    tail = 2 * coins[: min(b, c) + 1].sum()
    assert sealed.mcnemar(b, c) == pytest.approx(min(1, tail))


def test_the_bootstrap_interval_is_that_of_scipy():
    rng = np.random.default_rng(1)
    y = rng.integers(0, 2, 300)
    P = np.eye(2)[np.where(rng.random(300) < 0.75, y, 1 - y)]
    found = sealed.bootstrap("balanced_accuracy", y, P)
    theirs = bootstrap(
        (y, P.argmax(axis=1)),
        lambda true, said: METRICS["balanced_accuracy"].compute(true, np.eye(2)[said]),
        paired=True,
        vectorized=False,
        n_resamples=1000,
        method="percentile",
        rng=2,
    ).confidence_interval
    assert found.mean == pytest.approx(balanced_accuracy_score(y, P.argmax(axis=1)))
    np.testing.assert_allclose([found.low, found.high], theirs, atol=0.012)
    assert sealed.bootstrap("balanced_accuracy", y, P) == found
    undefined = sealed.bootstrap("roc_auc", np.zeros(9, int), np.full((9, 2), 0.5))
    assert np.isnan([undefined.mean, undefined.low, undefined.high]).all()


# ---------------------------------------------------------------- held to the promise


CLEAR = (*USUAL[:3], replace(USUAL[3], accuracy=0.95), *USUAL[4:])


def held(methods=USUAL, metric="accuracy", scenario=SMALL):
    """The usual made-up results, and what the sealed rows of moons say of them."""
    rows = sealed_rows(scenario)
    case = Case(replace(scenario, metric=metric), None, make_results(methods))
    rng = np.random.default_rng(0)
    P = rng.dirichlet([1, 1], size=(len(case.results.methods), len(rows.y)))
    return sealed.hold(case, rows, P), case, rows, P


def test_promise_and_result_are_those_of_the_pick():
    found, case, rows, P = held(CLEAR)
    results, judged = case.results, case.verdict
    assert judged.pick == found.pick.key
    assert found.other.key == judged.reference == "best_single"
    one, other = (
        P[results.positions[key]].argmax(axis=1) == rows.y
        for key in (found.pick.key, found.other.key)
    )
    (score,) = found.pick.scores
    mean = results.means("accuracy")[results.positions[judged.pick]]
    belief = judged.candidate(judged.pick).against_single
    assert score.measured == pytest.approx(mean)
    assert 100 * (mean - score.promised.mean) == pytest.approx(belief.mean - belief.expected)
    assert score.promised.mean < mean
    assert (score.got.mean, score.got.n) == (one.mean(), len(rows.y))
    assert (found.only_pick, found.only_other) == ((one & ~other).sum(), (other & ~one).sum())
    assert found.question == SMALL.question
    fair, *_ = held(CLEAR, metric="balanced_accuracy")  # the score that decides comes first
    assert [score.metric for score in fair.pick.scores] == ["balanced_accuracy", "accuracy"]
    assert any("balanced accuracy promised" in text for text in sentences(fair))


def test_who_keeps_the_best_single_model_tests_it_against_the_best_combination():
    methods = (member("model1", 0.9), member("model2", 0.6), single(0.9), USUAL[3])
    found, case, *_ = held(
        [replace(each, accuracy=0.6) if each is USUAL[3] else each for each in methods]
    )
    assert case.verdict.outcome == "single"
    assert (found.pick.key, found.other.key) == ("best_single", "soft_vote")
    alone, *_ = held((member("model1", 0.8, title="Tree"), single(0.8)))
    assert (alone.other, pair(alone)) == (None, "")


def test_wrong_labels_are_said_and_the_right_ones_counted():
    flipped = replace(SMALL, dataset_knobs=(("flip", 20), ("rows", 200)))
    found, case, rows, P = held(scenario=flipped)
    answers = P[case.results.positions[found.pick.key]].argmax(axis=1)
    assert found.pick.clean == (answers == rows.y_true).mean() != found.pick.scores[0].got.mean
    assert any("made wrong on purpose" in text for text in sentences(found))
    clean = replace(SMALL, dataset_knobs=(("flip", 0), ("rows", 200)))
    assert held(scenario=clean)[0].pick.clean is None


def test_a_real_experiment_is_held_to_its_promise():
    asked = replace(SMALL, dataset="wine", dataset_knobs=())
    case, rows = fitted(asked), sealed_rows(asked)
    P, _ = predict_everywhere(case.experiment.task, case.results.repeats[0], rows.X)
    found = sealed.hold(case, rows, P)
    assert len(case.dataset.y) + found.n_sealed == len(load_dataset(replace(asked, sealed=0)).y)
    assert found.pick.scores[0].got.mean > 0.85  # wine is learned, so these are the right rows


# ---------------------------------------------------------------- in words


def outcome(promised=0.75, got=148, n=200, **more):
    score = Promise(
        "accuracy", Interval(promised, promised - 0.03, promised + 0.03, 25), sealed.wilson(got, n)
    )
    pick, other = (Held(key, title, title, (score,), None) for key, title in PAIR)
    values = {"only_pick": 12, "only_other": 9, "n_groups": None} | more
    return SealedTest(SMALL.question, n, pick=pick, other=other, **values)


PAIR = (("soft_vote", "Soft voting"), ("best_single", "The best single model (decision tree)"))


@pytest.mark.parametrize(
    ("promised", "words"),
    [
        (0.75, "was kept"),
        (0.9, "was not kept"),
        (0.6, "was more than kept"),
        (np.nan, "not defined"),
    ],
)
def test_whether_the_promise_was_kept_is_said_first(promised, words):
    assert words in sentences(outcome(promised))[0]
    loss = Interval(0.4, 0.35, 0.45, 200)  # a loss is kept by it too
    for gap, is_kept in ((0.06, True), (0.08, False)):  # 0.05 and 0.05 add to 0.07
        moved = Interval(*np.array([0.4, 0.35, 0.45]) - gap, 25)
        assert Promise("log_loss", moved, loss).is_kept == is_kept


@pytest.mark.parametrize(("n_open", "n_sealed"), [(80, 20), (240, 60), (150, 600)])
def test_a_promise_that_was_right_is_rarely_called_broken(n_open, n_sealed):
    """About one time in twenty, where the promise is a mean over folds of few rows itself."""
    rng, true = np.random.default_rng(n_open), 0.8
    kept_ones, by_the_sealed_rows_alone = [], []
    for _ in range(1500):
        right = rng.random(n_open) < true
        cuts = [rng.permutation(n_open).reshape(5, -1) for _ in range(3)]
        folds = np.concatenate([right[cut].mean(axis=1) for cut in cuts])
        promised = score_interval(folds, 5, resolution=5 / n_open)
        got = sealed.wilson(rng.binomial(n_sealed, true), n_sealed)
        kept_ones.append(Promise("accuracy", promised, got).is_kept)
        by_the_sealed_rows_alone.append(got.low <= promised.mean <= got.high)
    assert 0.003 < 1 - np.mean(kept_ones) < 0.07
    assert np.mean(kept_ones) > np.mean(by_the_sealed_rows_alone)


def test_counts_are_said_in_words_between_a_warning_of_a_second_look_and_one_that_comes_last():
    text = pair(outcome())
    assert "right on 12 rows that the best single model (decision tree) gets wrong" in text
    assert "wrong on 9 rows that it gets right" in text
    assert "cannot tell the two apart" in text
    assert "lead in accuracy is 1.5 points here, and 0.0 were promised" in text
    assert "rows tell the two apart" in pair(outcome(only_pick=30, only_other=1))
    texts = sentences(outcome(look=3))
    assert "already opened 2 times" in texts[0]
    assert texts[-1] == AFTER
    assert "no longer a clean test" not in " ".join(sentences(outcome()))


def test_what_so_many_rows_can_tell_is_said_before_they_are_opened():
    found = sealed.wilson(42, 50)
    said = precision(case_of(make_results((*USUAL[:2], single(0.84)))), 50)
    assert f"from {100 * found.low:.1f} % to {100 * found.high:.1f} %" in said
    assert said.startswith("If 84.0 % of 50 rows are answered right")


def test_rows_are_the_same_whoever_looks_at_them():
    before = [outcome()]
    more_models = replace(SMALL, members=(*SMALL.members, Member("gaussian_naive_bayes")))
    assert sealed.looks(more_models, before) == 1
    assert sealed.looks(replace(SMALL, metric="brier", sealed=30), before) == 1
    for other in ({"seed": 1}, {"dataset": "circles"}, {"dataset_knobs": ()}):
        assert sealed.looks(replace(SMALL, **other), before) == 0
    recorded = [replace(outcome(), question=replace(SMALL, dataset="iris", dataset_knobs=()))]
    again = replace(SMALL, dataset="iris", dataset_knobs=(("rows", 100),), seed=1)
    assert sealed.looks(again, recorded) == 1  # no seed could draw other rows


def test_a_missed_promise_says_what_the_interval_leaves_out():
    assert "; but" not in kept(outcome(0.9))
    assert "whole groups were sealed" in kept(outcome(0.9, n_groups=1))
    assert "come from 1 group," in " ".join(sentences(outcome(n_groups=1)))
    unsure = outcome(0.9)
    score = replace(unsure.pick.scores[0], promised=Interval(0.9, 0.6, 1.2, 5))
    unsure = replace(unsure, pick=replace(unsure.pick, scores=(score,)))
    assert "was kept" in kept(unsure)  # the promise itself was uncertain
