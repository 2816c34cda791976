"""When one model suits the data, or all say the same, combining adds only cost."""

from lib.lessons._entry import Challenge, Check, Claim, Guess, Lesson, Step, against, asked
from lib.verdict.case import Case
from lib.verdict.sentences import headline
from lib.verdict.told import gain

OPTIONS = {
    "better": "The vote wins: more models know more",
    "same": "It makes no difference",
    "worse": "The vote loses to its best member",
}
TRUTH = against("soft_vote", "best")
STRONG = (
    "data=strong_member&repeats=2&methods=soft_vote,stacking_logistic&models=logistic_regression,"
    "gaussian_naive_bayes,discriminant_analysis,k_nearest_neighbours"
)
ALIKE = (
    "data=blobs&rows=1000&repeats=2&methods=soft_vote&models=logistic_regression,"
    "gaussian_naive_bayes,discriminant_analysis,support_vector_machine"
)
JOINED = (
    "repeats=2&methods=soft_vote&models=logistic_regression,gaussian_naive_bayes,"
    "k_nearest_neighbours,decision_tree,support_vector_machine"
)


def says_not_to(case: Case) -> Check:
    """Whether the verdict is that one model is better alone."""
    return Check(case.verdict.decision == "don't", f"{headline(case).removesuffix('.')}.")


ENTRY = Lesson(
    title="When one should stand alone",
    question="Is it ever wrong to ask more models?",
    takeaway="Look for a model that suits the data before you combine some that do not.",
    minutes=4,
    audience="everybody",
    sources=(
        "Džeroski, S. and Ženko, B. (2004) Is combining classifiers with stacking better than "
        "selecting the best one?",
        "Abe, T. et al. (2022) Deep ensembles work, but are they necessary?",
    ),
    steps=(
        Step(
            asked(STRONG, methods="soft_vote"),
            "The border between the classes is wavy. Three models draw straight or simple ones, "
            "one can follow the waves. All four are averaged.",
            "The best model reaches {score:best}, the vote {score:soft_vote}. Three who cannot see "
            "the waves outvote the one who can.",
            "scores",
            Guess("the vote against its best member?", OPTIONS, TRUTH),
            notes=("Let them say what the three others cannot draw. A vote is no cure for that."),
        ),
        Step(
            asked(ALIKE),
            "Three round clouds, and four models that all find much the same border.",
            "The vote is {than:soft_vote,best} the best of them, and the worst is not far: "
            "{score:worst}. Of a hundred mistakes of the first model, the second makes "
            "{shared:model1,model2} too. Who makes the same mistakes cannot correct them.",
            "wrong_rows",
            Guess("the vote against its best member?", OPTIONS, TRUTH),
            notes=(
                "A class that has seen votes win will expect it again. Ask how many mistakes must "
                "differ before a vote can help."
            ),
        ),
        Step(
            asked(JOINED),
            "Back to the noisy half moons, where a vote of four helped. A support vector machine "
            "joins them.",
            "It alone reaches {score:model5}; the vote of five is {than:soft_vote,model5} it. The "
            "border is smooth and curved, just what this machine draws, so the others have "
            "nothing to add.",
            "scores",
            Guess(
                "the vote of five against the machine alone?",
                OPTIONS,
                against("soft_vote", "model5"),
            ),
            notes=(
                "Ask what came first here: the search for a model that suits the data. Combining "
                "is what one does after that."
            ),
        ),
    ),
    claim=Claim(
        "A vote with weaker members falls behind a strong one.",
        asked(STRONG, repeats="1", folds="3", methods="soft_vote"),
        lambda case: gain(case, "best", "soft_vote") - 1,
    ),
    challenge=Challenge(
        "The verdict says to combine. Change the data or the models until it says not to.",
        asked("repeats=2&methods=soft_vote,stacking_logistic"),
        says_not_to,
        "Let in a model that suits the data by itself, or choose data on which one model is far "
        "ahead.",
        asked(STRONG),
    ),
    order=40,
)
