"""Late fusion by the mean: average the answers of models that each read one source.

The rule is soft voting, the sum rule of Kittler, Hatef, Duin and Matas (1998): what makes it fusion
is what its models read.
"""

from lib.combiners._entry import Combiner
from lib.combiners.soft_vote import SoftVote, explain

ENTRY = Combiner(
    title="Late fusion, mean",
    short="Late mean",
    summary="Averages what the models say about their own views; a forgiving rule.",
    kind="late",
    formula=r"p(c \mid x) = \frac{1}{M} \sum_m p_m(c \mid x_m)",
    needs="Probabilities from every view; a view that does not arrive is left out.",
    build=SoftVote,
    explain=explain,
    order=210,
)
