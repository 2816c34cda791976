"""What only the two sensors together can tell, no combination of separate answers recovers."""

from lib.lessons._entry import Challenge, Check, Claim, Guess, Lesson, Step, against, asked
from lib.verdict.case import Case
from lib.verdict.comparisons import guess_of, score_of
from lib.verdict.told import gain, percent, tell

XOR = "data=xor&repeats=2&models=support_vector_machine,k_nearest_neighbours&methods="
APART = (
    "data=xor&repeats=2&methods=majority_vote,stacking_logistic,early_fusion"
    "&models=support_vector_machine@valve A,support_vector_machine@valve B"
)


def separate_answers_know(case: Case) -> Check:
    """Whether a rule over models of one valve each beats whoever always names one class."""
    if case.scenario.dataset != "xor" or not all(m.view for m in case.experiment.models.voters):
        return Check(False, "Two valves, and every model reads one of them: that is the task.")
    late = [m.key for m in case.results.methods if m.kind == "late" or m.family == "ensembling"]
    if not late:
        return Check(False, "No rule over separate answers is compared now.")
    best = case.results.ranking("accuracy", late)[0]
    found = score_of(case.results, best, "accuracy")
    guess = guess_of(case.results, "accuracy")
    said = f"The best rule, {{name:{best}}}, is right in {{score:{best}}}; a guess in "
    return Check(found.low > guess, f"{tell(said, case)}{percent(guess)}.")


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
            notes=(
                "Cover one axis with a hand. Both classes lie under it in equal parts, and that "
                "is all one model ever sees."
            ),
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
            notes=(
                "Most trust stacking to find it. Ask what the further model is given: two "
                "answers, each of them empty."
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
            notes=(
                "The point is subtle: voting is not to blame, blindness is. Ask what every voter "
                "would have to read."
            ),
        ),
    ),
    claim=Claim(
        "Reading both beats any rule over separate answers by far.",
        asked(APART, repeats="1", folds="3"),
        lambda case: gain(case, "early_fusion", "stacking_logistic") - 20,
    ),
    challenge=Challenge(
        "Every model reads one valve. Get a rule over their separate answers to be clearly better "
        "than a guess.",
        asked(APART, methods="stacking_logistic,majority_vote,late_product"),
        separate_answers_know,
        "Try other models, more rows, every rule there is.",
        why_not="Nobody has. Whether the valves agree is in neither answer: each valve is open as "
        "often in one class as in the other, so what is said of one alone is the same for both. "
        "More data makes that only surer.",
    ),
    order=70,
)
