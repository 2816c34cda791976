"""Real data whose sources differ in kind: a model for each, merged, beats one model of all."""

from lib.base_models import Member
from lib.lessons._entry import Lesson, Step
from lib.scenario.record import Scenario

ENTRY = Lesson(
    title="Where fusion wins",
    question="A dictionary entry has a definition, a spelling and links to other entries. One "
    "model of everything, or one for each source?",
    steps=(
        Step(
            scenario=Scenario(
                dataset="word_topics",
                dataset_knobs=(("rows", 300),),
                members=(Member("logistic_regression"), Member("k_nearest_neighbours")),
                methods=(
                    "best_single",
                    "best_source",
                    "soft_vote",
                    "stacking_logistic",
                    "early_fusion",
                    "late_mean",
                    "log_linear_pool",
                ),
                right="log_linear_pool",
            ),
            text="Fuse: one model reads the words of the definition, one the spelling, one the "
            "links, and their scores are merged.",
            notice="Words and counts differ in kind. In one heap they disturb each other; a model "
            "for each, weighed by what it has shown on held-back rows, keeps what each can tell.",
        ),
    ),
    order=35,
)
