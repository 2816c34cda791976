"""Every term that is not everyday English, once: shown where it stands, and listed on About."""

TERMS = {
    "machine learning": "Letting a computer find a rule in examples, instead of writing the rule "
    "down. Here the rule says which class a row belongs to.",
    "base model": "One trained model before any combining. Inside a combination it is called a "
    "member.",
    "ensembling": "Several models answer the same question about the same inputs, and their "
    "answers are combined. All of them stay in use. Also called ensemble learning.",
    "fusion": "Information from several sources is merged into one decision, or several models "
    "become one.",
    "source": "Columns that come from one sensor or origin, such as everything a microphone "
    "measured. Also called a view.",
    "vote": "All models answer. A soft vote averages how sure they are of each class; a majority "
    "vote counts their answers.",
    "stacking": "A further model learns from held-back answers whom of the models to trust, and "
    "when.",
    "early fusion": "The columns of all sources are put side by side before any model is trained. "
    "One model of all columns is early fusion.",
    "late fusion": "Each source has a model of its own, and their scores are merged.",
    "intermediate fusion": "Each source is turned into a few learned numbers, and one model reads "
    "all of those.",
    "hybrid fusion": "Models of single sources and models of all columns answer together.",
    "fusion of models": "Several trained models become one: their weights are averaged, their "
    "trees put together, or a student learns to answer as they do.",
    "distillation": "A small model, the student, learns to answer as several others do together. "
    "Only the student is kept.",
    "architecture search": "Trying many shapes of a network to find the smallest that is good "
    "enough. For networks it is called neural architecture search.",
    "random forest": "Many decision trees, each grown on other rows drawn at random, that vote. It "
    "is an ensemble already.",
    "bagging": "Training the same kind of model on rows drawn at random again and again, and "
    "averaging: mistakes that differ from draw to draw cancel out.",
    "boosting": "Small models trained one after the other, each on what is still wrong.",
    "variance": "How much a model changes when it is trained on other rows. Averaging makes it "
    "smaller.",
    "boundary": "The line where the answer changes from one class to another.",
    "best single model": "The best of your models alone, reading all columns, chosen inside each "
    "training part, as you would have to choose it. The one to beat.",
    "best single source": "The one source that tells most alone. It is not the one to beat: a "
    "model may read all columns.",
    "fold": "One of the parts the rows are cut into. Each part is held back once, and models are "
    "scored on it.",
    "held-back rows": "Rows a model was not trained on. Answers about them are called out-of-fold.",
    "pass": "All folds once. Another pass cuts the rows anew, which makes the numbers surer.",
    "trial": "One fold of one pass: models learn from the other rows and are scored on those held "
    "back. Five passes over five folds are 25 trials.",
    "points": "Percentage points: from 71 % to 74 % is 3 points, 3 more rows in 100.",
    "95 % interval": "Where the true value lies in about 95 of 100 such experiments.",
    "too small to matter": "A difference you would not act on. You choose how large it may be.",
    "rescued": "Wrong with the best single model, right together.",
    "broken": "Right with the best single model, wrong together.",
    "expected gain": "What combining may be expected to bring on new rows. It weighs what was "
    "measured on these rows with what the method gained on other data sets, so that luck counts "
    "less; usually it is less than was measured.",
    "calibration": "Whether a model that says 80 % is right 80 times in 100.",
    "kappa": "How far two models name the same classes beyond what chance alone would give: 1 for "
    "always, 0 for no more than chance.",
    "threshold": "The probability from which on a class is answered; usually 50 % of two classes.",
    "false alarm": "A row that is taken for the class looked for, and is not of it.",
    "sealed rows": "Rows set aside before anything is trained, opened once at the end.",
}


def term(name: str) -> str:
    """The definition; KeyError for a term that is not in the glossary."""
    return TERMS[name]
