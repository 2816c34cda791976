"""Parts of sentences that a verdict needs again and again. Plain text: whoever shows it escapes."""

from lib.statistics.comparison import Comparison
from lib.statistics.metrics import METRICS
from lib.verdict.case import Case
from lib.verdict.comparisons import region_of
from lib.words import in_sentence, number, score_name

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
    if len(case.results.members) == 1:
        return f"your one model, {title}"
    if facts.single_share > 0.995:
        return f"your best single model, {title}"
    return f"your best single model, mostly {title}"


def name(case: Case, key: str) -> str:
    """A method in the middle of a sentence."""
    if key == case.verdict.reference:
        return in_sentence(case.verdict.facts.single_title)
    return in_sentence(case.results.method(key).title)
