"""The comparisons that several claims share."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from lib.evidence.effects import (
    Effect,
    chosen_elsewhere,
    effect,
    effect_of_rows,
    in_field,
    method,
    of_family,
    paired,
    under,
)
from lib.evidence.plan import REFERENCE

ONE_MODEL = ("parameters", "structure", "knowledge")
OF_VIEWS = ("early", "intermediate", "late")
AGAINST_BEST = "Against the best single model"
AGAINST_AVERAGE = "Against the average single model"
AGAINST_VIEW = "Against the best one-view model"
AGAINST_WHOLE = "Against the best model of all columns"
UNTESTED = {AGAINST_AVERAGE: "you would otherwise take a single model without testing several"}

CHOSEN_ELSEWHERE = (
    "For every data set, the way to combine is the one that did best on all the other data sets, "
    "so it is never chosen by luck on the data it is judged by. "
)


def against_average(chosen: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Data set -> how much better the chosen rows are than the mean of the single models."""
    return paired(chosen, of_family(rows, "member"), "accuracy")


def ensembling(rows: pd.DataFrame, every: pd.DataFrame) -> dict[str, Effect]:
    """Ensembling on `rows`, the method chosen among `every` row; both of one condition."""
    chosen = chosen_elsewhere(of_family(rows, "ensembling"), of_family(every, "ensembling"))
    return {
        AGAINST_BEST: effect_of_rows(chosen),
        AGAINST_AVERAGE: effect(against_average(chosen, rows)),
    }


def ensembling_in(field: str) -> Callable[[pd.DataFrame], dict[str, Effect]]:
    """The measure of "ensembling is for this field"."""

    def measure(field: str, rows: pd.DataFrame) -> dict[str, Effect]:
        plain = under(rows, "plain")
        return ensembling(in_field(plain, field), plain)

    return partial(measure, field)


def fusion_in(field: str) -> Callable[[pd.DataFrame], dict[str, Effect]]:
    """The measure of "fusion is for this field": views fused, against one view alone."""

    def measure(field: str, rows: pd.DataFrame) -> dict[str, Effect]:
        views = of_family(under(rows, "views"), "fusion", OF_VIEWS)
        chosen = chosen_elsewhere(in_field(views, field), views)
        whole = method(under(rows, "plain"), REFERENCE)
        late = chosen_elsewhere(in_field(of_late(views), field), of_late(views))
        return {
            AGAINST_VIEW: effect_of_rows(chosen),
            "Late fusion only, against the best one-view model": effect_of_rows(late),
            AGAINST_WHOLE: effect(paired(chosen, whole, "accuracy")),
        }

    return partial(measure, field)


def of_late(rows: pd.DataFrame) -> pd.DataFrame:
    """Scores of one-view models fused; nothing that trains on several views at once."""
    return rows[(rows["kind"] == "late") & (rows["method"] != "hybrid_fusion")]


def rescored(rows: pd.DataFrame, score: str) -> pd.DataFrame:
    """The rows with `gain` counted in another share of rows than accuracy, in points."""
    keys = ["dataset", "condition", "seed"]
    reference = method(rows, REFERENCE).set_index(keys)[score].rename("reference")
    joined = rows.join(reference, on=keys)
    return joined.assign(gain=100 * (joined[score] - joined["reference"])).drop(columns="reference")
