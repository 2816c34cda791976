"""The CSV: every fold's score, readable by other programs, harmless in a spreadsheet."""

import io
import itertools
from dataclasses import replace

import pandas as pd
import pytest

from lib.report import numbers
from lib.statistics.metrics import METRICS
from tests.report.conftest import HARMFUL, scores_of


def read(report):
    return pd.read_csv(io.BytesIO(numbers.write(report)))


def with_results(report, results):
    return replace(report, case=replace(report.case, results=results))


def test_every_score_is_there_once(usual):
    frame, results = read(usual), usual.case.results
    n = len(results.methods) * len(METRICS) * results.n_splits * len(results.repeats)
    assert len(frame) == n
    assert not frame.duplicated(["key", "repeat", "fold", "metric"]).any()
    assert sorted(frame["repeat"].unique()) == [1, 2]
    assert sorted(frame["fold"].unique()) == [1, 2, 3]


def test_the_means_are_those_on_screen(usual):
    means = read(usual).groupby(["metric", "key"])["score"].mean()
    for metric in METRICS:
        assert means[metric].to_dict() == pytest.approx(scores_of(usual, metric)), metric


def test_a_score_that_is_not_defined_is_an_empty_cell(usual):
    repeat = usual.case.results.repeats[0]
    scores = repeat.scores | {"roc_auc": repeat.scores["roc_auc"] * float("nan")}
    results = replace(usual.case.results, repeats=(replace(repeat, scores=scores),))
    frame = read(with_results(usual, results))
    assert frame.query("metric == 'roc_auc'")["score"].isna().all()
    assert frame.query("metric == 'accuracy'")["score"].notna().all()


def test_no_cell_becomes_a_formula(usual):
    starts = ("=cmd()", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "plain")
    methods = zip(usual.case.results.methods, itertools.cycle(starts))
    titled = tuple(replace(method, title=title) for method, title in methods)
    repeats = tuple(replace(r, methods=titled) for r in usual.case.results.repeats)
    frame = read(with_results(usual, replace(usual.case.results, repeats=repeats)))
    assert len(titled) >= len(starts)
    assert set(frame["method"]) == {*(f"'{title}" for title in starts[:-1]), "plain"}


def test_names_with_commas_and_quotes_stay_in_their_cell(harmful):
    titles = {method.title for method in harmful.case.results.methods}
    assert any(HARMFUL[3] in title for title in titles)
    assert set(read(harmful)["method"]) == titles
