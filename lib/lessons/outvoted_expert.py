"""Three copies of a weak opinion outvote the one model that knows."""

from lib.lessons._entry import Claim, Guess, Lesson, Step, against, asked
from lib.verdict.told import gain

LINK = (
    "data=expert_and_clones&repeats=2&methods=majority_vote,soft_vote,stacking_logistic&models="
    "logistic_regression@expert,logistic_regression@copy 1,"
    "logistic_regression@copy 2,logistic_regression@copy 3"
)
VOTE, BOTH, ALL = (
    asked(LINK, methods=methods)
    for methods in ("majority_vote", "majority_vote,soft_vote", "majority_vote,stacking_logistic")
)
FREE = asked(LINK, methods="majority_vote,stacking_logistic", noise="1")
OPTIONS = {
    "better": "It beats the expert: four heads know more than one",
    "worse": "It loses to the expert: the copies outvote it",
    "same": "It comes out the same",
}

ENTRY = Lesson(
    title="The outvoted expert",
    question="One model reads a good instrument, three read copies of a poor one. Who wins?",
    takeaway="A vote counts heads. Heads that think alike should count once, and stacking sees it.",
    minutes=5,
    audience="everybody",
    sources=(
        "Ladha, K. K. (1992) The Condorcet jury theorem, free speech, and correlated votes.",
        "Wolpert, D. H. (1992) Stacked generalization.",
    ),
    steps=(
        Step(
            VOTE,
            "One model reads a good instrument. Three others read copies of a poor one. All four "
            "vote, and the majority decides.",
            "The vote is {than:majority_vote,model1} the expert: {score:majority_vote} against "
            "{score:model1}. A majority counts heads, and three of the four heads are the same "
            "head: of a hundred mistakes of one copy, the next one repeats "
            "{shared:model2,model3}.",
            "wrong_rows",
            Guess("what will the vote do?", OPTIONS, against("majority_vote", "model1")),
            notes=(
                "Ask who has been the only one in a room to be right. Let them say why three "
                "copies are one voice."
            ),
        ),
        Step(
            BOTH,
            "Now the models say how sure they are, and the vote averages that. The expert is often "
            "surer than the copies.",
            "Counting sureness is {than:soft_vote,majority_vote} counting heads, and "
            "{than:soft_vote,model1} the expert. Whoever knows more is surer, so the expert is "
            "heard; yet the same weak opinion still counts three times.",
            "wrong_rows",
            Guess(
                "does that save the vote?",
                {
                    "better": "Yes, it beats the expert now",
                    "same": "It is as good as the expert",
                    "worse": "It still loses to the expert",
                },
                against("soft_vote", "model1"),
            ),
            notes=(
                "Ask how a model can know that it knows. A common mistake is to take sureness for "
                "being right."
            ),
        ),
        Step(
            ALL,
            "Stacking trains a further model on the four answers. It may give each of them any "
            "weight.",
            "Stacking is {than:stacking_logistic,model1} the expert, and "
            "{than:stacking_logistic,majority_vote} the majority. On held-back rows it saw "
            "whose answers can be trusted: most of the weight goes to the expert, and the copies "
            "share the voice of one poor instrument, which is worth a little.",
            "scores",
            Guess(
                "how will stacking do against the expert alone?",
                {
                    "better": "Better: it uses all four for what they are worth",
                    "same": "The same: it learns to trust the expert alone",
                    "worse": "Worse: the copies confuse it too",
                },
                against("stacking_logistic", "model1"),
            ),
            notes=(
                "Ask on which rows stacking looked. If somebody says on all of them, go to the "
                "lesson on the leak next."
            ),
        ),
        Step(
            FREE,
            "The copies are copies no more: each has a poor instrument of its own. Nobody alone "
            "is any better than before.",
            "The vote is {than:majority_vote,model1} the expert now. Of a hundred mistakes of one "
            "poor model, the next one shares only {shared:model2,model3}. What changed is not how "
            "good they are, but how alike.",
            "wrong_rows",
            Guess("what will the vote do now?", OPTIONS, against("majority_vote", "model1")),
            notes=(
                "Let them say in one sentence what changed between the first step and this one. "
                "It is not how good the poor ones are."
            ),
        ),
    ),
    claim=Claim(
        "The majority falls far behind its best member, and stacking does not.",
        asked(LINK, repeats="1", folds="3"),
        lambda case: min(
            gain(case, "model1", "majority_vote") - 5,
            gain(case, "stacking_logistic", "majority_vote") - 5,
        ),
    ),
    order=20,
)
