"""What is said about where things meet. Plain text."""

from dataclasses import dataclass

from lib.base_models import Member
from lib.engine.results import Results
from lib.inside.fusion.computing import Followed, name_of
from lib.inside.numbers import percent
from lib.words import capital, in_sentence, listed


@dataclass(frozen=True)
class Level:
    """What is combined, how many models must be there to answer, and what they must share."""

    title: str
    meets: str
    runs: str
    shares: str
    merge: str


LEVELS: dict[str, Level] = {
    "feature": Level(
        "Features: early fusion",
        "The columns of all views, before any model has seen them.",
        "One.",
        "The same rows in every view, at training and for every answer.",
        "Columns side by side",
    ),
    "representation": Level(
        "Representations: intermediate fusion",
        "A few learned numbers from each view, before anything is decided.",
        "One, with a translator for each view.",
        "The same rows in every view, at training and for every answer.",
        "Learned numbers side by side",
    ),
    "parameter": Level(
        "Parameters: averaged weights",
        "The weights of trained models, not what they say.",
        "One, no larger than each of those it came from.",
        "Features, classes and the shape of the model; for networks a common start, or a matching "
        "of their units.",
        "Weights averaged",
    ),
    "structure": Level(
        "Structure: joined models",
        "The parts of trained models: trees, or hidden units.",
        "One, as large as all of them together.",
        "Features, classes and the kind of model.",
        "Parts put together",
    ),
    "score": Level(
        "Scores: soft voting, stacking, late fusion",
        "The probabilities the models give.",
        "All that have a say.",
        "The classes; each model may see other features and be of another kind.",
        "Probabilities merged",
    ),
    "rank": Level(
        "Ranks: Borda count",
        "The order in which each model puts the classes.",
        "All of them.",
        "The classes; not even the scale of the probabilities.",
        "Ranks added up",
    ),
    "decision": Level(
        "Decisions: majority voting",
        "The one class each model names.",
        "All that have a say.",
        "The classes; the models need no probabilities.",
        "Answers counted",
    ),
    "behaviour": Level(
        "Behaviour: distillation",
        "What the models do: a student learns to say what they say.",
        "One, the student.",
        "Rows to ask the models about; the student may be of any kind.",
        "One student taught",
    ),
}


def in_words(followed: Followed) -> str:
    """What the picture shows, for those who cannot see it."""
    dataset, level = followed.dataset, LEVELS[followed.entry.level]
    said = [
        f"{name_of(column)} says {dataset.class_names[int(P.argmax())]} ({percent(P.max())})"
        for column, P in followed.columns
        if P is not None and isinstance(column, Member) and followed.entry.level != "feature"
    ]
    parts = [f"From {listed(list(followed.views))} to one answer. {level.merge}."]
    if said:
        parts.append(f"{'; '.join(said)}.")
    return " ".join([*parts, headline(followed)])


def headline(followed: Followed) -> str:
    """What the method makes of the row, in one sentence."""
    title = capital(in_sentence(followed.entry.title))
    if followed.P is None:
        return f"{title}: not compared yet, so here is only the plan of it."
    names, best = followed.dataset.class_names, int(followed.P.argmax())
    truth = int(followed.dataset.y[followed.row])
    votes = [int(P.argmax()) == truth for _, P in followed.columns if P is not None]
    answer = f"answers {names[best]} for row {followed.row}"
    outcome = "and is right" if best == truth else f"but it is {names[truth]}"
    if followed.entry.level not in ("score", "rank", "decision") or len(votes) < 2:
        return f"{title} {answer}, {outcome}."
    alone = "is right on its own" if sum(votes) == 1 else "are right on their own"
    return f"{title} {answer}, {outcome}; {sum(votes)} of {len(votes)} models {alone}."


OFF = "(off): not among the methods compared, so there is a plan of it but no numbers."
LEGEND = (
    "Filled: where things meet. Dashed: needed only while learning, or without a say. A bar is the "
    "probabilities of the classes, in their colours; the mark is the class in front."
)


def status(n_splits: int) -> str:
    """Where the numbers come from."""
    return (
        "Out of fold: every model that speaks here was trained without this row. First repeat, "
        f"{n_splits} folds."
    )


def facts(followed: Followed, results: Results) -> dict[str, str]:
    """The three questions that say more about a method than its name, each with its answer."""
    level = LEVELS[followed.entry.level]
    runs = level.runs
    if followed.P is not None:
        models = results.costs().models[results.positions[followed.key]]
        runs = f"{level.runs} Measured here: {models:.3g}."
    return {
        "What is combined?": level.meets,
        "How many models run for an answer?": runs,
        "What must they share?": level.shares,
    }
