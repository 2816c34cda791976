"""Best single source: the one source that tells most alone, read by one model."""

from lib.combiners._entry import Combiner
from lib.combiners.best_single import BestSingle
from lib.combiners.rules.choosing import METRIC

ENTRY = Combiner(
    title="Best single source",
    short="Best source",
    summary="No fusion at all: the source that tells most on held-back rows answers alone.",
    kind="single",
    inputs=lambda models, _: models.sources,
    formula=r"p(c \mid x) = p_{m^*}(c \mid x_{s^*}), \quad (m^*, s^*) = "
    r"\arg\max_{m, s} \mathrm{score}(y, p_m)",
    needs="Rows held back from each model, to choose by. The choice is made again in every fold.",
    build=BestSingle,
    controls={"metric": METRIC},
    order=15,
)
