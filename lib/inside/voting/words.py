"""The rules that can be written out, and what is said about a vote. Plain text."""

from collections.abc import Sequence

import numpy as np

from lib import combiners
from lib.combiners.rules.averages import Tally
from lib.combiners.rules.ties import NUDGE, leaders, tied
from lib.inside.numbers import percent
from lib.inside.row_fold import Answered, beside_the_truth, keys_of, rows_of
from lib.verdict.case import Case
from lib.words import in_sentence, three_digits

OWN = "weighted_vote"  # the rule whose weights the visitor sets

WEIGHTS = "**How much each model counts.** Move a weight and watch the sum below."
BARS = (
    "Each bar is one model's 100 %, shared out among the classes. The class with the longest part "
    "is the model's ballot: its mark stands beside the bar, with ✓ when it is right and ✗ when it "
    "is wrong. A thicker bar counts for more."
)
MORE_THAN_A_SUM = "This rule is more than a sum; its formula is below."


def rules() -> tuple[str, ...]:
    """Keys of the rules to choose from: all voting, and what else is a sum that can be written."""
    return keys_of(lambda entry: entry.kind == "voting" or entry.explain is not None)


def shown_classes(combined: np.ndarray, truth: int, most: int = 3) -> list[int]:
    """The classes whose sums are written out: the winner, the true one, and the runners-up."""
    ranked = [int(c) for c in np.argsort(-combined, kind="stable")]
    first = list(dict.fromkeys([ranked[0], truth, *ranked]))[:most]
    return sorted(first, key=ranked.index)


def tally_of(answered: Answered) -> Tally:
    """How the rule counts the row; without equations where it has no sum of its own to show."""
    if explain := answered.entry.explain:
        return explain(answered.rule, answered.said)
    return Tally(None, answered.proba, (), False, MORE_THAN_A_SUM)


def in_headline(entry: combiners.Combiner) -> str:
    """What answers, in the middle of a sentence."""
    return f"the {in_sentence(entry.title)}" if entry.kind == "voting" else "their combination"


def ballots(answered: Answered) -> str:
    """What each model says, and what they say together."""
    names, row = answered.names, answered.row
    votes = [names.classes[int(c)] for c in answered.said.argmax(axis=1)]
    said = ", ".join(f"{name} says {vote}" for name, vote in zip(names.models, votes, strict=True))
    return (
        f"{said}. {answered.entry.title} says {names.classes[answered.winner]}, at "
        f"{percent(answered.proba.max())}. In truth row {row} is {names.classes[answered.truth]}."
    )


def sums(answered: Answered) -> dict[str, str]:
    """The name of each class whose sum is written out -> that sum."""
    tally, classes = tally_of(answered), answered.names.classes
    found = {}
    for c in shown_classes(answered.proba, answered.truth):
        steps = [tally.equations[c]] if tally.equations else []
        if share := share_equation(tally, c):
            steps.append(f"as a share of all classes: {share}")
        found[classes[c]] = "; ".join(steps or [three_digits(float(answered.proba[c]))])
    return found


def share_equation(tally: Tally, c: int) -> str:
    """How the support of a class becomes its probability, "" when it is one already."""
    total = tally.support.sum()
    if not tally.is_shared:
        return ""
    if total <= 0:
        return f"no class has any support, so each gets 1 / {len(tally.support)}"
    return (
        f"{three_digits(tally.support[c])} / {three_digits(total)} = {three_digits(tally.proba[c])}"
    )


def not_shown(answered: Answered) -> str:
    """How many classes are not written out, "" when none."""
    left = len(answered.proba) - len(shown_classes(answered.proba, answered.truth))
    return f"The other classes, {left} of them, come out lower or level." if left else ""


def decision(answered: Answered) -> str:
    """Who wins, and whether that is right."""
    winner = answered.names.classes[answered.winner]
    return f"The highest number wins: {winner}. {beside_the_truth(answered)}"


def tie(P: np.ndarray, class_names: Sequence[str]) -> str:
    """A sentence when the two first classes are level, with what settled it; else "".

    P : (n_classes,) of one row.
    """
    if not tied(P):
        return ""
    level = np.flatnonzero(leaders(P, 2 * NUDGE))
    names = " and ".join(class_names[int(c)] for c in level)
    if leaders(P).sum() > 1:
        reason = "Nothing tells them apart, so it is the class that stands first in the list"
    else:
        reason = "A tie goes to the class with the higher sum of the models' probabilities"
    return f"{names} are level. {reason}: {class_names[int(P.argmax())]}."


def share_of_ties(answered: Answered) -> str:
    """In how many of the held-back rows classes tie under this rule, "" when in none."""
    opened, test = answered.opened, answered.opened.fold.test
    P = answered.rule.predict_proba(opened.fold.P_test, rows_of(opened.task.X, test))
    if not (n := int(tied(P).sum())):
        return ""
    return f"Classes tie in {percent(n / len(test))} of the {len(test)} rows held back here."


def same_numbers(case: Case, key: str) -> list[str]:
    """Where another method must give the same numbers for these models."""
    if key not in case.results.positions:
        return []
    also = case.results.method(key).also
    return [f"{name.title}: {name.reason}" for name in also if name.key != OWN]
