"""The surface of a stack: what it answers when two of its models change their minds."""

from dataclasses import replace

import numpy as np
import pytest

from lib.combiners import entries
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from lib.ui.stack_by_hand import stacked_by_hand, surfaces_of

STACKS = ("stacking_logistic", "stacking_nonnegative", "stacking_boosting")


def measured(**more):
    experiment = prepare(Scenario(folds=3, methods=STACKS, **more))
    return experiment, experiment.run(0)


@pytest.mark.parametrize(("data", "n_classes"), [("moons", 2), ("iris", 3)])
def test_a_cell_is_what_the_stack_answers_there(data, n_classes):
    knobs = (("rows", 150),) if data == "moons" else ()
    experiment, first = measured(dataset=data, dataset_knobs=knobs)
    key = "stacking_logistic"
    assert set(stacked_by_hand(experiment, first)) == set(STACKS)
    surfaces = surfaces_of(experiment, first, key)
    assert surfaces.classes == ((1,) if n_classes == 2 else (0, 1, 2))
    P = first.P_members[:, :4]
    rule = entries()[key].build().fit(P, experiment.tested.y)
    c, n, usual = surfaces.classes[-1], surfaces.n, P.mean(axis=0, keepdims=True)
    at = (len(surfaces.classes) - 1) * 6 + 3  # models 1 and 2, after 0-1, 0-2 and 0-3
    for i, j in [(0, 0), (n // 2, 3), (n - 1, n - 2)]:
        asked = usual.copy()
        for model, cell in ((1, i), (2, j)):
            said = (cell + 0.5) / n
            rest = np.delete(usual[0, model], c)
            asked[0, model] = np.insert((1 - said) * rest / rest.sum(), c, said)
        expected = rule.predict_proba(asked)[0, c]
        assert surfaces.values[at, j * n + i] == pytest.approx(expected, abs=1e-9)
    assert len(surfaces.sent["values"]) < 60_000


def test_a_stack_that_sees_the_columns_has_no_surface():
    knobs = ((("stacking_logistic", (("passthrough", True),))),)
    experiment, first = measured(dataset_knobs=(("rows", 150),), combiner_knobs=knobs)
    assert "stacking_logistic" not in stacked_by_hand(experiment, first)
    calm = replace(experiment, scenario=replace(experiment.scenario, calibrate=True))
    assert stacked_by_hand(calm, first) == ()
