"""What the first screen says: a headline for people, and one line of numbers and reasons."""

from lib.engine.results import MODEL, ONE, SOURCES, STACK, VOTE
from lib.verdict.because import apart_and_together, only_together, reason
from lib.verdict.case import Case
from lib.verdict.phrases import (
    argued,
    both,
    gain_expected,
    gain_shown,
    more_of_100,
    sign_interval,
    sources,
)
from lib.verdict.records import Candidate
from lib.verdict.sentences import bottom_line, is_alone, problem_told, trials
from lib.words import capital, score_name, signed, spelled, whole

WAY_NAMES = {ONE: "One model", VOTE: "Vote", STACK: "Stack", SOURCES: "Fuse", MODEL: "Fuse"}
POOL = "log_linear_pool"  # what stands for fusion of sources


def explore_headline(case: Case) -> str:
    """What happened, for whoever sees it for the first time: at most 95 letters."""
    verdict, things = case.verdict, case.entry.things
    if is_alone(case):
        return problem_told(case)
    best = argued(case)
    if verdict.decision != "combine" and only_together(case) and case.metric.as_percent:
        score = verdict.candidate(verdict.reference).score.mean
        return (
            f"Only {both(sources(case))} sources together tell: one model of all has "
            f"{case.metric.format(score)} right."
        )
    if verdict.pick is None:
        if case.scenario.metric == "accuracy":
            return f"Too close to call: one model may do as well with these {things} as several."
        return "Too close to call: one model may do as well here as several together."
    if verdict.pick == verdict.reference:
        score = verdict.candidate(verdict.pick).score.mean
        alone = f"{score_name(case.scenario.metric)} {case.metric.format(score)}"
        if case.scenario.metric == "accuracy":
            alone = f"{100 * score:.0f} of 100 {things} right"
            little = "too little" if whole(gain_expected(case, best.key)) > 0 else "nothing"
            return f"Combining brings {little} here: one model gets {alone}."
        return f"Combining brings nothing here: one model alone has {alone}."
    gain = more_of_100(case, gain_expected(case, best.key))
    n = case.n_voters
    who, than = {
        ONE: ("One strong model, tuned longer,", "the best of yours"),
        VOTE: (f"{spelled(best.runs)} models together", "the best of them alone"),
        STACK: (f"{spelled(n)} models and one that weighs them", "the best alone"),
        SOURCES: (f"Fused, {spelled(sources(case))} sources", "one model of everything"),
        MODEL: (
            f"A small model taught by {f'all {spelled(n)}' if n > 1 else 'yours'}"
            if best.kind == "knowledge"
            else f"{spelled(n)} models merged into one",
            "the best of them" if n > 1 else "yours",
        ),
    }[best.way]
    is_one = best.way == ONE or best.kind == "knowledge"
    return f"{capital(who)} {'gets' if is_one else 'get'} {gain} than {than}."


def explore_why(case: Case) -> str:
    """One line: the method, its gain and interval, and why in terms of these data."""
    if is_alone(case):
        return bottom_line(case)
    if case.verdict.decision != "combine" and (told := apart_and_together(case)):
        return capital(told)
    best, counting = argued(case), ""
    if len(case.results.repeats) < case.scenario.repeats:
        counting = f" so far, {trials(case)}"
    metric = case.scenario.metric
    unit = " points" if case.metric.as_percent else f" by {score_name(metric)}"
    here, new = (signed(metric, gain(case, best.key)) for gain in (gain_shown, gain_expected))
    things = case.entry.things
    told = f"{WAY_NAMES[best.way]}: {here}{unit} in these trials; expect {new} on new {things}"
    evidence = f"({sign_interval(best.against_single, metric, 'likely')}{counting})"
    return f"{told} {evidence}. {reason(case)}{_of_sources(case, best)}"


def _of_sources(case: Case, best: Candidate) -> str:
    """What fusing sources brings where something else is argued for; "" where there are none."""
    fused = next((c for c in case.verdict.candidates if c.key == POOL), None)
    if fused is None or best.way in (SOURCES, MODEL) or only_together(case):
        return ""
    unit = " points" if case.metric.as_percent else ""
    gain = gain_shown(case, POOL)
    gained = f"{signed(case.scenario.metric, gain)}{unit}"
    if gain > 0:
        return f" Fusing the sources helps too ({gained})."
    return f" Fusing the sources does not help ({gained}): each model sees only its part."
