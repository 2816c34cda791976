"""The display of the best of each way: one row a way, and who stands for it."""

from lib.charts import entries
from lib.drawing.methods import WAYS
from tests.synthetic import USUAL, Fake, case_of, make_results

DISPLAY = entries()["best_of_each_way"]
SOURCE = Fake("best_source", 0.7, "single", "single", models=1, title="Best single source")


def test_a_row_a_way_in_their_order_each_the_best_by_its_mean():
    results = make_results(
        (*USUAL, Fake("weak_vote", 0.7), Fake("soup", 0.9, "fusion", "parameters"))
    )
    rows = DISPLAY.table(case_of(results))
    assert list(rows["Way"]) == list(WAYS.values())
    assert list(rows["key"]) == ["best_single", "soft_vote", "stacking", "early_fusion", "soup"]
    assert DISPLAY.words(case_of(results)).startswith(
        "“Fuse into one model” has the best mean, by soup"
    )


def test_the_best_single_source_stands_below_one_model():
    rows = DISPLAY.table(case_of(make_results((*USUAL, SOURCE))))
    assert list(rows["Way"])[:2] == ["One model", "One source"]


def test_one_model_stays_the_one_to_beat_when_nothing_has_a_better_mean():
    weak = make_results((*USUAL[:3], Fake("soft_vote", 0.5)))
    assert "No other way has a better mean than one model" in DISPLAY.words(case_of(weak))
    alone = make_results(USUAL[:3])
    assert DISPLAY.words(case_of(alone)).startswith("Nothing is combined here")
