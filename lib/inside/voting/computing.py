"""How a rule counts one row, and what it counts."""

import numpy as np
import pandas as pd

from lib import combiners
from lib.combiners.rules.tally import Tally
from lib.inside.row_fold import Answered, keys_of


def rules() -> tuple[str, ...]:
    """Keys of the rules to choose from: all voting, and what else is a sum that can be written."""
    return keys_of(lambda entry: entry.kind == "voting" or entry.explain is not None)


def tally_of(answered: Answered) -> Tally:
    """How the rule counts the row. One that has no sum of its own to show gives no equations."""
    rule, P = answered.rule, answered.said
    if explain := combiners.entries()[answered.key].explain:
        return explain(rule, P)
    support = rule.predict_proba(P[None])[0]
    return Tally(None, support, (), False, "This rule is more than a sum; its formula is below.")


def shown_classes(combined: np.ndarray, truth: int, most: int = 3) -> list[int]:
    """The classes whose sums are written out: the winner, the true one, and the runners-up."""
    ranked = [int(c) for c in np.argsort(-combined, kind="stable")]
    first = list(dict.fromkeys([ranked[0], truth, *ranked]))[:most]
    return sorted(first, key=ranked.index)


def opinions(answered: Answered) -> pd.DataFrame:
    """What every rule says about the row; of the answered one, as it was fitted for it."""
    opened, row, classes = answered.opened, answered.row, answered.names.classes
    answers = {key: opened.answer(opened.fold.rules[key], row) for key in rules()}
    answers[answered.key] = answered.proba
    winners = [int(P.argmax()) for P in answers.values()]
    return pd.DataFrame(
        {
            "Rule": [combiners.entries()[key].title for key in answers],
            "Says": [classes[winner] for winner in winners],
            "Right": ["yes" if winner == answered.truth else "no" for winner in winners],
            "Probability of what it says": [float(P.max()) for P in answers.values()],
        }
    )
