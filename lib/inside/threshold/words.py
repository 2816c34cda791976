"""What the threshold lab says."""

from lib.inside.threshold.computing import HALF, SCORES, THRESHOLDS, Moved, usual
from lib.statistics.metrics import METRICS
from lib.statistics.threshold import Outcome
from lib.words import capital, in_sentence, score_name
from lib.words.outside import shortened

EXPLAINED = (
    "A method gives a probability, and answers from 50 % on. Answer earlier, and fewer are missed, "
    "at the price of more false alarms. Which is worth more is for you to say; no score knows."
)
COUNTED = (
    "This one only counts votes, so its probabilities are shares of votes: the threshold is how "
    "many votes are needed, and nothing happens between two counts."
)
SURENESS = "does not depend on the threshold, because it judges the probabilities themselves"
FLATTERED = (
    "It was found on the very rows that score it, so it flatters itself; other rows would have "
    "another best one."
)
PRICE = "A miss costs as much as this many false alarms"
PRICED = (
    "The score that decides then counts mistakes by what they cost, on every page: which model is "
    "best, whether to combine, and where the border lies."
)
LOOKED_FOR = "What must not be missed?"
CONFUSION = "What is taken for what"
TAKEN_FOR = "a line for what they are, a column for what is answered"
CELLS = (("found", "missed"), ("false alarms", "rightly passed"))
DRAWN = "held-back rows; the border is where the threshold is"
LONGEST = 20  # letters of a class beside the slider
MISSED, FALSE_ALARMS = "Missed", "False alarms"


def not_two(n_classes: int) -> str:
    """Why there is nothing to move."""
    return f"A threshold parts two classes, and these data have {n_classes}"


def labels(moved: Moved) -> tuple[str, ...]:
    """The name of each place on the slider."""
    wanted = shortened(_names(moved)[0], LONGEST)
    return tuple(f"“{wanted}” from {100 * threshold:.0f} % on" for threshold in THRESHOLDS)


def headline(moved: Moved, things: str) -> str:
    """What the usual threshold does, and what another one would."""
    outcome, (wanted, _) = moved.outcomes[HALF], _names(moved)
    missed = of_100(outcome.missed, outcome.missed + outcome.found)
    said = f"{capital(in_sentence(moved.title))} misses {missed} of 100 “{wanted}” {things}"
    if outcome.missed:
        return f"{said}; a lower threshold misses fewer, for more false alarms."
    return f"{said}; a higher threshold gives fewer false alarms, until some are missed."


def outcome_in_words(moved: Moved, outcome: Outcome, things: str) -> str:
    """Misses and false alarms. things : what a row is one of, plural."""
    wanted, other = _names(moved)
    missed = of_100(outcome.missed, outcome.missed + outcome.found)
    alarms = of_100(outcome.false_alarms, outcome.false_alarms + outcome.passed)
    return (
        f"Of 100 “{wanted}” {things}, {missed} missed; "
        f"of 100 “{other}” {things}, {alarms} false alarms."
    )


def outcomes(moved: Moved, things: str) -> list[str]:
    """One text a threshold."""
    return [outcome_in_words(moved, outcome, things) for outcome in moved.outcomes]


def readouts(moved: Moved, metric: str) -> list[str]:
    """The score at each threshold."""
    shown = METRICS[metric]
    return [f"{shown.title} {shown.format(float(score))}" for score in moved.scores[metric]]


def judged_by(metric: str) -> str:
    """The score on the curve: the one that decides, if the threshold moves it."""
    return metric if metric in SCORES or METRICS[metric].costs else SCORES[0]


def about_the_best(moved: Moved, metric: str) -> str:
    """Where the score is highest, what that is worth, and that it flatters itself."""
    shown = judged_by(metric)
    best, format_, start = moved.best(shown), METRICS[shown].format, usual(shown, moved.wanted)
    score, before = (format_(float(moved.scores[shown][at])) for at in (best, start))
    beginning = f"{100 * THRESHOLDS[start]:.0f} %"
    name = score_name(shown)
    said = [] if shown == metric else [f"{METRICS[metric].title} {SURENESS}; so here is {name}."]
    if METRICS[shown].costs:
        said.append(f"By what mistakes cost, answers should begin at {beginning}.")
    if best == start:
        said.append(f"No other threshold has a better {name} here than {beginning}: {before}.")
    else:
        at = f"{100 * THRESHOLDS[best]:.0f} %"
        said.append(
            f"From {at} on, {name} is highest here: {score}, against {before} from {beginning} on."
        )
        said.append(FLATTERED)
    return " ".join(said)


def of_100(count: int, total: int) -> str:
    """How many of 100, whole; no count that is there becomes none, none that is not all becomes
    all."""
    share = 100 * count / max(1, total)
    if 0 < share < 0.5:
        return "under 1"
    return "over 99" if 99.5 <= share < 100 else f"{share:.0f}"


def _names(moved: Moved) -> tuple[str, str]:
    """The class looked for, and the other."""
    return moved.class_names[moved.wanted], moved.class_names[1 - moved.wanted]
