"""The curves of confidence against truth, and what calibration changed, as plain numbers."""

from dataclasses import replace

import numpy as np
import pytest

from lib.charts.calibration import AFTER, BEFORE, Calibration, bins, change, draw, effect, words
from lib.statistics.metrics import METRICS
from tests.charts.records import at_temperature
from tests.synthetic import make_results

KEYS = ["soft_vote", "best_single"]
BOASTFUL = at_temperature(make_results(n_rows=400), 0.3)
MILD = at_temperature(BOASTFUL, 3.0)


@pytest.mark.parametrize("key", KEYS)
def test_the_bins_add_up_to_the_calibration_error(key):
    """Of one repeat: the gaps weighted by their rows (Guo et al. 2017)."""
    once = replace(BOASTFUL, repeats=BOASTFUL.repeats[:1])
    rows = bins(once, key)
    gaps = (rows["Says"] - rows["Right"]).abs()
    P = once.repeats[0].P[once.positions[key]]
    expected = METRICS["calibration_error"].compute(once.y, P)
    assert (gaps * rows["Rows"]).sum() / 1e4 == pytest.approx(float(expected))
    assert rows["Rows"].sum() == pytest.approx(100)


def test_the_table_holds_the_paired_change():
    frame = effect(BOASTFUL, MILD, KEYS)
    assert list(frame["Method"]) == ["Soft voting"] * 2 + ["Best single model"] * 2
    position = MILD.positions["soft_vote"]
    before, after = (each.fold_scores("log_loss")[position] for each in (BOASTFUL, MILD))
    first = frame.iloc[0]
    assert first["Better by"] == pytest.approx((before - after).mean())
    assert (first[BEFORE], first[AFTER]) == pytest.approx((before.mean(), after.mean()))
    assert first["Low"] < first["Better by"] < first["High"]
    assert change(MILD, BOASTFUL, "soft_vote", "log_loss").mean == pytest.approx(
        -first["Better by"]
    )


def test_a_curve_for_each_run_and_a_line_to_be_near():
    for before, after, names in (
        (BOASTFUL, MILD, [BEFORE, AFTER]),
        (BOASTFUL, None, [BEFORE]),
        (None, MILD, [AFTER]),
    ):
        figure = draw(Calibration("soft_vote", before, after))
        assert [trace.name for trace in figure.data[1:]] == names
        assert figure.data[0].x.tolist() == figure.data[0].y.tolist() == [0, 100]
        assert "nearer the dashed line is better" in figure.layout.yaxis.title.text


def test_the_words_say_what_moved_and_speak_of_now_before_anything_is_calibrated():
    said = words(Calibration("soft_vote", BOASTFUL, MILD))
    before, after = (
        METRICS["log_loss"].format(each.means("log_loss")[each.positions["soft_vote"]])
        for each in (BOASTFUL, MILD)
    )
    assert f"lowers its log-loss from {before} to {after}" in said
    assert "after calibration" in said
    assert "raises its log-loss" in words(Calibration("soft_vote", MILD, BOASTFUL))
    same = words(Calibration("soft_vote", MILD, MILD))
    assert "does not clearly change its log-loss" in same
    said = words(Calibration("soft_vote", BOASTFUL, None))
    assert "calibration" not in said.lower()
    sure = np.mean([r.P[BOASTFUL.positions["soft_vote"]].max(axis=1) for r in BOASTFUL.repeats])
    assert f"{100 * sure:.0f} % sure" in said
