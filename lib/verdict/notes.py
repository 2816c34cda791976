"""What stands around the pick: how often it helps, what luck it had, and what would settle it."""

import numpy as np

from lib.statistics.comparison import narrower
from lib.statistics.metrics import METRICS, costs_of_each
from lib.verdict.card import of_100
from lib.verdict.case import Case
from lib.verdict.comparisons import SMALL_ERROR
from lib.verdict.grounds import more
from lib.verdict.phrases import PERCENT_LEVEL, argued, interval, region_text, rope_text
from lib.verdict.records import Verdict
from lib.verdict.rule import word_of
from lib.verdict.selection import Corrected, corrected_score
from lib.words import counted, difference, direction, in_sentence, listed, number

SETTLED = ("practically better", "practically equivalent", "worse")
MAJORITY = 0.7  # share of the largest class from which accuracy flatters
GAP = 0.1  # between accuracy and balanced accuracy, likewise


def selected(case: Case, n_resamples: int = 500) -> Corrected:
    """What the best of all candidates scores without the luck of being the best of so many.

    Raises ValueError when there are no candidates.
    """
    keys = [candidate.key for candidate in case.verdict.candidates]
    # a tie goes to the cheaper one, as in the rule
    return corrected_score(case.results, case.scenario.metric, keys, n_resamples)


def why_selected(case: Case, chosen: Corrected) -> str:
    """Why the raw and the corrected score differ."""
    verdict, metric = case.verdict, case.metric
    if chosen.n_candidates == 1:
        return "There was one candidate, so no luck of the choice to take off."
    if np.isnan(chosen.corrected):
        return "This score is not defined often enough to say what the choice was worth."
    gain = float(metric.gain(chosen.corrected - chosen.raw))
    best, low, high = (metric.format(v) for v in (chosen.corrected, chosen.low, chosen.high))
    change = f"{difference(case.scenario.metric, gain)} {direction(gain)}"
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


def rescued_broken(case: Case) -> str:
    """How often the pick, or the best combination, rescues and breaks rows; "" without one."""
    if case.verdict.problem or case.verdict.rival is None:
        return ""
    found, things = of_100(case), case.entry.things
    return (
        f"Of 100 {things}, {in_sentence(argued(case).title)} rescues {found.rescued} that your "
        f"best single model gets wrong, and breaks {found.broken} that it gets right."
    )


def against_tuned(case: Case) -> str:
    """The combination against one strong model that was given as many fits; "" without it."""
    verdict, gain, metric = case.verdict, case.verdict.against_tuned, case.scenario.metric
    if verdict.problem or gain is None or not (verdict.tuned and verdict.combination):
        return ""
    title = in_sentence(verdict.candidate(verdict.combination).title)
    where = "ahead of" if gain.mean > 0 else "behind"
    if gain.mean == 0:
        where = "away from"
    return (
        f"Given as many fits as the combinations cost, one strong model alone scores "
        f"{case.metric.format(verdict.candidate(verdict.tuned).score.mean)}: "
        f"{title} is {difference(metric, gain.mean)} {where} it "
        f"({interval(gain, metric)}): {word_of(gain)}."
    )


def region_note(case: Case) -> str:
    """That the region was made smaller, and why; "" when it was not."""
    if case.verdict.rope == case.scenario.rope:
        return ""
    asked = region_text(case.scenario.metric, case.scenario.rope)
    return (
        f"Your best single model has an error of less than {100 * SMALL_ERROR:.0f} %, so a "
        f"difference of {asked} would be a large part of it: “too small to matter” shrinks in "
        f"proportion, from {asked} to {rope_text(case)}."
    )


def misleading_accuracy(case: Case) -> str:
    """Why accuracy flatters on these rows; "" when it does not, or another score decides."""
    results, verdict = case.results, case.verdict
    if case.scenario.metric != "accuracy" or verdict.reference not in results.positions:
        return ""
    counts = np.bincount(results.y, minlength=len(results.class_names))
    share, largest = counts.max() / counts.sum(), results.class_names[int(counts.argmax())]
    position = results.positions[verdict.reference]
    raw, fair = (results.means(m)[position] for m in ("accuracy", "balanced_accuracy"))
    if share < MAJORITY and not raw - fair >= GAP:
        return ""
    rows = f"{100 * share:.0f} % of the rows are “{largest}”"
    if share >= MAJORITY:
        rows = f"{rows}: whoever always says so is right that often and finds nothing else"
    return (
        f"Accuracy flatters here. {rows}. Your best single model has "
        f"{METRICS['accuracy'].format(raw)} accuracy, but "
        f"{METRICS['balanced_accuracy'].format(fair)} when every class counts the same."
    )


def what_mistakes_cost(case: Case) -> str:
    """What is counted more than usual, and what is answered earlier for that; "" where nothing."""
    names = case.results.class_names
    costs = costs_of_each(case.metric.costs, len(names))
    if len(set(costs)) < 2:
        return ""
    if len(names) > 2:
        each = listed([f"“{name}” {cost:g}" for name, cost in zip(names, costs, strict=True)])
        return f"What it costs to miss one: {each}. The answer is whatever costs least."
    dear = int(costs.argmax())
    from_on = 100 * costs[1 - dear] / costs.sum()
    return (
        f"Missing a “{names[dear]}” costs {costs[dear] / costs[1 - dear]:.3g} times as much as "
        f"missing a “{names[1 - dear]}”, so “{names[dear]}” is answered from {from_on:.0f} % on."
    )


def more_repeats(case: Case, limit: int) -> int | None:
    """How many repeats to run next: twice as many; None when settled or at the limit."""
    verdict, done = case.verdict, len(case.results.repeats)
    if verdict.problem or _is_moot(verdict) or verdict.word in SETTLED or done >= limit:
        return None
    return min(2 * done, limit)


def repeats_note(case: Case, limit: int) -> str:
    """What more repeats could still do; "" when nothing is compared."""
    verdict = case.verdict
    if verdict.problem or _is_moot(verdict):
        return ""
    done, word = len(case.results.repeats), f"“{verdict.word}”"
    repeats = counted(done, "repeat")
    if verdict.word in SETTLED:
        return f"The answer after {repeats} is clear: {verdict.word}. More would hardly change it."
    if done >= limit:
        return (
            f"After {repeats}, the most this page runs, the answer is still {word}: "
            f"what is missing is rows, not repeats. {more(case)}"
        )
    shrink = 100 * (1 - narrower(case.results.n_splits, done, limit))
    return (
        f"After {repeats} the answer is {word}. More repeats even out the luck of how "
        f"the rows were cut; {limit} of them would make the interval about "
        f"{number(shrink, 0)} % narrower, because the rows stay the same."
    )


def _is_moot(verdict: Verdict) -> bool:
    """Every combination breaks a limit: however it compares, it will not be picked."""
    return bool(verdict.rival and verdict.candidate(verdict.rival).breaks)
