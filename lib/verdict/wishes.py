"""A verdict that follows the visitor's priorities, in sentences, and the three steps of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from lib import cares
from lib.verdict.case import Case
from lib.verdict.costs import over, touched_limits
from lib.verdict.phrases import name, rope_text
from lib.verdict.records import Candidate
from lib.verdict.rule import MAY_BE_BETTER
from lib.words import capital, chance, difference, in_sentence, listed, models

ALL_RULED_OUT = "all ruled out"
EXAMPLES = 3  # named in a sentence; the table has the rest


@dataclass(frozen=True)
class Step:
    """One step of the rule: what it does, and whom it leaves. keys : of those that are left."""

    title: str
    sentence: str
    keys: tuple[str, ...]


def is_wished(case: Case) -> bool:
    """The visitor's priorities had a say in it."""
    problem = case.verdict.problem
    return problem == ALL_RULED_OUT or bool(case.scenario.priorities and not problem)


def limit_words(limit: str, most: float) -> str:
    """
    >>> limit_words("size_kb", 1000), limit_words("models", 1)
    ('1 MB', '1 model')
    """
    asked = cares.limits()[limit]
    return cares.entries()[asked.care].format(most * asked.unit, "accuracy")


def broken(case: Case, candidate: Candidate) -> str:
    """By what fact a limit rules a candidate out: "5 models, allowed: 1 model"."""
    costs, most = candidate.costs, dict(case.scenario.at_most)
    facts = []
    for limit in candidate.breaks:
        care, known = cares.limits()[limit].care, "not measured"
        if care in costs:
            known = _with_beside(case, costs, care)
        facts.append(f"{known}, allowed: {limit_words(limit, most[limit])}")
    return "; ".join(facts)


def _with_beside(case: Case, costs: Mapping[str, float], care: str) -> str:
    """An amount, with the other one that is told with it: "4 ms for one row (20 µs in a batch)"."""
    told, beside = cares.entries()[care].format, cares.entries()[care].beside
    also = f" ({cares.entries()[beside].format(costs[beside], '')})" if beside in costs else ""
    return f"{told(costs[care], case.scenario.metric)}{also}"


def steps(case: Case) -> tuple[Step, ...]:
    """How the pick was made: ruled out, not practically worse, costs least."""
    verdict = case.verdict
    if verdict.problem not in ("", ALL_RULED_OUT):
        return ()
    fair = tuple(c.key for c in verdict.candidates if not c.breaks)
    ruled_out = Step("What keeps your limits", _ruled_out(case), fair)
    if verdict.leader is None:
        return (ruled_out,)
    eligible = tuple(c.key for c in verdict.candidates if c.is_eligible)
    pick = (verdict.pick,) if verdict.pick else ()
    weighs = bool(case.scenario.priorities.weights)
    return (
        ruled_out,
        Step("What may be as good as the best", _keeping_up(case, verdict.leader), eligible),
        Step("What costs least" if weighs else "What is simplest", least(case), pick),
    )


def wished_why(case: Case) -> str:
    """One sentence: what decided."""
    if case.verdict.problem == ALL_RULED_OUT:
        return _nearest(case)
    fair, keeping, least = steps(case)
    n, n_fair, n_keeping = len(case.verdict.candidates), len(fair.keys), len(keeping.keys)
    if n_fair == 1 < n:
        return f"Of {n} candidates, only one keeps your limits: {name(case, fair.keys[0])}."
    are = "is" if n_keeping == 1 else "are"
    if n_fair < n:
        return (
            f"Of {n} candidates, {n_fair} keep your limits and {n_keeping} {are} not practically "
            f"worse than the best. {least.sentence}"
        )
    return (
        f"Of {n} candidates, {n_keeping} {are} not practically worse than the best. "
        f"{least.sentence}"
    )


def wished_bottom_line(case: Case) -> str:
    """What to do."""
    if case.verdict.problem == ALL_RULED_OUT:
        return "Loosen a limit, or choose smaller, quicker or fewer models."
    return " ".join(filter(None, [_advice(case), _given_up(case)]))


