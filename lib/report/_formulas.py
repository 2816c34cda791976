"""Every score of the app as an expression of scikit-learn, for the script to take home."""

from collections.abc import Mapping
from dataclasses import dataclass

from lib.statistics.metrics import METRICS, N_BINS, costs_of_each


@dataclass(frozen=True)
class Formula:
    """expression : of y, and of P or `answers`, positions of classes; may say {n_classes}.
    two_classes : the same where there are two, when that is another expression.
    """

    expression: str
    function: str = ""  # of sklearn.metrics, in it
    two_classes: str = ""
    lines: tuple[str, ...] = ()  # of the function, before it returns

    @property
    def reads_answers(self) -> bool:
        """It looks at the answer of each row, not at probabilities."""
        return "answers" in self.expression


CALIBRATION = (
    "confidence = P.max(axis=1)",
    "surplus = (P.argmax(axis=1) == y) - confidence",
    f"bins = np.minimum((confidence * {N_BINS}).astype(int), {N_BINS - 1})",
)

LISTED: Mapping[str, Formula] = {
    "accuracy": Formula("accuracy_score(y, answers)", "accuracy_score"),
    "balanced_accuracy": Formula("balanced_accuracy_score(y, answers)", "balanced_accuracy_score"),
    "macro_f1": Formula('f1_score(y, answers, average="macro")', "f1_score"),
    "log_loss": Formula("log_loss(y, P, labels=range({n_classes}))", "log_loss"),
    "brier": Formula(
        "brier_score_loss(y, P, labels=range({n_classes}))",
        "brier_score_loss",
        two_classes="brier_score_loss(y, P[:, 1])",
    ),
    "roc_auc": Formula(
        'roc_auc_score(y, P, multi_class="ovr", labels=range({n_classes}))',
        "roc_auc_score",
        two_classes="roc_auc_score(y, P[:, 1])",
    ),
    "calibration_error": Formula(
        f"sum(abs(surplus[bins == b].sum()) for b in range({N_BINS})) / len(y)", lines=CALIBRATION
    ),
}


def formula_of(metric: str, n_classes: int) -> Formula:
    """The score by its name; of one that weighs mistakes with its costs."""
    if metric in LISTED:
        return LISTED[metric]
    costs = costs_of_each(METRICS[metric].costs, n_classes).tolist()
    return Formula(
        "accuracy_score(y, (P * costs).argmax(axis=1), sample_weight=costs[y])",
        "accuracy_score",
        lines=(f"costs = np.array({costs})",),
    )
