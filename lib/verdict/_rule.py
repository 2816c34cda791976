"""The rule that turns measurements into a pick; every constant of it stands here.

1. The reference is the best single model, chosen inside each training fold.
2. The leader is the candidate with the best mean: the reference, or a combination. A combination
   that must equal another method by construction is no candidate of its own.
3. A candidate is eligible when it is worse than the leader by more than the region of practical
   equivalence with a probability of at most `MAY_BE_WORSE`.
4. Is the best single model eligible, it is kept: nothing is simpler.
5. Otherwise the cheapest eligible combination is picked that is better than the best single model
   by more than the region with a probability above `LIKELY`. Is no eligible one so clearly better
   (a leader may be ahead on average and vary a lot), it is the best of those that are.
6. Otherwise it is too close to call.

Cheapest: fewest models run for an answer; among these, those about as fast as the fastest; among
these, the best mean. Times are measured, so they vary from run to run: small differences between
them must not decide, or the same link would not give the same pick.
"""

import numpy as np

from lib.metrics import METRICS
from lib.results import Results
from lib.statistics import Comparison, rows_to_settle, smallest_difference
from lib.verdict._evidence import (
    disagreement,
    rescued_and_broken,
    same_answers,
    score_of,
    versus,
)
from lib.verdict._records import Candidate, Facts, Outcome, Problem, Verdict, Word

SURE = 0.95
LIKELY = 0.80
MAY_BE_WORSE = 0.10
ABOUT_AS_FAST = 1.5  # times the fastest
REFERENCE = "best_single"


def recommend(results: Results, metric: str, rope: float) -> Verdict:
    """The pick, or none, with everything it rests on.

    rope : half the region of practical equivalence, in points (0.01 for scores that are no
    percentage).
    """
    reference = _reference(results, metric)
    duplicates = tuple(
        (key, original)
        for key in results.combinations
        if (original := same_answers(results, key)) != key
    )
    known = set(results.combinations) - dict(duplicates).keys()
    defined = np.isfinite(results.means(metric))
    keys = [k for k in (reference, *results.combinations) if k in known | {reference}]
    keys = [k for k in keys if defined[results.positions[k]]]
    candidates = _candidates(results, keys, reference, (metric, rope))
    rival = next((c for c in candidates if c.key != reference), None)
    outcome, pick = _decide(candidates, reference)
    decisive = rival if pick is None or pick.key == reference else pick
    return Verdict(
        metric=metric,
        rope=rope,
        outcome=outcome,
        pick=pick.key if pick else None,
        word=decisive.word if decisive else "undecided",
        reference=reference,
        is_hindsight=reference != REFERENCE and len(results.members) > 1,
        rival=rival.key if rival else None,
        candidates=tuple(candidates),
        duplicates=duplicates,
        facts=_facts(results, candidates, reference, metric),
        problem=_problem(reference in keys, rival is not None),
    )


def word_of(comparison: Comparison) -> Word:
    """The posterior in a word. What is not known is undecided."""
    if comparison.p_better > SURE:
        return "practically better"
    if comparison.p_better > LIKELY:
        return "likely better"
    if comparison.p_equivalent > SURE:
        return "practically equivalent"
    return "worse" if comparison.p_worse > LIKELY else "undecided"


def _reference(results: Results, metric: str) -> str:
    """The best single model; without it the best member, which is a choice in hindsight."""
    if REFERENCE in results.positions:
        return REFERENCE
    return results.ranking(metric, results.members)[0]


def _problem(has_score: bool, has_rival: bool) -> Problem:
    if not has_score:
        return "no score"
    return "" if has_rival else "no combination"


def _candidates(
    results: Results, keys: list[str], reference: str, question: tuple[str, float]
) -> list[Candidate]:
    """Best mean first; none when the reference has no score. Ties: fewest models first."""
    if reference not in keys:
        return []
    metric, rope = question
    costs = results.costs()
    cheapest_first = sorted(keys, key=lambda key: costs.models[results.positions[key]])
    ranking = results.ranking(metric, cheapest_first)
    found = []
    for key in ranking:
        method, i = results.method(key), results.positions[key]
        against_single = versus(results, key, reference, metric, rope)
        against_leader = versus(results, key, ranking[0], metric, rope)
        rescued, broken = rescued_and_broken(results, key, reference)
        found.append(
            Candidate(
                key=key,
                title=method.title,
                short=method.short,
                family="single" if key == reference else method.family,
                kind=method.kind,
                score=score_of(results, key, metric),
                against_single=against_single,
                against_leader=against_leader,
                word=word_of(against_single),
                is_eligible=key == ranking[0] or against_leader.p_worse <= MAY_BE_WORSE,
                rescued=rescued,
                broken=broken,
                models=float(costs.models[i]),
                fit_seconds=float(costs.fit_seconds[i]),
                predict_seconds=float(costs.predict_seconds[i]),
                size_bytes=float(costs.size_bytes[i]),
            )
        )
    return found


def _decide(candidates: list[Candidate], reference: str) -> tuple[Outcome, Candidate | None]:
    """Steps 4 to 6; `candidates` come best mean first."""
    eligible = [candidate for candidate in candidates if candidate.is_eligible]
    for candidate in eligible:
        if candidate.key == reference:
            return "single", candidate
    better = [c for c in candidates if c.against_single.p_better > LIKELY]
    if not better:
        return "too close", None
    pick = _cheapest([c for c in better if c.is_eligible] or better[:1])
    return ("fusion" if pick.family == "fusion" else "ensembling"), pick


def _cheapest(candidates: list[Candidate]) -> Candidate:
    fewest = min(round(c.models, 1) for c in candidates)
    candidates = [c for c in candidates if round(c.models, 1) == fewest]
    fastest = min(c.predict_seconds for c in candidates)
    return next(c for c in candidates if c.predict_seconds <= ABOUT_AS_FAST * fastest)


def _facts(results: Results, candidates: list[Candidate], reference: str, metric: str) -> Facts:
    n_members = len(results.members)
    usage = np.mean([r.usage[results.positions[reference]] for r in results.repeats], axis=0)
    rival = next((c for c in candidates if c.key != reference), None)
    differing = disagreement(results, rival.key, reference) if rival else float("nan")
    comparison = rival.against_single if rival else None
    return Facts(
        n_rows=len(results.y),
        n_splits=results.n_splits,
        n_repeats=len(results.repeats),
        n_candidates=len(candidates),
        n_members=n_members,
        single_title=results.favourite_member(reference).title,
        single_share=float(usage[:n_members].max()),
        disagreement=differing,
        smallest_difference=_smallest(results, comparison, differing, metric),
        rows_to_settle=rows_to_settle(comparison, len(results.y)) if comparison else float("nan"),
    )


def _smallest(
    results: Results, comparison: Comparison | None, differing: float, metric: str
) -> float:
    """Half the interval as measured; for accuracy at least what counting rows allows."""
    if comparison is None or not comparison.is_known:
        return float("nan")
    if metric != "accuracy":
        return comparison.half_width
    share = smallest_difference(differing, len(results.y), results.n_splits, len(results.repeats))
    return max(comparison.half_width, float(METRICS[metric].gain(share)))
