"""Reports to export: a usual one, and one whose data have names made to do harm."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from lib import charts
from lib.engine.boundary import draw
from lib.engine.evaluation import predict_everywhere
from lib.engine.plane import plane_for
from lib.report import Boundaries, Part, Report
from lib.scenario.experiment import Experiment, choose_models, prepare
from lib.scenario.link import LINK_VERSION, from_query
from lib.verdict.case import Case

DISPLAYS = [display for display in charts.entries().values() if display.page]
DAY = date(2026, 11, 23)
SMALL = {"v": str(LINK_VERSION), "rows": "100", "folds": "3", "repeats": "1"}
TWO_MODELS = {"models": "logistic_regression,decision_tree:max_depth=3", "repeats": "2"}
HARMFUL = (
    "<script>alert(1)</script>",
    "$x$ & </style>",
    '"><img src=x onerror=alert(1)>',
    "=1+1 under a name that is far too long for any table on any slide at any meeting",
    "{{ 7 * 7 }}",
)
ADDRESS = "http://example.test/verdict?"


def make_case(
    query: Mapping[str, str], change: Callable[[Experiment], Experiment] | None = None
) -> Case:
    """All that a page would have computed for a small scenario. change : other data."""
    scenario, notices = from_query(SMALL | query)
    assert notices == ()
    experiment = prepare(scenario)
    if change is not None:
        experiment = change(experiment)
    passes = [experiment.run(repeat) for repeat in range(scenario.repeats)]
    return Case(scenario, experiment, experiment.results(passes))


def make_report(change: Callable[[Experiment], Experiment] | None = None, **query: str) -> Report:
    """A report of two models, unless the query says which, with all boundaries."""
    case = make_case(TWO_MODELS | query, change)
    plane = plane_for(case.dataset, "", 20)
    first, grid = case.results.repeats[0], plane.grid(case.dataset)
    P, _ = predict_everywhere(case.experiment.task, first, grid)
    pictures = {m.key: draw(p, 20) for m, p in zip(case.results.methods, P, strict=True)}
    link = f"{ADDRESS}v={LINK_VERSION}&data={case.scenario.dataset}"
    return Report(case, DAY, link, Boundaries(plane, pictures, np.empty(0)))


def with_harmful_names(experiment: Experiment) -> Experiment:
    """The same numbers; every name that comes from data tries to become something else."""
    own = experiment.dataset
    names = [HARMFUL[i % len(HARMFUL)] for i in range(max(own.n_classes, own.X.shape[1]))]
    dataset = replace(
        own,
        class_names=tuple(names[: own.n_classes]),
        feature_names=tuple(names[: own.X.shape[1]]),
        target=HARMFUL[2],
        views={HARMFUL[3]: (0,), HARMFUL[4]: tuple(range(1, own.X.shape[1]))},
        provenance=replace(own.provenance, source=HARMFUL[0], citation=HARMFUL[1]),
    )
    members = tuple(replace(m, view=HARMFUL[3]) for m in experiment.scenario.members)
    scenario = replace(experiment.scenario, members=members)
    return Experiment(scenario, dataset, choose_models(scenario, dataset))


@pytest.fixture(scope="package")
def usual() -> Report:
    """Two moons, two models."""
    return make_report()


@pytest.fixture(scope="package")
def harmful() -> Report:
    """The same with harmful names everywhere."""
    return make_report(with_harmful_names)


@pytest.fixture(scope="package")
def bare(usual: Report) -> Report:
    """The same without pictures and address, and with a part of somebody else."""
    extras = (Part("The sealed test", ("It was <b>not</b> opened.",), (("Rows", "20"),)),)
    return replace(usual, link="?v=1&data=moons", boundaries=None, extras=extras)


@pytest.fixture(
    scope="package",
    params=[
        {"models": "decision_tree"},
        {"data": "iris", "metric": "log_loss", "repeats": "1"},
        {"data": "digits_sixviews", "repeats": "1", "methods": "late_mean"},
        {"balance": "90", "metric": "roc_auc"},
    ],
    ids=str,
)
def other(request: pytest.FixtureRequest) -> Report:
    """Other picks: one model, another score, one view each, a class that is rare."""
    return make_report(**request.param)


def scores_of(report: Report, metric: str) -> dict[str, float]:
    """Mean of each method, computed here."""
    results = report.case.results
    folds = results.fold_scores(metric)
    return {m.key: float(np.mean(folds[i])) for i, m in enumerate(results.methods)}
