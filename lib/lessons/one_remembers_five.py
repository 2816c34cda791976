"""One small model learns from five what they say together, and then answers alone."""

from lib.lessons._entry import Claim, Guess, Lesson, Step, against, asked
from lib.verdict.told import gain

LINK = (
    "rows=400&repeats=1&models=logistic_regression,gaussian_naive_bayes,k_nearest_neighbours,"
    "decision_tree,support_vector_machine&methods="
)

ENTRY = Lesson(
    title="One that remembers five",
    question="Five models must run for every answer. Can one small model take their place?",
    takeaway="A student can keep much of what a committee knows, and costs one model.",
    minutes=4,
    audience="practitioners",
    sources=(
        "Bucilă, C., Caruana, R. and Niculescu-Mizil, A. (2006) Model compression.",
        "Hinton, G., Vinyals, O. and Dean, J. (2015) Distilling the knowledge in a neural network.",
    ),
    steps=(
        Step(
            asked(LINK + "soft_vote", left="soft_vote"),
            "Five models vote on noisy half moons.",
            "Together they are right in {score:soft_vote}, and for each answer {runs:soft_vote} "
            "models must be kept and asked.",
            "boundary",
            notes=(
                "Ask what five models cost where every answer is paid for: a phone, a sensor on a "
                "battery."
            ),
        ),
        Step(
            asked(LINK + "soft_vote,distilled", left="distilled"),
            "A student, one small model, never sees the labels: it learns what the five say "
            "together, about these rows and many invented ones near them. Then the five may go.",
            "The student is {than:distilled,soft_vote} its teachers, and asks {runs:distilled} "
            "model instead of {runs:soft_vote}.",
            "boundary",
            Guess(
                "how good is the student beside its teachers?",
                {
                    "better": "Better than they are",
                    "same": "About as good",
                    "worse": "Worse: something gets lost",
                },
                against("distilled", "soft_vote"),
            ),
            notes=(
                "Ask what the student sees that a label does not say: how sure the five are, and "
                "where."
            ),
        ),
        Step(
            asked(LINK + "soft_vote,distilled,distilled_labels"),
            "Was it the teaching? Another student of the same kind learns from the same invented "
            "rows, but from their labels, with no teacher.",
            "Taught by the five, the student is {than:distilled,distilled_labels} the one without "
            "a teacher. A label says wet or dry, a teacher says how sure it is, and does not "
            "repeat every wrong label.",
            "scores",
            Guess(
                "the student with teachers, beside the one without?",
                {
                    "better": "The taught one is better",
                    "same": "No difference that matters",
                    "worse": "The one without is better: it has the real labels",
                },
                against("distilled", "distilled_labels"),
            ),
            notes=(
                "This is the honest control: the same rows without a teacher. Ask why a lesson "
                "without it would prove nothing."
            ),
        ),
        Step(
            asked(LINK + "soft_vote,distilled,distilled_single"),
            "A third student learns from the best single model alone.",
            "Taught by five, the student is {than:distilled,distilled_single} the one taught by "
            "the best. What a committee adds for a student is often small where one member is "
            "good.",
            "scores",
            Guess(
                "five teachers, or the best one alone?",
                {
                    "better": "Five teachers are better",
                    "same": "No difference that matters",
                    "worse": "The best one teaches better",
                },
                against("distilled", "distilled_single"),
            ),
            notes=("Ask whether it takes five teachers. Often one good one is enough."),
        ),
    ),
    claim=Claim(
        "On noisy labels a taught student beats one that learns from the labels.",
        asked(LINK + "distilled,distilled_labels", folds="3", rows="300"),
        lambda case: gain(case, "distilled", "distilled_labels"),
    ),
    order=130,
)
