"""How the models differ, what their vote makes of it, which mistakes are left: plain numbers."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss, confusion_matrix

from lib.charts import different_mistakes, gain_of_the_vote, mended_mistakes
from lib.statistics.metrics import METRICS
from tests.charts.records import SCENES
from tests.synthetic import USUAL, case_of, make_results, member, single

CASE = case_of()
BY_LOSS = case_of(metric="log_loss")
THREE = case_of(make_results((*USUAL[:2], member("model3", 0.6, title="Stump"), *USUAL[2:])))
ONE_MODEL = case_of(SCENES["one model"])


def test_the_pairs_of_the_table_are_named_drawn_and_begin_with_those_that_differ_most():
    rows = different_mistakes.table(THREE)
    assert len(rows) == 3
    assert rows["Kappa"].is_monotonic_increasing
    (dots,) = different_mistakes.draw(THREE).data
    assert dots.x.tolist() == rows["Kappa"].tolist()
    assert [bool(text) for text in dots.text] == [True, False, True]  # the two ends are named
    said = different_mistakes.words(THREE)
    assert "differ most" in said
    assert "are most alike" in said
    wrong = THREE.results.said.argmax(axis=2) != THREE.results.y[:, None]
    assert f"all of them about {100 * wrong.all(axis=1).mean():.1f}" in said


@pytest.mark.parametrize(("case", "metric"), [(CASE, "brier"), (BY_LOSS, "log_loss")])
def test_the_bar_adds_up_as_it_is_drawn_and_as_it_is_written(case, metric):
    alone, stays, apart = gain_of_the_vote.draw(case).data
    members = alone.x[: len(case.results.members)]
    assert apart.x[0] > 0
    assert apart.marker.pattern.shape  # not told by colour alone
    assert stays.x[0] + apart.x[0] == pytest.approx(members.mean(), abs=1e-13)
    assert stays.x[0] == stays.x[1]
    P, y = case.results.said, case.results.y
    if metric == "brier":
        assert stays.x[1] == pytest.approx(brier_score_loss(y, P.mean(axis=1)[:, 1]))
    else:
        assert stays.x[1] < METRICS["log_loss"].compute(y, P.swapaxes(0, 1)).mean()
    said = gain_of_the_vote.words(case)
    (whole, _, part, _, rest) = said.split(": ")[1].split(",")[0].split()
    tenths = [round(float(number) * 10**4) for number in (whole, part, rest)]
    assert tenths[0] - tenths[1] == tenths[2]  # to the last digit
    assert "average model, not yet over the best one" in said
    assert "only counted have no such sum" in said


def test_a_calibrated_scenario_says_that_the_sum_comes_before():
    calibrated = replace(CASE.scenario, calibrate=True)
    assert "before calibration" in gain_of_the_vote.words(replace(CASE, scenario=calibrated))


def test_the_confusions_are_those_of_all_passes_and_a_mistake_is_said_both_ways():
    rows = mended_mistakes.table(CASE)
    results = CASE.results
    for title, key in (("Best single model", "best_single"), ("Together", "soft_vote")):
        P = np.concatenate([repeat.P[results.positions[key]] for repeat in results.repeats])
        y = np.tile(results.y, len(results.repeats))
        expected = 100 * confusion_matrix(y, P.argmax(axis=1), normalize="true")
        assert rows[title].to_numpy().reshape(2, 2) == pytest.approx(expected)
    said = mended_mistakes.words(CASE)
    drawn = mended_mistakes.draw(CASE)
    assert [trace.name for trace in drawn.data[1:]] == list(mended_mistakes.LOOKS)
    assert "less often" in said
    assert "Calibrating" in said


def test_what_does_not_apply_says_so():
    for module, text in (
        (different_mistakes, different_mistakes.ONE_MODEL),
        (gain_of_the_vote, gain_of_the_vote.ONE_MODEL),
        (mended_mistakes, mended_mistakes.NOTHING),
    ):
        assert module.words(ONE_MODEL) == text
        assert module.draw(ONE_MODEL).layout.annotations[0].text
    flat = make_results((member("model1", 1.0), member("model2", 1.0), single(1.0)), n_rows=60)
    repeats = [replace(each, P_members=np.full_like(each.P_members, 0.5)) for each in flat.repeats]
    alike = case_of(replace(flat, repeats=tuple(repeats)))
    assert different_mistakes.words(alike).startswith(different_mistakes.ALL_ALIKE)
