"""The rules that can be written out, and what they say about one row."""

import numpy as np
import pandas as pd

from lib import combiners
from lib.inside.row_fold import Answered, keys_of


def rules() -> tuple[str, ...]:
    """Keys of the rules to choose from: all voting, and what else is a sum that can be written."""
    return keys_of(lambda entry: entry.kind == "voting" or entry.explain is not None)


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
