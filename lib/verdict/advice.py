"""When each of the four ways is the right one, in terms of these data and with its score here."""

from dataclasses import dataclass, replace

import numpy as np

from lib.engine.results import MODEL, ONE, SOURCES, STACK, VOTE
from lib.verdict.because import only_together
from lib.verdict.case import Case
from lib.verdict.phrases import argued, both, gain_expected, sources
from lib.verdict.records import Candidate
from lib.words import difference, spelled, whole

EVEN = 3.0  # points, or hundredths: models this close to each other are about as good
IN_A_WORD = {
    "practically better": "better than one model by more than luck",
    "likely better": "likely better than one model",
    "practically equivalent": "as good as one model",
    "undecided": "no better than chance allows",
    "worse": "worse than one model",
}


@dataclass(frozen=True)
class UseIf:
    """When one way is the right one. way : one of "one", "vote", "stack", "fuse". fact : the score
    of its best method here, and how that stands. key : of that method, None without any."""

    way: str
    title: str
    sentence: str
    fact: str
    key: str | None
    is_advised: bool


def use_if(case: Case) -> tuple[UseIf, ...]:
    """One model, vote, stack and fuse; nothing when there is a problem."""
    if case.verdict.problem:
        return ()
    fuse = (SOURCES, MODEL) if sources(case) > 1 else (MODEL, SOURCES)
    return (
        _use(case, "One model", _one(case), (ONE,)),
        _use(case, "Vote", _vote(case), (VOTE,)),
        _use(case, "Stack", _stack(case), (STACK,)),
        replace(fused := _use(case, "Fuse", "", fuse), sentence=_fuse(case, fused)),
    )


def _use(case: Case, title: str, sentence: str, ways: tuple[str, ...]) -> UseIf:
    """With the method that is advised if it is of this way, else the best of the first way that
    took part."""
    verdict = case.verdict
    is_advised = verdict.way in ways
    found = [c for way in ways for c in verdict.candidates if c.way == way]
    best = verdict.candidate(verdict.pick) if is_advised and verdict.pick else None
    if ways == (ONE,):
        best = best or verdict.candidate(verdict.reference)
    best = best or next(iter(found), None)
    way = title.split(" ")[0].lower()
    key = best.key if best else None
    return UseIf(way, f"{title} if …", sentence, _fact(case, best), key, is_advised)


def _fact(case: Case, best: Candidate | None) -> str:
    """ "Soft vote: 74.3 %, better than one model by more than luck" """
    if best is None:
        return "It was not compared here."
    score = case.metric.format(best.score.mean)
    if best.key == case.verdict.reference:
        return f"{case.verdict.facts.single_title}: {score}"
    return f"{best.title}: {score}, {IN_A_WORD[best.word]}"


def _one(case: Case) -> str:
    verdict = case.verdict
    if verdict.outcome == "tuned single":
        return "you can tune one as long as several take to train. Here that is as good."
    if verdict.decision == "don't":
        return "nothing that runs more is better. Here nothing is."
    if verdict.decision == "too close":
        return "you want proof before you run more. Here there is none yet."
    pick, gain = argued(case), gain_expected(case, verdict.pick or "")
    n = whole(gain)
    worth = difference(case.scenario.metric, gain)
    if case.scenario.metric == "accuracy" and n:
        worth = f"{n} answers in 100" if n > 1 else "one answer in 100"
    more = pick.runs - verdict.candidate(verdict.reference).runs
    costs = f"running {spelled(more)} more model{'s' * (more > 1)}"
    return f"{worth} more matter less to you than {costs if more > 0 else 'training the others'}."


def _vote(case: Case) -> str:
    results, metric = case.results, case.scenario.metric
    scores = results.means(metric)[[results.positions[key] for key in results.members]]
    scores = np.sort(scores[np.isfinite(scores)])
    told = "your models are about as good as each other."
    if len(scores) < 2:
        return told
    low, high = (case.metric.format(score) for score in (scores[0], scores[-1]))
    are = (
        "are" if abs(float(case.metric.gain(scores[-1] - scores[0]))) <= _points(case) else "differ"
    )
    return f"{told} Here they {are}: {low} to {high} alone."


def _points(case: Case) -> float:
    return EVEN if case.metric.as_percent else EVEN / 100


def _stack(case: Case) -> str:
    rows = f"{len(case.results.y):,}"
    return (
        f"some models deserve more trust, and there are rows to learn whom. Here there are {rows}."
    )


def _fuse(case: Case, fused: UseIf) -> str:
    """About sources, or about one model of many, whichever stands for fusion here."""
    n = sources(case)
    if n < 2 or (fused.key and case.verdict.candidate(fused.key).way == MODEL):
        return "only one model may run for an answer, but is to know what all know."
    told = "each source knows a part of the answer."
    if only_together(case):
        return f"{told} Here only {both(n)} together tell."
    return f"{told} Here there are {spelled(n)}."
