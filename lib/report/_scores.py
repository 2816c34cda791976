"""Every score of the app as an expression of scikit-learn, for the script to take home."""

from collections.abc import Mapping
from dataclasses import dataclass

from lib.metrics import N_BINS

Names = tuple[tuple[str, str], ...]  # (module, function)


@dataclass(frozen=True)
class Score:
    """expression : of y, and of P or `answers`, positions of classes; may say {n_classes}.
    two_classes : the same where there are two, when that is another expression.
    """

    expression: str
    names: Names = ()
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

SCORES: Mapping[str, Score] = {
    "accuracy": Score("accuracy_score(y, answers)", (("sklearn.metrics", "accuracy_score"),)),
    "balanced_accuracy": Score(
        "balanced_accuracy_score(y, answers)", (("sklearn.metrics", "balanced_accuracy_score"),)
    ),
    "macro_f1": Score('f1_score(y, answers, average="macro")', (("sklearn.metrics", "f1_score"),)),
    "log_loss": Score(
        "log_loss(y, P, labels=range({n_classes}))", (("sklearn.metrics", "log_loss"),)
    ),
    "brier": Score(
        "brier_score_loss(y, P, labels=range({n_classes}))",
        (("sklearn.metrics", "brier_score_loss"),),
        two_classes="brier_score_loss(y, P[:, 1])",
    ),
    "roc_auc": Score(
        'roc_auc_score(y, P, multi_class="ovr", labels=range({n_classes}))',
        (("sklearn.metrics", "roc_auc_score"),),
        two_classes="roc_auc_score(y, P[:, 1])",
    ),
    "calibration_error": Score(
        f"sum(abs(surplus[bins == b].sum()) for b in range({N_BINS})) / len(y)", lines=CALIBRATION
    ),
}
