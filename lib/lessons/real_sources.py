"""Real data whose sources differ in kind: merged late, they beat one model of everything."""

from lib.lessons._entry import Claim, Guess, Lesson, Step, against, asked
from lib.verdict.told import gain

WORDS = (
    "data=word_topics&rows=300&repeats=1&models=logistic_regression"
    "&methods=best_source,early_fusion,log_linear_pool"
)
DIGITS = (
    "data=digits_sixviews&rows=300&repeats=1&models=discriminant_analysis"
    "&methods=best_source,early_fusion,log_linear_pool"
)
OPTIONS = {
    "better": "The specialists win",
    "same": "No difference that matters",
    "worse": "The one model wins: it alone sees everything",
}
TRUTH = against("log_linear_pool", "early_fusion")

ENTRY = Lesson(
    title="Where fusion wins",
    question="Real data with several sources: one model of all, or one for each?",
    takeaway="Sources of different kinds want models of their own; like sources can be joined "
    "either way.",
    minutes=4,
    audience="students",
    sources=(
        "Miller, G. A. (1995) WordNet: a lexical database for English.",
        "van Breukelen, M. et al. (1998) Handwritten digit recognition by combined classifiers.",
    ),
    steps=(
        Step(
            asked(WORDS),
            "A dictionary entry has a definition, a spelling, and links to other entries. What is "
            "it about? One model reads all three, or each source has a model and their scores are "
            "merged.",
            "Merged, the specialists reach {score:log_linear_pool}: "
            "{than:log_linear_pool,early_fusion} one model of everything. In one heap, words and "
            "counts disturb each other.",
            "scores",
            Guess("three specialists, or one model of all?", OPTIONS, TRUTH),
            notes=(
                "These are recorded, not invented. Ask how many would have put everything into "
                "one table, as is usual."
            ),
        ),
        Step(
            asked(DIGITS),
            "Six teams described the same handwritten digits in six ways, all of them with numbers "
            "of much the same kind.",
            "The specialists are {than:log_linear_pool,early_fusion} the one model: "
            "{score:log_linear_pool} against {score:early_fusion}. Where sources are alike in kind "
            "and one model suits all, both ways can use what they hold.",
            "scores",
            Guess("six specialists, or one model of all?", OPTIONS, TRUTH),
            notes=("Here it makes little difference, and that is worth saying: fusion is no law."),
        ),
        Step(
            asked(DIGITS),
            "Either way needs all six descriptions. Why not keep the best one?",
            "All six merged are {than:log_linear_pool,best_source} the best source alone, which "
            "reaches {score:best_source}. Each description makes mistakes that the others do not.",
            "best_of_each_way",
            Guess(
                "all six, or the best one alone?",
                {
                    "better": "All six are better",
                    "same": "No difference that matters",
                    "worse": "The best one is better: five others only disturb",
                },
                against("log_linear_pool", "best_source"),
            ),
            notes=("Ask what each further description costs to make. Then look at what it brings."),
        ),
    ),
    claim=Claim(
        "Of words, letters and links, specialists merged late beat one model of everything.",
        asked(WORDS, rows="200", folds="3"),
        lambda case: gain(case, "log_linear_pool", "early_fusion"),
    ),
    order=90,
)
