"""The comparisons that several claims share."""

import pandas as pd

from lib.claims._effects import Effect, chosen_elsewhere, effect, effect_of_rows, paired
from lib.evidence.plan import REFERENCE
from lib.evidence.rows import of_family, of_method

ONE_MODEL = ("parameters", "structure", "knowledge")
OF_VIEWS = ("early", "intermediate", "late")
AGAINST_BEST = "Against the best single model"
AGAINST_AVERAGE = "Against the average single model"
UNTESTED = {AGAINST_AVERAGE: "you would otherwise take a single model without testing several"}

CHOSEN_ELSEWHERE = (
    "For every data set, the way to combine is the one that did best on all the other data sets, "
    "so it is never chosen by luck on the data it is judged by. "
)


def ensembling(rows: pd.DataFrame, candidates: pd.DataFrame) -> Effect:
    """Ensembling on `rows` against the best single model, the method chosen among `candidates`."""
    return effect_of_rows(_ensembles(rows, candidates))


def ensembling_against_average(rows: pd.DataFrame, candidates: pd.DataFrame) -> Effect:
    """The same against the mean of the single models."""
    members = of_family(rows, "member")
    return effect(paired(_ensembles(rows, candidates), members, "accuracy"))


def _ensembles(rows: pd.DataFrame, candidates: pd.DataFrame) -> pd.DataFrame:
    return chosen_elsewhere(of_family(rows, "ensembling"), of_family(candidates, "ensembling"))


def fused(rows: pd.DataFrame, kinds: tuple[str, ...] = ()) -> Effect:
    """Fusion of some kinds on `rows`, the method chosen among them too."""
    return effect_of_rows(chosen_elsewhere(of_family(rows, "fusion", kinds)))


def rescored(rows: pd.DataFrame, score: str) -> pd.DataFrame:
    """The rows with `gain` counted in another share of rows than accuracy, in points."""
    keys = ["dataset", "condition", "seed"]
    reference = of_method(rows, REFERENCE).set_index(keys)[score].rename("reference")
    joined = rows.join(reference, on=keys)
    return joined.assign(gain=100 * (joined[score] - joined["reference"])).drop(columns="reference")
