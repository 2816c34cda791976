"""What only the two sensors together can tell, no combination of separate answers recovers."""

from lib.lessons._entry import Claim, Guess, Lesson, Step, against, asked
from lib.verdict.told import gain

XOR = "data=xor&repeats=2&models=support_vector_machine,k_nearest_neighbours&methods="
APART = (
    "data=xor&repeats=2&methods=majority_vote,stacking_logistic,early_fusion"
    "&models=support_vector_machine@valve A,support_vector_machine@valve B"
)

ENTRY = Lesson(
    title="Two sensors, one secret",
    question="The answer lies in whether two sensors agree. Who can find it?",
    takeaway="What lies between the sources is found only by a model that reads them together.",
    minutes=4,
    audience="everybody",
    sources=(
        "Minsky, M. and Papert, S. (1969) Perceptrons.",
        "Baltrušaitis, T., Ahuja, C. and Morency, L.-P. (2019) Multimodal machine learning.",
    ),
    steps=(
        Step(
            asked(APART, methods="majority_vote"),
            "Two valves must agree. Each of two models reads one valve and never the other.",
            "Alone they are right in {score:model1} and {score:model2}: no better than a coin, "
            "however good the model. One valve says nothing about whether the two agree.",
            "wrong_rows",
        ),
        Step(
            asked(APART, methods="stacking_logistic,early_fusion"),
            "A further model may learn from both answers: stacking.",
            "Stacking is right in {score:stacking_logistic}, and one model that reads both valves "
            "in {score:early_fusion}. What the two answers do not hold, no rule over them can get "
            "back.",
            "scores",
            Guess(
                "stacking of the two against one model that reads both valves?",
                {
                    "better": "Stacking wins: it learns how to put them together",
                    "same": "Both find it",
                    "worse": "Stacking loses: the answers do not hold the secret",
                },
                against("stacking_logistic", "early_fusion"),
            ),
        ),
        Step(
            asked(XOR + "soft_vote,late_mean"),
            "Is that a limit of voting? Now two models vote that both read both valves.",
            "This vote is right in {score:soft_vote}; models of one valve each, averaged, in "
            "{score:late_mean}. The limit was in what the models read, not in voting.",
            "scores",
            Guess(
                "a vote of models that read both, against models of one valve each?",
                {
                    "better": "The vote of those that read both wins",
                    "same": "Neither finds it: it is a vote all the same",
                    "worse": "The specialists win",
                },
                against("soft_vote", "late_mean"),
            ),
        ),
    ),
    claim=Claim(
        "Reading both beats any rule over separate answers by far.",
        asked(APART, repeats="1", folds="3"),
        lambda case: gain(case, "early_fusion", "stacking_logistic") - 20,
    ),
    order=70,
)
