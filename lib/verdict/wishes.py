"""A verdict that follows the visitor's priorities, in sentences, and the three steps of it."""

import math
from dataclasses import dataclass

from lib.cares.priorities import CARES, LIMITS, in_care_order, named
from lib.engine.results import Results
from lib.metrics import METRICS
from lib.verdict.phrases import interval, name, rope_text
from lib.verdict.records import Candidate, Verdict
from lib.verdict.rule import MAY_BE_WORSE
from lib.words import capital, chance, difference, duration, in_sentence, models, size

ALL_RULED_OUT = "all ruled out"
EXAMPLES = 3  # named in a sentence; the table has the rest


@dataclass(frozen=True)
class Step:
    """One step of the rule: what it does, and whom it leaves. keys : of those that are left."""

    title: str
    sentence: str
    keys: tuple[str, ...]


def amount(care: str, value: float, metric: str) -> str:
    """A cost as it is written in a sentence.

    >>> amount("latency", 0.00031, "accuracy"), amount("explain", 6.0, "accuracy")
    ('310 µs a row', '6 parts to follow')
    """
    percent = METRICS[metric].as_percent
    written = {
        "score": f"{100 * value:.1f} points from perfect"
        if percent
        else f"an error of {value:.3f}",
        "calibration": f"a calibration error of {value:.3f}",
        "latency": f"{duration(value)} a row",
        "size": size(value),
        "training": f"{duration(value)} of training",
        "models": models(value),
        "explain": f"{value:.0f} part{'' if round(value) == 1 else 's'} to follow",
        "robust": f"{100 * max(value, 0):.1f} % of the score lost to noise",
    }
    return written[care]


def limit_words(limit: str, most: float) -> str:
    """
    >>> limit_words("size_kb", 1000), limit_words("models", 1)
    ('1 MB', '1 model')
    """
    return amount(LIMITS[limit].care, most * LIMITS[limit].unit, "accuracy")


def broken(candidate: Candidate, verdict: Verdict) -> str:
    """By what fact a limit rules a candidate out: "5 models where at most 1 is allowed"."""
    costs, most = dict(candidate.costs), dict(verdict.priorities.limits)
    facts = []
    for limit in candidate.breaks:
        care = LIMITS[limit].care
        known = amount(care, costs[care], verdict.metric) if care in costs else "not measured"
        facts.append(f"{known}, allowed: {limit_words(limit, most[limit])}")
    return "; ".join(facts)


def steps(results: Results, verdict: Verdict) -> tuple[Step, ...]:
    """How the pick was made: ruled out, not practically worse, costs least."""
    if verdict.problem not in ("", ALL_RULED_OUT):
        return ()
    fair = [c for c in verdict.candidates if not c.breaks]
    eligible = [c for c in fair if c.is_eligible]
    found = [Step("What keeps your limits", _ruled_out(results, verdict), _keys(fair))]
    if fair:
        found.append(
            Step("What keeps up with the best", _keeping_up(results, verdict), _keys(eligible))
        )
        pick = [c for c in eligible if c.key == verdict.pick] or [
            c for c in fair if c.key == verdict.pick
        ]
        found.append(Step("What costs least", _least(results, verdict), _keys(pick)))
    return tuple(found)


def wished_headline(results: Results, verdict: Verdict) -> str:
    """One sentence for a pick that followed priorities, or that limits left none."""
    if verdict.pick is None:
        n = len(verdict.candidates)
        return f"No pick: each of the {n} candidates breaks a limit you set."
    pick, metric = verdict.candidate(verdict.pick), verdict.metric
    score = METRICS[metric].format(pick.score.mean)
    who = capital(name(results, verdict, pick.key))
    if pick.key == verdict.reference:
        return f"{who}, your best single model, fits what matters to you best: it scores {score}."
    gain = pick.against_single
    where = "ahead of" if gain.mean >= 0 else "behind"
    return (
        f"{who} fits what matters to you best: it scores {score}, {difference(metric, gain.mean)} "
        f"{where} your best single model ({interval(gain, metric)})."
    )


def wished_why(results: Results, verdict: Verdict) -> str:
    """One sentence: what decided."""
    if verdict.problem == ALL_RULED_OUT:
        return _nearest(results, verdict)
    found = steps(results, verdict)
    n, n_fair = len(verdict.candidates), len(found[0].keys)
    if n_fair == 1 < n:
        only = name(results, verdict, found[0].keys[0])
        return f"Of {n} candidates, only one keeps your limits: {only}."
    keeping = len(found[1].keys)
    keep = f"{n_fair} keep{'s' if n_fair == 1 else ''} your limits"
    start = f"Of {n} candidates, {keep}" if n_fair < n else f"Of {n} candidates"
    middle = f"{keeping} {'is' if keeping == 1 else 'are'} not practically worse than the best"
    join = " and " if n_fair < n else ", "
    return f"{start}{join}{middle}. {found[2].sentence}"


