"""One tree is nervous; a forest averages that away, boosting corrects what is still wrong."""

from lib.lessons._entry import Claim, Guess, Lesson, Step, against, asked
from lib.verdict.told import gain

TREES = (
    "rows=400&repeats=1&methods=soft_vote"
    "&models=decision_tree:max_depth=20,random_forest,gradient_boosting"
)
OPTIONS = {
    "better": "Clearly better than the tree",
    "same": "About as good: it is made of trees",
    "worse": "Worse: many mistakes add up",
}

ENTRY = Lesson(
    title="Many trees",
    question="A tree changes with every row it learns from. Can that be put to use?",
    takeaway="Bagging and boosting make many models out of one kind: the first averages, the "
    "second corrects.",
    minutes=4,
    audience="students",
    sources=(
        "Breiman, L. (2001) Random forests.",
        "Friedman, J. H. (2001) Greedy function approximation: a gradient boosting machine.",
    ),
    steps=(
        Step(
            asked(TREES, left="model1"),
            "One tree, as deep as it likes, on noisy labels.",
            "It is right in {score:model1}. Each small island is there for one or two labels. "
            "Other rows would give other islands: such a model is called one of high variance.",
            "boundary",
            notes=(
                "Ask what would happen to the islands if other pumps had been measured. That is "
                "all that variance means."
            ),
        ),
        Step(
            asked(TREES, left="model2"),
            "A random forest grows many such trees, each on rows drawn anew from the same ones, "
            "and lets them vote. This is bagging.",
            "The forest is {than:model2,model1} the tree. Every tree has its own islands, and in "
            "the average they fade. What they have in common, the half moons, stays.",
            "boundary",
            Guess("how good is the forest?", OPTIONS, against("model2", "model1")),
            notes=(
                "Ask what the trees of a forest share and what they do not. The answer is the "
                "half moons, and the islands."
            ),
        ),
        Step(
            asked(TREES, left="model3"),
            "Boosting grows small trees one after the other, each on what those before it still "
            "get wrong.",
            "Boosting is {than:model3,model1} the deep tree, and {than:model3,model2} the forest. "
            "It stops before it has believed every label; with more trees or more wrong labels it "
            "would chase them.",
            "boundary",
            Guess("how good is boosting?", OPTIONS, against("model3", "model1")),
            notes=(
                "Many take boosting for another vote. Ask what each new tree looks at: what those "
                "before it get wrong."
            ),
        ),
        Step(
            asked(TREES, flip="0"),
            "The same three, and every label is right.",
            "Now the forest is {than:model2,model1} the tree, which reaches {score:model1}. Where "
            "labels can be believed, a single tree has less that needs calming.",
            "scores",
            Guess("how good is the forest without noise?", OPTIONS, against("model2", "model1")),
            notes=(
                "Ask where in their own data labels can be believed. There, a forest buys less."
            ),
        ),
    ),
    claim=Claim(
        "On noisy labels a forest and boosting beat one deep tree.",
        asked(TREES, folds="3", rows="200"),
        lambda case: min(gain(case, "model2", "model1"), gain(case, "model3", "model1")),
    ),
    order=35,
)
