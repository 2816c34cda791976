"""When one simple model already says all there is to say, combining adds only cost."""

from lib.base_models import Member
from lib.lessons._entry import Lesson, Step
from lib.scenario.record import Scenario

ENTRY = Lesson(
    title="Nothing to gain",
    question="Three round clouds, and models that all find much the same border. Is it worth "
    "running four models instead of one?",
    steps=(
        Step(
            scenario=Scenario(
                dataset="blobs",
                dataset_knobs=(("rows", 1000),),
                members=(
                    Member("logistic_regression"),
                    Member("gaussian_naive_bayes"),
                    Member("discriminant_analysis"),
                    Member("support_vector_machine"),
                ),
            ),
            text="Four models of much the same kind learn three round clouds.",
            notice="The pictures are nearly the same, and so are the scores. Models that make the "
            "same mistakes cannot correct each other.",
        ),
    ),
    order=20,
)