def _advice(case: Case) -> str:
    verdict = case.verdict
    single = in_sentence(verdict.facts.single_title)
    if verdict.pick is None:
        return f"Keep {single}, the simplest choice, until there is more evidence."
    if verdict.pick == verdict.reference:
        return f"Keep {single}: for what matters to you, nothing that may be as good costs less."
    pick = verdict.candidate(verdict.pick)
    who, runs = name(case, pick.key), models(pick.runs)
    if verdict.candidate(verdict.reference).breaks:
        return f"Use {who}, which runs {runs}: {single} alone breaks one of your limits."
    if pick.word in ("practically better", "likely better"):
        return f"Use {who}, which runs {runs} and is {pick.word} than {single} alone."
    return (
        f"Use {who}, which runs {runs}, because it costs less on what matters to you; that it is "
        f"better than {single} by more than {rope_text(case)} is not shown (probability "
        f"{chance(pick.against_single.p_better)})."
    )


def _given_up(case: Case) -> str:
    """What the limits cost; "" when they do not rule out the best mean."""
    best, leader = case.verdict.candidates[0], case.verdict.leader
    if leader is None or not best.breaks:
        return ""
    gap = float(case.metric.gain(best.score.mean - leader.score.mean))
    return (
        f"Your limits rule out {name(case, best.key)}, whose mean is "
        f"{difference(case.scenario.metric, gap)} better than that of the best they leave."
    )


def _ruled_out(case: Case) -> str:
    verdict = case.verdict
    out = [candidate for candidate in verdict.candidates if candidate.breaks]
    n = len(verdict.candidates)
    if not case.scenario.at_most:
        return f"You set no limit, so all {n} candidates are in."
    near = _about_at_a_limit(case)
    if not out:
        return f"All {n} candidates keep your limits.{near}"
    told = [f"{name(case, c.key)} ({broken(case, c)})" for c in out[:EXAMPLES]]
    if len(out) > EXAMPLES:
        told.append(f"and {len(out) - EXAMPLES} more, each with its fact in the table")
    return f"Ruled out by a limit, {len(out)} of {n}: {'; '.join(told)}.{near}"


def _about_at_a_limit(case: Case) -> str:
    """Whoever is a little over a limit that no measurement could be held to; "" for none."""
    told = [
        f"{name(case, each.key)} ({_with_beside(case, each.costs, cares.limits()[limit].care)})"
        for each in case.verdict.candidates
        for limit in touched_limits(each.costs, case.scenario.at_most)
    ]
    if not told:
        return ""
    return f" About at a limit, and kept because measuring again may say otherwise: {listed(told)}."


def _keeping_up(case: Case, leader: Candidate) -> str:
    inside = [c for c in case.verdict.candidates if c.is_eligible]
    score, who = case.metric.format(leader.score.mean), capital(name(case, leader.key))
    others = [name(case, c.key) for c in inside if c is not leader]
    with_it = f"Perhaps as good: {', '.join(others)}." if others else "Nothing else is as good."
    return (
        f"{who} has the best mean, {score}. A combination may be as good when it is at most "
        f"{rope_text(case)} behind; your best single model, unless a combination is better by more "
        f"than that with a probability over {chance(MAY_BE_BETTER)}. {with_it}"
    )


def least(case: Case) -> str:
    """What decided among those that may be as good."""
    verdict, metric = case.verdict, case.scenario.metric
    if verdict.pick is None:
        return (
            "None of these is shown to be better than your best single model, or cheaper on what "
            "matters to you, so there is no clear pick."
        )
    pick = verdict.candidate(verdict.pick)
    who = capital(name(case, pick.key))
    weighed = {care: cares.entries()[care] for care, _ in case.scenario.priorities.ordered.weights}
    if not weighed:
        return (
            f"{who} is the simplest of these: it runs {models(pick.runs)}"
            f"{'' if pick.learns else ' and has nothing to learn on top'}."
        )
    costs = pick.costs
    facts = [care.format(costs[key], metric) for key, care in weighed.items() if key in costs]
    found = (
        f"{who} costs least, weighed over {listed([care.phrase for care in weighed.values()])}: "
        f"{', '.join(facts)}."
    )
    missing = [care.label.lower() for key, care in weighed.items() if key not in costs]
    return f"{found} Not measured, so not counted: {', '.join(missing)}." if missing else found


def _nearest(case: Case) -> str:
    """All ruled out: which limit would have to give, and how far."""
    least = min(case.verdict.candidates, key=lambda candidate: _excess(case, candidate))
    return (
        f"Closest to your limits comes {name(case, least.key)}, with "
        f"{broken(case, least)}. Nothing is recommended that you have ruled out."
    )


def _excess(case: Case, candidate: Candidate) -> tuple[int, float]:
    """How many limits it breaks, and how many times over they are, multiplied."""
    most = dict(case.scenario.at_most)
    times = [over(candidate.costs, name, most[name]) for name in candidate.breaks]
    return len(times), math.prod(times)
