"""Few rows cannot tell a better way from a lucky one, and repeating does not make them more."""

from functools import partial

from lib.lessons._entry import Claim, Guess, Lesson, Step, asked
from lib.verdict.told import compared, settled

MOONS = "methods=soft_vote&rows="
TRUTH = partial(settled, key="soft_vote", other="best_single")
OPTIONS = {
    "better": "The vote is better",
    "worse": "The best single model is better",
    "same": "They are equally good, and that is sure",
    "unsure": "These rows cannot tell",
}

ENTRY = Lesson(
    title="Too close to call",
    question="One score is higher than the other. Is one way better than the other?",
    takeaway="Ask how many rows a difference rests on; “too close to call” is an answer.",
    minutes=4,
    audience="practitioners",
    sources=(
        "Nadeau, C. and Bengio, Y. (2003) Inference for the generalization error.",
        "Bouckaert, R. R. and Frank, E. (2004) Evaluating the replicability of significance tests "
        "for comparing learning algorithms.",
    ),
    steps=(
        Step(
            asked(MOONS + "150&repeats=1"),
            "A few pumps were measured. Four models vote, and the best single model stands beside "
            "them. Each row was held back once.",
            "On these {rows:} rows the vote is {than:soft_vote,best_single} the best single model. "
            "On others it might be anywhere from much worse to much better: "
            "{surely:soft_vote,best_single}. That is too wide to crown anybody.",
            "best_of_each_way",
            Guess("which of the two is better on new pumps?", OPTIONS, TRUTH),
            notes=("Ask how many pumps the difference is made of. It is a handful."),
        ),
        Step(
            asked(MOONS + "150&repeats=5"),
            "No new pumps are to be had. But the same rows can be cut into folds again and again, "
            "and everything measured anew each time.",
            "The interval is narrower, {surely:soft_vote,best_single}, and still holds both. "
            "Repeats take out the luck of the cutting, not that of the rows: they are the same "
            "{rows:} pumps every time.",
            "best_of_each_way",
            Guess("which is better, now that it was measured many times?", OPTIONS, TRUTH),
            notes=(
                "The trap is that repeats look like more data. Ask what is new in them: the "
                "cutting, and nothing else."
            ),
        ),
        Step(
            asked(MOONS + "1000&repeats=2"),
            "Now many more pumps are measured.",
            "With {rows:} rows it shows: the vote is {than:soft_vote,best_single} the best single "
            "model, {surely:soft_vote,best_single}. More rows did what no repeating could.",
            "best_of_each_way",
            Guess("and with many more rows?", OPTIONS, TRUTH),
            notes=(
                "Ask what they would do tomorrow with too close to call: take the simpler one, or "
                "measure more."
            ),
        ),
    ),
    claim=Claim(
        "On few rows the interval of the gain holds both losses and gains.",
        asked(MOONS + "120&repeats=1&folds=4"),
        lambda case: min(
            compared(case, "soft_vote", "best_single").high,
            -compared(case, "soft_vote", "best_single").low,
        ),
    ),
    order=150,
)
