"""What is said of a cut: who learned from what, twins, and rows that cannot be tested."""

from dataclasses import replace

import numpy as np
import pytest

from lib.base_models import Member
from lib.datasets.cutting.bonds import shares_alike
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from lib.verdict.case import Case
from lib.verdict.cutting import how_cut, what_shaped_it

QUICK = Scenario(members=(Member("gaussian_naive_bayes"),), methods=("soft_vote",), repeats=1)


def said(scenario, change=lambda data: data):
    """How it was cut and what shaped that, for data that were changed after loading."""
    experiment = prepare(scenario)
    experiment = replace(experiment, dataset=change(experiment.dataset))
    case = Case(scenario, experiment, experiment.results([experiment.run(0)]))
    return case, " ".join([how_cut(case), *what_shaped_it(case)])


def test_twins_and_the_ceiling_that_those_of_two_classes_set():
    """Of the bundled mammographic rows half have a twin, and nobody can be right on all."""
    case, text = said(replace(QUICK, dataset="mammographic"))
    assert "50.2 % of the rows have the same inputs" in text
    assert "more than 95.3 % of all rows" in text
    units, (folds,) = case.experiment.bonds.units, [r.folds for r in case.results.repeats]
    assert all(len(set(folds[units == unit])) == 1 for unit in units)


def test_noise_that_stands_there_twice_is_not_recognised():
    """By a neighbour that would know each twin again: 52 % and not 90."""
    twice = lambda data: replace(  # noqa: E731
        data.take(np.arange(100).repeat(2)),
        y=np.random.default_rng(0).integers(0, 2, 100).repeat(2),
    )
    near = replace(QUICK, members=(Member("k_nearest_neighbours", (("n_neighbors", 1),)),))
    case, text = said(near, twice)
    assert case.results.means("accuracy")[0] < 0.65
    assert "100 % of the rows" in text


def test_a_class_too_rare_to_be_tested_is_named():
    """Two of five classes have two rows each; the others get all the folds they asked for."""
    few = (("balance", 90), ("rows", 100))
    case, text = said(replace(QUICK, dataset="pinwheel", dataset_knobs=few))
    assert case.results.n_splits == 5
    assert "4 rows can only be learned from, not tested: the rows of “tool 4” and “tool 5”" in text


def test_the_ceiling_counts_the_most_common_class_of_each_input():
    share, ceiling = shares_alike(np.array([0, 0, 0, 1, 2]), np.array([0, 0, 1, 1, 0]))
    assert (share, ceiling) == pytest.approx((0.6, 0.8))


def test_in_time_order_it_is_said_what_repeats_are_and_what_is_not_tested():
    case, text = said(replace(QUICK, dataset="drifting_sensors", sealed=20))
    assert "only from what came before" in text
    assert "Repeats move the borders" in text
    assert len(case.results.y) == len(case.dataset.y) - 107
    assert "no times" in prepare(replace(QUICK, cut="time")).problems[0]
