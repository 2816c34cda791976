"""Parts of sentences that a verdict needs again and again. Plain text: whoever shows it escapes."""

from lib.catalogue.controls import settings
from lib.engine.results import ONE
from lib.statistics.comparison import Comparison
from lib.statistics.metrics import METRICS
from lib.verdict import agreeing
from lib.verdict.case import Case
from lib.verdict.comparisons import region_of
from lib.verdict.records import Candidate
from lib.words import difference, in_sentence, number, score_name, signed, spelled, whole

ONE_IN = {50: "two", 33: "three", 25: "four", 20: "five", 10: "ten", 5: "twenty"}
BETWEEN = (0.35, 0.65)  # neither of two whole numbers is near
PERCENT_LEVEL = 95  # of the intervals that `compare` gives unless told otherwise


def interval(comparison: Comparison, metric: str, named: bool = False) -> str:
    """ "95 % interval 0.4 to 3.8". named : put the score in front when it is not the usual one."""
    score = f"{score_name(metric)}, " if named and metric != "accuracy" else ""
    if not comparison.is_known:
        return f"{score}too few folds for an interval"
    digits = 1 if METRICS[metric].as_percent else 3
    low, high = number(comparison.low, digits), number(comparison.high, digits)
    return f"{score}{PERCENT_LEVEL} % interval {low} to {high}"


def rope_text(case: Case) -> str:
    """ "1 point", "0.5 points", "0.01" """
    return region_text(case.scenario.metric, case.verdict.rope)


def region_text(metric: str, rope: float) -> str:
    """
    >>> region_text("accuracy", 1.0), region_text("log_loss", 1.0)
    ('1 point', '0.01')
    """
    value = f"{region_of(metric, rope):g}"
    if not METRICS[metric].as_percent:
        return value
    return f"{value} point" if value == "1" else f"{value} points"


def single_name(case: Case) -> str:
    """ "your best single model, k-nearest neighbours", with how often it was that one; a comma
    follows where the sentence goes on."""
    facts = case.verdict.facts
    title = in_sentence(facts.single_title)
    if case.n_voters == 1:
        return f"your one model, {title}"
    if facts.single_share > 0.995:
        return f"your best single model, {title}"
    return f"your best single model, mostly {title}"


def name(case: Case, key: str) -> str:
    """A method in the middle of a sentence."""
    if key == case.verdict.reference:
        return in_sentence(case.verdict.facts.single_title)
    return in_sentence(case.results.method(key).title)


def argued(case: Case) -> Candidate:
    """Who is held against the best single model: the pick, else what comes closest to changing
    anything. KeyError where nothing is compared."""
    verdict = case.verdict
    changes = verdict.pick not in (None, verdict.reference)
    return verdict.candidate((verdict.pick if changes else verdict.rival) or "")


def gain_shown(case: Case, key: str) -> float:
    """How much better than the best single model, as it is said everywhere."""
    return agreeing.gain_shown(case.results, key, case.verdict.reference, case.scenario.metric)


def gain_expected(case: Case, key: str) -> float:
    """How much better than the best single model it may be expected to be on new rows: corrected
    for luck, so usually less than is shown. Rounded as it is said."""
    digits = 1 if case.metric.as_percent else 3
    return round(case.verdict.candidate(key).against_single.expected, digits)


def sign_interval(
    comparison: Comparison, metric: str, word: str = f"{PERCENT_LEVEL} % interval"
) -> str:
    """ "95 % interval +1.0 to +4.4", or in a plainer word: "likely +1.0 to +4.4" """
    if not comparison.is_known:
        return "too few folds to say how sure"
    return f"{word} {signed(metric, comparison.low)} to {signed(metric, comparison.high)}"


def alone_and_together(case: Case) -> str:
    """ "Right: 71.6 % with the best single model → 74.3 % together on these rows" """
    best, metric = argued(case), case.metric
    alone, with_it = (
        metric.format(c.score.mean) for c in (case.verdict.candidate(case.verdict.reference), best)
    )
    what = "Right" if case.scenario.metric == "accuracy" else metric.title
    together = "tuned" if best.way == ONE else "together"
    return f"{what}: {alone} with the best single model → {with_it} {together} on these rows"


def more_of_100(case: Case, gain: float) -> str:
    """ "3 more of 100 pumps right", or by how much a score that counts no rows is better."""
    metric = case.scenario.metric
    if metric != "accuracy":
        by, score = difference(metric, gain), score_name(metric)
        return f"{by} more {score}" if case.metric.as_percent else f"a {score} {by} better"
    things = case.entry.things
    return f"{about(gain)} {'more' if gain > 0 else 'fewer'} of 100 {things} right"


def about(gain: float) -> str:
    """How many rows, so that nobody finds another number beside it that is not the same.

    >>> about(3.5), about(-3.2), about(2.9), about(1.4), about(0.4)
    ('3 to 4', '3', '3', 'one', 'less than one')
    """
    size = abs(gain)
    low = int(size)
    if low > 1 and BETWEEN[0] < size - low < BETWEEN[1]:
        return f"{low} to {low + 1}"
    n = whole(size)
    return str(n) if n > 1 else "one" if n else "less than one"


def sources(case: Case) -> int:
    """How many sources the columns come from."""
    return len(case.dataset.views)


def both(n: int) -> str:
    """ "both", "all three" """
    return "both" if n == 2 else f"all {spelled(n)}"


def wrong_labels(case: Case) -> str:
    """ "one label in five", of those made wrong on purpose; "" where none was."""
    entry = case.entry
    flip = float(settings(entry.controls, case.scenario.dataset_knobs).get("flip", 0))
    if not flip:
        return ""
    one_in = ONE_IN.get(round(flip))
    return f"one label in {one_in}" if one_in else f"{flip:g} % of the labels"
