"""The barcode of held-back rows: which are drawn, in which order, and what is said of them."""

import numpy as np
import pytest

from lib.charts.row_by_row import BARCODE, CLASS, DRAWN, EASY, ORDERS, RESCUE, Barcode, barcode_of
from lib.engine.results import Method
from tests.charts.records import SCENES
from tests.synthetic import case_of, make_results

METHODS = [
    Method(key, key.title(), key, family, kind)
    for key, family, kind in (
        ("tree", "member", "member"),
        ("best", "single", "single"),
        ("vote", "ensembling", "voting"),
    )
]
# columns: all right, rescued, spoiled, only the tree is wrong, all wrong
WRONG = np.array([[0, 1, 0, 1, 1], [0, 1, 0, 0, 1], [0, 0, 1, 0, 1]])
Y = np.array([0, 1, 0, 1, 0])


def small(order=EASY, chosen=-1):
    answers = np.where(WRONG, 1 - Y, Y)
    return Barcode(Y, ("no", "yes"), METHODS, 1, 1, answers, order, chosen)


def test_only_rows_in_dispute_are_columns_sorted_and_the_chosen_one_has_its_place():
    assert small().rows.tolist() == [2, 3, 1]  # easy to hard, by class among equals
    assert small(CLASS).rows.tolist() == [2, 3, 1]
    assert small(RESCUE).rows.tolist() == [1, 2, 3]
    assert small(EASY, 0).rows.tolist() == [0, 2, 3, 1]
    assert small(EASY, 4).rows.tolist() == [2, 3, 1, 4]
    assert small(EASY, 3).rows.tolist() == [2, 3, 1]


def test_words_and_table_say_what_the_cells_show():
    record = small(EASY, 1)
    assert BARCODE.words(record) == (
        "Of 5 rows, each answered while it was held back, all 3 have 1 right and 1 wrong. "
        "About 3 they disagree. Vote rescues 1 that the best has wrong, and spoils 1. "
        "About row 1, in truth yes, 1 of 3 are right."
    )
    frame = BARCODE.table(record)
    assert frame.to_dict("list") == {
        "Row": [2, 3, 1],
        "Truth": ["no", "yes", "yes"],
        "Wrong": [1, 1, 2],
        "Tree": ["no", "no", "no"],
        "Best": ["no", "yes", "no"],
        "Vote": ["yes", "yes", "yes"],
    }
    cells = BARCODE.draw(record).data[0]
    assert list(cells.customdata) == [2, 3, 1] * 4
    lines = np.array(cells.base) + 0.5
    hatched = np.array(cells.marker.pattern.shape) == "/"
    assert not hatched[lines == 0].any()  # the truth
    assert hatched.sum() == frame["Wrong"].sum()


@pytest.mark.parametrize("order", ORDERS)
def test_many_rows_are_quick_groups_stand_together_and_any_row_can_be_followed(order):
    case = case_of(make_results(n_rows=2000, shape=(5, 1)))
    record = barcode_of(case, order, 1234)
    assert len(record.disputed) > DRAWN
    assert 1234 in record.rows
    assert len(set(record.rows)) == len(record.rows) <= DRAWN + 1
    assert (np.diff(record.group[record.rows]) >= 0).all()
    figure = BARCODE.draw(record)
    assert len(figure.to_json()) < 120_000
    assert f"About {len(record.disputed):,} they disagree" in BARCODE.words(record)


def test_the_best_of_each_way_stands_below_the_models_and_a_further_method_may_join():
    case = case_of(SCENES["many"])
    record = barcode_of(case, more="c7")
    keys = [method.key for method in record.methods]
    assert keys[:3] == ["model1", "model2", "best_single"]
    assert len({method.way for method in record.methods[3:-1]}) == len(record.methods) - 4
    assert keys[-1] == "c7"
    for i, key in enumerate(keys):
        np.testing.assert_array_equal(record.answers[i], case.results.predicted(key))
