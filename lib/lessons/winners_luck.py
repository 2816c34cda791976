"""The best of many looks better than it is: the rows that score it also chose it."""

from lib.lessons._entry import Claim, Guess, Lesson, Step, asked
from lib.verdict.case import Case
from lib.verdict.told import luck

DAYS = (
    "data=index_days&repeats=1&rows=300&cut=random&models=logistic_regression,"
    "gaussian_naive_bayes,discriminant_analysis,k_nearest_neighbours&methods="
)
MANY = (
    "soft_vote,majority_vote,stacking_logistic,stacking_nonnegative,greedy_selection,borda,"
    "score_weighted_vote,local_accuracy,decision_templates,late_mean,log_linear_pool,best_source"
)


def how_much(case: Case) -> str:
    """Of the best score, what is luck."""
    points = luck(case)
    return "none" if points < 0.5 else "some" if points < 1.5 else "much"


ENTRY = Lesson(
    title="The winner’s luck",
    question="Many ways were tried and the best was picked. How good is it really?",
    takeaway="Count what you tried: the best of many owes part of its score to luck.",
    minutes=4,
    audience="practitioners",
    sources=(
        "Cawley, G. C. and Talbot, N. L. C. (2010) On over-fitting in model selection.",
        "Tsamardinos, I., Greasidou, E. and Borboudakis, G. (2018) Bootstrapping the out-of-sample "
        "predictions for efficient and accurate cross-validation.",
    ),
    steps=(
        Step(
            asked(DAYS + "soft_vote"),
            "Will a share index rise tomorrow? Four models and their vote try to tell it from the "
            "days before. There is next to nothing to learn.",
            "The vote is right in {score:soft_vote}, the models between {score:worst} and "
            "{score:best}. They scatter around a coin, some above and some below.",
            notes=(
                "Let everybody toss a coin a few times and keep the best of the class. That is "
                "the winner here."
            ),
        ),
        Step(
            asked(DAYS + MANY),
            "Somebody does not give up and tries a dozen ways to combine the same four models. One "
            "of them comes out on top.",
            "On top is {top:} with {shown:}, scored on the very rows that chose it. Chosen on some "
            "rows and scored on others, again and again, the best of them reaches {fair:}. The "
            "more you try, the luckier the luckiest.",
            "scores",
            Guess(
                "how much of the winner’s score is the luck of having been chosen?",
                {
                    "none": "None: it was measured on held-back rows",
                    "some": "A little, about a point",
                    "much": "More than that",
                },
                how_much,
            ),
            notes=(
                "Ask how many ways were tried in the last report they have read. Mostly nobody "
                "says."
            ),
        ),
        Step(
            asked(DAYS + MANY, seed="1"),
            "The same dozen ways on other days of the same index.",
            "Now {top:} is on top, with {shown:}, or {fair:} without the luck of the choice. What "
            "wins by luck does not win again for a reason. That is why Verdict counts what was "
            "tried.",
            notes=("Ask whether the same way wins again. If it does not, the first time was luck."),
        ),
    ),
    claim=Claim(
        "The best of many scores above what it scores once the luck of the choice is taken off.",
        asked(DAYS + MANY, folds="3", rows="200"),
        luck,
    ),
    order=140,
)
