"""Hybrid fusion: models of one source each and models of all columns answer together.

The rule is the vote weighted by log-loss over both kinds of models. Atrey, Hossain, El Saddik and
Kankanhalli (2010) and Baltrušaitis, Ahuja and Morency (2019) for the name. A second model over
scores and features, the other reading of the name, is "Stacking, logistic" with "See features".
"""

from lib.base_models import Member
from lib.combiners._entry import Combiner, Models, Settings
from lib.combiners.loss_weighted_vote import LossWeightedVote
from lib.combiners.rules.averages import weighted_tally


def inputs(models: Models, knobs: Settings) -> tuple[Member, ...]:
    """The models of single sources, and each kind of model once more, reading all columns."""
    return (*models.sources, *models.everything)


ENTRY = Combiner(
    title="Hybrid fusion",
    short="Hybrid fusion",
    summary="Lets models of single views and models of all views answer together, and learns how "
    "much each counts.",
    kind="late",
    formula=r"p(c \mid x) = \sum_m w_m\, p_m(c \mid x_m) + \sum_m u_m\, "
    r"p_m(c \mid x_1 \oplus \dots \oplus x_V)",
    needs="All views of every row, and rows held back from each model to find the weights on.",
    build=LossWeightedVote,
    explain=weighted_tally,
    inputs=inputs,
    order=205,
)
