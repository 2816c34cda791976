"""Late fusion by the mean: average the answers of members that saw different views."""

from lib.combiners._entry import Combiner, Members, Settings
from lib.combiners.soft_vote import SoftVote, explain


class LateMean(SoftVote):
    """p(c | x) = (1 / M) sum over m of p_m(c | x_m), x_m the view of member m.

    P : (n_samples, n_models, n_classes). The sum rule of Kittler, Hatef, Duin and Matas (1998).
    """


def who_sees_what(members: Members) -> str:
    """How the members of a late fusion look at the data, as the start of a sentence."""
    if not any(member.view for member in members):
        return "Every model sees all features, so there are no separate views to fuse"
    if all(member.view for member in members):
        return "Each model sees one view, and their answers are combined"
    return "Some models see one view and some see everything, and their answers are combined"


def same_as(members: Members, knobs: Settings) -> tuple[str, str]:
    return "soft_vote", (
        f"{who_sees_what(members)}: late fusion by the mean and soft voting are one and the same "
        "rule under two names."
    )


ENTRY = Combiner(
    title="Late fusion, mean",
    short="Late mean",
    summary="Averages what the models say about their own views; a forgiving rule.",
    kind="late",
    formula=r"p(c \mid x) = \frac{1}{M} \sum_m p_m(c \mid x_m)",
    needs="Probabilities from every view; a missing view can be left out.",
    build=LateMean,
    explain=explain,
    same_as=same_as,
    order=210,
)
