"""Hybrid fusion: models of one view each and models of all views answer together."""

from dataclasses import replace

from lib.base_models import Member
from lib.combiners._entry import Combiner, Members, Settings
from lib.combiners.loss_weighted_vote import LossWeightedVote
from lib.combiners.rules.averages import weighted_tally


class HybridFusion(LossWeightedVote):
    """p(c | x) = sum over m of w_m p_m(c | x_m) + sum over m of u_m p_m(c | x_1 ... x_V).

    P : (n_samples, n_models, n_classes) of the members on their views, then of the same kinds of
    model on all views together. All weights are >= 0, sum to one and are the ones that surprise
    out-of-fold rows least (see `LossWeightedVote`). Atrey, Hossain, El Saddik and Kankanhalli
    (2010) and Baltrušaitis, Ahuja and Morency (2019) for the name. A second model over scores and
    features, the other reading of the name, is "Stacking, logistic" with "See features".
    """


def inputs(members: Members, knobs: Settings) -> tuple[Member, ...]:
    """The members as they are, and each kind of model once more, seeing every view."""
    early = dict.fromkeys(replace(member, view="") for member in members)
    return (*members, *[member for member in early if member not in members])


def same_as(members: Members, knobs: Settings) -> tuple[str, str] | None:
    if any(member.view for member in members):
        return None
    return "loss_weighted_vote", (
        "Every model sees all features already, so nothing is added to them: this is the vote "
        "weighted by log-loss."
    )


ENTRY = Combiner(
    title="Hybrid fusion",
    short="Hybrid fusion",
    summary="Lets models of single views and models of all views answer together, and learns how "
    "much each counts.",
    kind="late",
    formula=r"p(c \mid x) = \sum_m w_m\, p_m(c \mid x_m) + \sum_m u_m\, "
    r"p_m(c \mid x_1 \oplus \dots \oplus x_V)",
    needs="All views of every row, and rows held back from each model to find the weights on.",
    build=HybridFusion,
    explain=weighted_tally,
    inputs=inputs,
    same_as=same_as,
    is_standard=False,
    order=205,
)
