"""Two sources that need different kinds of model: keep them apart, then average."""

from functools import partial

from lib.lessons._entry import Challenge, Claim, Guess, Lesson, Step, against, asked, clearly
from lib.verdict.told import gain

LINK = (
    "data=different_learners&repeats=2&models=support_vector_machine,logistic_regression&methods="
)
METHODS = "best_source,early_fusion,log_linear_pool"

ENTRY = Lesson(
    title="Each source its own learner",
    question="One source is a ring, the other forty faint trends. One model, or a specialist each?",
    takeaway="Where sources suit different kinds of model, let each have its own and merge late.",
    minutes=4,
    audience="students",
    sources=(
        "Kittler, J. et al. (1998) On combining classifiers.",
        "Atrey, P. K. et al. (2010) Multimodal fusion for multimedia analysis.",
    ),
    steps=(
        Step(
            asked(LINK + "best_source"),
            "Size and sound of a machine. In size the classes form a ring; in sound there are many "
            "faint trends. Two models read both sources at once.",
            "The curved model reaches {score:model1}, the straight one {score:model2}, the better "
            "source alone {score:best_source}. The curved one is lost among the many trends, the "
            "straight one cannot see a ring.",
            "scores",
            notes=(
                "Ask which kind of model they would take for a ring, and which for many faint "
                "trends. They disagree for good reason."
            ),
        ),
        Step(
            asked(LINK + METHODS),
            "Now each source is read by the model that suits it best, and their answers are "
            "merged.",
            "Merged late, they reach {score:log_linear_pool}: {than:log_linear_pool,early_fusion} "
            "the best model of everything. Early fusion must choose one kind of model for both; "
            "late fusion need not.",
            "scores",
            Guess(
                "specialists merged late, against one model of everything?",
                {
                    "better": "The specialists win",
                    "same": "No difference that matters",
                    "worse": "The one model wins: it alone sees everything",
                },
                against("log_linear_pool", "early_fusion"),
            ),
            notes=(
                "Ask what early fusion had to choose, and late fusion did not. That is the reason "
                "to keep sources apart."
            ),
        ),
        Step(
            asked(LINK + METHODS),
            "Each specialist sees only half of what there is to know.",
            "Together they are {than:log_linear_pool,best_source} the better of them. What one "
            "source cannot tell, the other often can, and each says how sure it is.",
            "best_of_each_way",
            Guess(
                "the two together, against the better one alone?",
                {
                    "better": "Together they are better",
                    "same": "The better one decides everything",
                    "worse": "The poorer one drags it down",
                },
                against("log_linear_pool", "best_source"),
            ),
            notes=(
                "Ask what happens on a row where one specialist is unsure. The other one is heard."
            ),
        ),
    ),
    claim=Claim(
        "Specialists merged late beat one model of everything.",
        asked(LINK + METHODS, repeats="1", folds="3"),
        lambda case: gain(case, "log_linear_pool", "early_fusion"),
    ),
    challenge=Challenge(
        "Make fusion win: find data and models on which merging sources late is clearly better "
        "than the best model of all columns.",
        asked("repeats=2&methods=log_linear_pool"),
        partial(clearly, key="log_linear_pool", other="best_single", wanted="better"),
        "Sources must suit different kinds of model, so that no one model is right for both. You "
        "have just seen such data.",
        asked(LINK + "log_linear_pool", rows="1000"),
    ),
    order=80,
)
