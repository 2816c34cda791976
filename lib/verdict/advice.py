"""When each way is the right one, with what this run measured for it."""

from dataclasses import dataclass

import numpy as np

from lib.verdict.case import Case
from lib.verdict.comparisons import is_right
from lib.verdict.phrases import interval, name
from lib.verdict.records import Candidate
from lib.words import capital, difference, direction, duration, in_sentence, models

VOTING = "Use voting if your models are about equally good and err on different rows."
STACKING = (
    "Use stacking or selection if some models deserve more trust than others, and there are enough "
    "rows to learn how much."
)
FUSION = (
    "Use fusion if each source holds a part of the answer, or one model must do the work of many."
)
KEEP = "Keep your best single model if one model has to be enough, or must be explained."


@dataclass(frozen=True)
class UseIf:
    """When one way is the right one. key : the method measured for it, None without any."""

    title: str
    sentence: str
    fact: str
    key: str | None


def use_if(case: Case) -> tuple[UseIf, ...]:
    """Voting, stacking, fusion and the best single model; nothing when there is a problem."""
    verdict = case.verdict
    if verdict.problem:
        return ()
    others = [c for c in verdict.candidates if c.key != verdict.reference]
    voting = [c for c in others if c.kind == "voting"]
    stacking = [c for c in others if c.kind in ("stacking", "selection")]
    fusion = [c for c in others if c.family == "fusion"]
    spread, rows = _spread(case), f"There are {len(case.results.y):,} rows to learn from."
    return (
        _use("Voting", VOTING, (spread, _covered(case), _best_of(case, voting)), voting),
        _use("Stacking or selection", STACKING, (spread, rows, _best_of(case, stacking)), stacking),
        _use("Fusion", FUSION, (_best_of(case, fusion),), fusion),
        _keep_single(case),
    )


def _use(title: str, sentence: str, facts: tuple[str, ...], found: list[Candidate]) -> UseIf:
    key = found[0].key if found else None
    return UseIf(title, sentence, " ".join(filter(None, facts)), key)


def _best_of(case: Case, found: list[Candidate]) -> str:
    """What the best of them scores here."""
    if not found:
        return "It was not compared here."
    best, gain, metric = found[0], found[0].against_single, case.scenario.metric
    return (
        f"Here {in_sentence(best.title)} scores {case.metric.format(best.score.mean)}, "
        f"{direction(gain.mean)} than your best single model by {difference(metric, gain.mean)} "
        f"({interval(gain, metric)}): {best.word}."
    )


def _keep_single(case: Case) -> UseIf:
    single = case.verdict.candidate(case.verdict.reference)
    fact = (
        f"{capital(name(case, single.key))} scores {case.metric.format(single.score.mean)}, runs "
        f"{models(single.runs)} and answers a row in {duration(single.costs['latency'])}."
    )
    return UseIf("Best single model", KEEP, fact, single.key)


def _spread(case: Case) -> str:
    """How far apart the models are on their own."""
    results, show = case.results, case.metric.format
    scores = results.means(case.scenario.metric)[[results.positions[k] for k in results.members]]
    scores = np.sort(scores[np.isfinite(scores)])
    if len(scores) < 2:
        return ""
    return f"Your {len(scores)} models score {show(scores[0])} to {show(scores[-1])} alone."


def _covered(case: Case) -> str:
    """Of the rows that the best single model gets wrong, how many another model gets right."""
    results = case.results
    wrong = ~is_right(results, case.verdict.reference)
    if not wrong.any():
        return ""
    others = np.any([is_right(results, key) for key in results.members], axis=0)
    share = 100 * others[wrong].mean()
    return f"For {share:.0f} % of the best one's mistakes, another model has the right answer."
