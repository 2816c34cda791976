"""What stands around the pick: how often it helps, what luck it had, and what would settle it."""

import numpy as np

from lib.engine.results import Results
from lib.metrics import METRICS
from lib.statistics.comparison import narrower
from lib.statistics.selection import Corrected, corrected_score
from lib.verdict.comparisons import SMALL_ERROR
from lib.verdict.phrases import PERCENT_LEVEL, interval, region_text, rope_text
from lib.verdict.records import Verdict
from lib.verdict.rule import word_of
from lib.verdict.sentences import more
from lib.words import difference, in_sentence, number

SETTLED = ("practically better", "practically equivalent", "worse")
MAJORITY = 0.7  # share of the largest class from which accuracy flatters
WORSE = {True: "worse", False: "better"}
GAP = 0.1  # between accuracy and balanced accuracy, likewise


def selected(results: Results, verdict: Verdict, n_resamples: int = 500) -> Corrected:
    """What the best of all candidates scores without the luck of being the best of so many.

    Raises ValueError when there are no candidates.
    """
    keys = [candidate.key for candidate in verdict.candidates]
    # a tie goes to the cheaper one, as in the rule
    return corrected_score(results, verdict.metric, keys, n_resamples)


def why_selected(verdict: Verdict, chosen: Corrected) -> str:
    """Why the raw and the corrected score differ."""
    if chosen.n_candidates == 1:
        return "There was one candidate, so no luck of the choice to take off."
    if np.isnan(chosen.corrected):
        return "This score is not defined often enough to say what the choice was worth."
    metric, gain = METRICS[verdict.metric], chosen.corrected - chosen.raw
    best, low, high = (metric.format(v) for v in (chosen.corrected, chosen.low, chosen.high))
    is_less = float(metric.gain(gain)) < 0
    change = f"{difference(verdict.metric, float(metric.gain(gain)))} {WORSE[is_less]}"
    if best == metric.format(chosen.raw):
        change = "next to nothing less, so the choice was clear"
    who = in_sentence(verdict.candidate(chosen.key).title)
    who = "your best single model" if chosen.key == verdict.reference else who
    return (
        f"{chosen.n_candidates} candidates were named before anything was fitted. On top came "
        f"{who}, on the very rows that score it, so part of its score may be luck. Chosen again "
        "and again on rows drawn at random, and scored on the rows not drawn, the best of "
        f"{chosen.n_candidates} reaches {best} ({PERCENT_LEVEL} % interval {low} to {high}; "
        f"bootstrap bias corrected cross-validation): {change}."
    )


def rescued_broken(verdict: Verdict) -> str:
    """How often the pick, or the best combination, rescues and breaks rows; "" without one."""
    key = verdict.rival if verdict.pick in (None, verdict.reference) else verdict.pick
    if verdict.problem or key is None:
        return ""
    one = verdict.candidate(key)
    return (
        f"Of {verdict.facts.n_rows:,} rows, {in_sentence(one.title)} rescues {one.rescued} that "
        f"your best single model gets wrong, and breaks {one.broken} that it gets right."
    )


def against_tuned(verdict: Verdict) -> str:
    """The combination against one strong model that was given as many fits; "" without it."""
    gain = verdict.against_tuned
    if verdict.problem or gain is None or not (verdict.tuned and verdict.combination):
        return ""
    title = in_sentence(verdict.candidate(verdict.combination).title)
    where = "ahead of" if gain.mean > 0 else "behind"
    if gain.mean == 0:
        where = "away from"
    return (
        f"Given as many fits as the combinations cost, one strong model alone scores "
        f"{METRICS[verdict.metric].format(verdict.candidate(verdict.tuned).score.mean)}: "
        f"{title} is {difference(verdict.metric, gain.mean)} {where} it "
        f"({interval(gain, verdict.metric)}): {word_of(gain)}."
    )


def region_note(verdict: Verdict) -> str:
    """That the region was made smaller, and why; "" when it was not."""
    if verdict.rope == verdict.asked_rope:
        return ""
    asked = region_text(verdict.metric, verdict.asked_rope)
    return (
        f"Your best single model has an error of less than {100 * SMALL_ERROR:.0f} %, so a "
        f"difference of {asked} would be a large part of it: “too small to matter” shrinks in "
        f"proportion, from {asked} to {rope_text(verdict)}."
    )


def misleading_accuracy(results: Results, verdict: Verdict) -> str:
    """Why accuracy flatters on these rows; "" when it does not, or another score decides."""
    if verdict.metric != "accuracy" or verdict.reference not in results.positions:
        return ""
    counts = np.bincount(results.y, minlength=len(results.class_names))
    share, largest = counts.max() / counts.sum(), results.class_names[int(counts.argmax())]
    position = results.positions[verdict.reference]
    plain, fair = (results.means(m)[position] for m in ("accuracy", "balanced_accuracy"))
    if share < MAJORITY and not plain - fair >= GAP:
        return ""
    start = f"Accuracy flatters here. {100 * share:.0f} % of the rows are “{largest}”"
    if share >= MAJORITY:
        start += ": whoever always says so is right that often and finds nothing else"
    return (
        f"{start}. Your best single model has {METRICS['accuracy'].format(plain)} accuracy, but "
        f"{METRICS['balanced_accuracy'].format(fair)} when every class counts the same."
    )


def more_repeats(verdict: Verdict, limit: int) -> int | None:
    """How many repeats to run next: twice as many; None when settled or at the limit."""
    done = verdict.facts.n_repeats
    if verdict.problem or _is_moot(verdict) or verdict.word in SETTLED or done >= limit:
        return None
    return min(2 * done, limit)


def repeats_note(verdict: Verdict, limit: int) -> str:
    """What more repeats could still do; "" when nothing is compared."""
    if verdict.problem or _is_moot(verdict):
        return ""
    facts = verdict.facts
    repeats = f"{facts.n_repeats} repeat" + ("" if facts.n_repeats == 1 else "s")
    if verdict.word in SETTLED:
        return f"The answer after {repeats} is clear: {verdict.word}. More would hardly change it."
    if facts.n_repeats >= limit:
        return (
            f"After {repeats}, the most this page runs, the answer is still {_word(verdict)}: "
            f"what is missing is rows, not repeats. {more(verdict)}"
        )
    shrink = 100 * (1 - narrower(facts.n_splits, facts.n_repeats, limit))
    return (
        f"After {repeats} the answer is {_word(verdict)}. More repeats even out the luck of how "
        f"the rows were cut; {limit} of them would make the interval about "
        f"{number(shrink, 0)} % narrower, because the rows stay the same."
    )


def _is_moot(verdict: Verdict) -> bool:
    """Every combination breaks a limit: however it compares, it will not be picked."""
    return bool(verdict.rival and verdict.candidate(verdict.rival).breaks)


def _word(verdict: Verdict) -> str:
    return f"“{verdict.word}”"
