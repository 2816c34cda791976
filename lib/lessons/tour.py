"""The tour: one model errs, others err elsewhere, so they vote, stack and fuse; and when not."""

from lib.lessons._entry import Claim, Lesson, Step, asked
from lib.verdict.told import gain

MOONS = "methods=soft_vote,stacking_logistic&repeats=2"
SENSORS = (
    "data=xor&repeats=2&models=support_vector_machine,k_nearest_neighbours"
    "&methods=soft_vote,early_fusion,late_mean"
)

STRONG = (
    "data=strong_member&repeats=2&methods=soft_vote&models=logistic_regression,"
    "gaussian_naive_bayes,discriminant_analysis,k_nearest_neighbours"
)

ENTRY = Lesson(
    title="The three-minute tour",
    question="What is gained by asking several models, and when is it nothing?",
    takeaway="Combine models that err in different places; else keep the one that errs least.",
    minutes=3,
    audience="everybody",
    sources=("Dietterich, T. G. (2000) Ensemble methods in machine learning.",),
    steps=(
        Step(
            asked(MOONS, methods="soft_vote", left="model4"),
            "Which pumps are worn? One model, a decision tree, has learned it from measurements "
            "of which some are labelled wrong.",
            "It is right in {score:model4} of the rows it has not seen. The marks with a cross "
            "are its mistakes: it chased wrong labels.",
            "boundary",
            notes=(
                "Ask who would trust this model, and why. Let somebody find a stripe that is "
                "there for one point only."
            ),
        ),
        Step(
            asked(MOONS, methods="soft_vote"),
            "Other models learned from the same rows, each in its own way.",
            "They err too, but not on the same rows: of a hundred mistakes of the tree, the "
            "logistic regression makes {shared:model4,model1} as well. Where one is wrong, "
            "another may be right.",
            "wrong_rows",
            notes=(
                "Say it slowly: everything that follows lives on this, that mistakes are not "
                "shared."
            ),
        ),
        Step(
            asked(MOONS, methods="soft_vote", left="soft_vote"),
            "So let them vote: every model says how likely each class is, and the answers are "
            "averaged.",
            "Right in {score:soft_vote}: {than:soft_vote,best} the best of them. The border is "
            "calmer than the tree’s, because what only one of them sees is outvoted.",
            "boundary",
            notes=("Ask where the stripes have gone. Nobody taught the vote where the border is."),
        ),
        Step(
            asked(MOONS),
            "Or let a further model learn whom to trust. That is stacking.",
            "Stacking is {than:stacking_logistic,soft_vote} the vote here. It pays where some "
            "models deserve more trust than others, and it needs rows to learn that from.",
            "scores",
            notes=(
                "Ask what the further model must not see: the rows the others learned from. The "
                "lesson on the leak shows why."
            ),
        ),
        Step(
            asked(SENSORS),
            "Or the sources are fused. Here two sensors tell something only together: whether "
            "they agree.",
            "One model of both sensors is right in {score:early_fusion}; models of one sensor "
            "each, with their answers averaged, in {score:late_mean}. What to fuse, and when, "
            "decides everything here.",
            "scores",
            notes=(
                "Let the class try to tell from one sensor alone, covering the other axis with a "
                "hand. It cannot be done."
            ),
        ),
        Step(
            asked(STRONG),
            "And sometimes not at all: one of these four models follows the border, the others "
            "cannot.",
            "The vote is {than:soft_vote,best} the best of them alone, and costs four models. "
            "Whether to combine is a question that only your own data answer.",
            "scores",
            notes=(
                "End here on purpose: the honest answer is often to keep one model. Ask for cases "
                "from their own work."
            ),
        ),
    ),
    claim=Claim(
        "On noisy labels the vote beats its best member.",
        asked("methods=soft_vote&repeats=1&folds=3"),
        lambda case: gain(case, "soft_vote", "best"),
    ),
    order=0,
)
