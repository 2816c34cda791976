"""Early fusion: put all views side by side and train one model on them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lib.base_models import Member
from lib.base_models import entries as base_models
from lib.combiners._choosing import METRIC
from lib.combiners._entry import Combiner
from lib.combiners.best_single import BestSingle
from lib.controls import Choice, Value

CHOSEN = "chosen"


class EarlyFusion(BestSingle):
    """p(c | x) = p_m*(c | x_1 ... x_V): one model on the concatenated views.

    P : (n_samples, n_models, n_classes) of members that see every view; the best of them on
    out-of-fold rows answers alone. model : "chosen", or the key of the base model that is the only
    one. Baltrušaitis, Ahuja and Morency (2019) for the name.
    """

    def __init__(self, model: str = CHOSEN, metric: str = "accuracy") -> None:
        super().__init__(metric)
        self.model = model


def inputs(members: Sequence[Member], knobs: Mapping[str, Value]) -> tuple[Member, ...]:
    """The visitor's kinds of model, or the one asked for, each seeing every view, each once."""
    if knobs["model"] != CHOSEN:
        return (Member(str(knobs["model"])),)
    return tuple(dict.fromkeys(replace(member, view="") for member in members))


def same_as(members: Sequence[Member], knobs: Mapping[str, Value]) -> tuple[str, str] | None:
    """The sentence holds when both choose by the same score, which is how the app calls them."""
    if knobs["model"] != CHOSEN or any(member.view for member in members):
        return None
    return "best_single", (
        "Every model sees all features already, so there is nothing to fuse early: this is the "
        "best single model."
    )


ENTRY = Combiner(
    title="Early fusion",
    short="Early fusion",
    summary="Puts all views side by side and trains one model on the whole.",
    family="fusion",
    kind="early",
    level="feature",
    formula=r"p(c \mid x) = p_{m^*}(c \mid x_1 \oplus x_2 \oplus \dots \oplus x_V)",
    needs="All views of every row, at training and at prediction time.",
    build=EarlyFusion,
    controls={
        "model": Choice(
            "Model",
            {CHOSEN: "the best of yours", **{key: m.title for key, m in base_models().items()}},
            default=CHOSEN,
            help="Which model is trained on all views together; the best of yours is chosen on "
            "held-back rows in every fold.",
        ),
        "metric": METRIC,
    },
    inputs=inputs,
    same_as=same_as,
    operator="⊕",
    order=200,
)