def wished_bottom_line(results: Results, verdict: Verdict) -> str:
    """What to do."""
    if verdict.problem == ALL_RULED_OUT:
        return "Loosen a limit, or choose smaller, quicker or fewer models."
    return _advice(results, verdict) + _given_up(results, verdict)


def _advice(results: Results, verdict: Verdict) -> str:
    single = in_sentence(verdict.facts.single_title)
    if verdict.pick is None:
        return f"Keep {single}, the simplest choice, until there is more evidence."
    if verdict.pick == verdict.reference:
        return f"Keep {single}: for what matters to you, nothing that keeps up with it costs less."
    pick = verdict.candidate(verdict.pick)
    use = f"Use {name(results, verdict, pick.key)}, which runs {models(pick.models)}"
    if verdict.candidate(verdict.reference).breaks:
        return f"{use}: {single} alone breaks one of your limits."
    gain = pick.against_single
    if pick.word in ("practically better", "likely better"):
        return f"{use} and is {pick.word} than {single} alone."
    return (
        f"{use}, because it costs less on what matters to you; that it is better than {single} by "
        f"more than {rope_text(verdict)} is not shown (probability {chance(gain.p_better)})."
    )


def _given_up(results: Results, verdict: Verdict) -> str:
    """What the limits cost; "" when they do not rule out the best mean."""
    best, leader, metric = verdict.candidates[0], verdict.leader, verdict.metric
    if leader is None or not best.breaks:
        return ""
    gap = float(METRICS[metric].gain(best.score.mean - leader.score.mean))
    return (
        f" Your limits rule out {name(results, verdict, best.key)}, whose mean is "
        f"{difference(metric, gap)} better than that of the best they leave."
    )


def _keys(candidates: list[Candidate]) -> tuple[str, ...]:
    return tuple(candidate.key for candidate in candidates)


def _ruled_out(results: Results, verdict: Verdict) -> str:
    out = [candidate for candidate in verdict.candidates if candidate.breaks]
    n = len(verdict.candidates)
    if not verdict.priorities.limits:
        return f"You set no limit, so all {n} candidates are in."
    if not out:
        return f"All {n} candidates keep your limits."
    named = [f"{name(results, verdict, c.key)} ({broken(c, verdict)})" for c in out[:EXAMPLES]]
    if len(out) > EXAMPLES:
        named.append(f"and {len(out) - EXAMPLES} more, each with its fact in the table")
    return f"Ruled out by a limit, {len(out)} of {n}: {'; '.join(named)}."


def _keeping_up(results: Results, verdict: Verdict) -> str:
    leader = verdict.leader
    if leader is None:
        return ""
    fair = [c for c in verdict.candidates if not c.breaks]
    inside = [c for c in fair if c.is_eligible]
    score = METRICS[verdict.metric].format(leader.score.mean)
    who = capital(name(results, verdict, leader.key))
    others = [name(results, verdict, c.key) for c in inside if c is not leader]
    with_it = f"Keeping up with it: {', '.join(others)}." if others else "Nothing keeps up with it."
    return (
        f"{who} has the best mean, {score}. A method keeps up unless it is worse by more than "
        f"{rope_text(verdict)} with a probability over {chance(MAY_BE_WORSE)}. {with_it}"
    )


def _least(results: Results, verdict: Verdict) -> str:
    if verdict.pick is None:
        return (
            "None of these is shown to be better than your best single model, or cheaper on what "
            "matters to you, so there is no clear pick."
        )
    pick = verdict.candidate(verdict.pick)
    who = capital(name(results, verdict, pick.key))
    weights = in_care_order(verdict.priorities.weights)
    if not weights:
        what = (
            f"it runs {models(pick.models)} and answers a row in {duration(pick.predict_seconds)}"
        )
        return f"{who} is the simplest of these: {what}."
    costs = dict(pick.costs)
    facts = [amount(c, costs[c], verdict.metric) for c, _ in weights if c in costs]
    missing = [CARES[c].label.lower() for c, _ in weights if c not in costs]
    rest = f" Not measured, so not counted: {', '.join(missing)}." if missing else ""
    heaviest = named([care for care, _ in weights])
    return f"{who} costs least, weighed over {heaviest}: {', '.join(facts)}.{rest}"


def _nearest(results: Results, verdict: Verdict) -> str:
    """All ruled out: which limit would have to give, and how far."""
    least = min(verdict.candidates, key=lambda candidate: _excess(candidate, verdict))
    return (
        f"Closest to your limits comes {name(results, verdict, least.key)}, with "
        f"{broken(least, verdict)}. Nothing is recommended that you have ruled out."
    )


def _excess(candidate: Candidate, verdict: Verdict) -> tuple[int, float]:
    """How many limits it breaks, and how many times over they are, multiplied."""
    costs, most = dict(candidate.costs), dict(verdict.priorities.limits)
    over = [
        costs.get(LIMITS[name].care, math.inf) / (most[name] * LIMITS[name].unit)
        for name in candidate.breaks
    ]
    return len(over), math.prod(over)
