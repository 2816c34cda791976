"""The rule that turns measurements into a pick; every constant of it stands here.

1. The reference is the best single model, chosen inside each training fold.
2. What is believed of a candidate against the reference is the posterior of its gain: what the
   method gained on other data sets (`lib.verdict.elsewhere`), times what the folds say here. So a
   gain that is rare elsewhere needs more evidence here, and the luck of being the best of many is
   taken off. A combination that must equal another method by construction is no candidate.
3. The best single model is eligible when no candidate is better by more than the region of
   practical equivalence with a probability above `MAY_BE_BETTER`. A combination is eligible when it
   keeps up with the leader, the best mean: when it is not more likely than not that it is worse by
   more than the region. Part of a lead is luck, and which combination leads changes with it.
4. Is the best single model eligible, it is kept: nothing is simpler.
5. Otherwise the simplest eligible combination is picked that is better than the best single model
   by more than the region with a probability above `LIKELY`. Is no eligible one so clearly better
   (a leader may be ahead on average and vary a lot), it is the best of those that are.
6. Otherwise it is too close to call.

One strong model that was tuned with as many fits as the combinations cost (`equal_budget`) is a
candidate like them when it takes part: runs it alone as well as they do, it is the simpler pick, so
that no combination is praised for being bigger. Below `FEWEST_ROWS` rows nothing is said.

What matters to the visitor (`lib.cares`) comes in twice. A candidate that breaks a limit is
ruled out before step 2. And with weights, steps 4 and 5 give way to one: of the eligible candidates
the one with the lowest price is picked, the weighted geometric mean of how many times as much as
the cheapest of them it costs, equal where measuring again would part them anew; the best single
model wins a tie, then the simplest. A combination
not shown to be better than the best single model is still picked only if its price is lower, so
cheaper on what matters; otherwise it is too close to call. Where a limit rules the best single
model out, there is nothing simpler to fall back on, and the simplest eligible one is picked.

Simplest (`Candidate.simplicity`): fewest models to train for use, which are those that may run for
an answer (used in any fold) and, where models are made into one, those that it is made of; then
nothing to learn on top; then the earlier one in the list of methods. Never a measured time, which
varies from run to run, and never the mean: what keeps up is as good, so that a method more that is
neither better nor simpler changes nothing. That only one model runs is a reason where it matters to
the visitor, and then the price says so.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lib.cares import NO_WISH, Amounts, Measured, Priorities, costs_of
from lib.engine.results import MODEL, Results
from lib.scenario.edits import BY_HAND, TUNED
from lib.statistics.comparison import Comparison
from lib.statistics.metrics import METRICS
from lib.verdict.agreeing import rescued_and_broken
from lib.verdict.comparisons import guess_of, models_to_run, score_of, shrunk, versus
from lib.verdict.costs import broken_limits, priced
from lib.verdict.elsewhere import prior_of
from lib.verdict.facts import facts_of
from lib.verdict.records import Candidate, Outcome, Problem, Verdict, Word

SURE = 0.95
LIKELY = 0.60
MAY_BE_BETTER = 0.40
MORE_LIKELY_THAN_NOT = 0.50
FEWEST_ROWS = 30  # with fewer, a fold holds back a handful, and no interval of it means anything
FEW: Problem = "too few rows"
NOTHING: Problem = "nothing learned"
COMBINED = ("ensembling", "fusion")
OUTCOMES: dict[str, Outcome] = {
    "ensembling": "ensembling",
    "fusion": "fusion",
    "single": "tuned single",
}
REFERENCE = "best_single"


@dataclass(frozen=True, eq=False)
class _Contest:
    """What is compared with what. rope : half the region of practical equivalence, in points, as
    it is used. costs : of every method, by key. limits : as in `Priorities`. dataset : its key."""

    results: Results
    metric: str
    rope: float
    reference: str
    costs: Mapping[str, Mapping[str, float]]
    limits: Amounts
    dataset: str

    def breaks(self, key: str) -> tuple[str, ...]:
        """The limits that rule a method out."""
        return broken_limits(self.costs[key], self.limits)

    def believed(self, key: str) -> Comparison:
        """A method against the reference."""
        prior = prior_of(self.results.method(key), self.metric, self.dataset)
        return versus(self.results, key, self.reference, self.metric, self.rope, prior)


def recommend(
    results: Results,
    metric: str,
    rope: float,
    priorities: Priorities = NO_WISH,
    measured: Measured | None = None,
    dataset: str = "",
) -> Verdict:
    """The pick, or none, with everything it rests on.

    rope : half the region of practical equivalence, in points (0.01 for scores that are no
    percentage), as the visitor gave it; it shrinks where there is little to gain (`shrunk`).
    measured : costs that Results do not hold, see `costs_of`; without them they do not count.
    dataset : key of the data set, whose own record is no prior; "" for data without a record.
    """
    reference = _reference(results, metric)
    region = shrunk(results, reference, metric, rope)
    costs = costs_of(results, metric, measured or {})
    contest = _Contest(results, metric, region, reference, costs, priorities.limits, dataset)
    candidates = priced(_candidates(contest), priorities)
    problem = _problem(results, metric, candidates)
    is_open = problem in (FEW, NOTHING)
    outcome, pick = ("too close", None) if is_open else decide(candidates, reference)
    rival = _rival(candidates, reference, outcome)
    decisive = rival if pick is None or pick.key == reference else pick
    verdict = Verdict(
        rope=region,
        outcome=outcome,
        pick=pick.key if pick else None,
        word=decisive.word if decisive else "undecided",
        reference=reference,
        is_hindsight=reference != REFERENCE and len(results.members) > 1,
        rival=rival.key if rival else None,
        candidates=tuple(candidates),
        facts=facts_of(results, metric, region, reference, rival),
        tuned=TUNED if any(c.key == TUNED for c in candidates) else None,
        problem=problem,
    )
    return replace(verdict, against_tuned=_against_tuned(contest, verdict))


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


def _contenders(contest: _Contest) -> list[str]:
    """Keys of the reference and of what may be picked in its place, of those that have a score."""
    results, means = contest.results, contest.results.means(contest.metric)
    others = [m.key for m in results.methods if m.family in COMBINED or m.key == TUNED]
    fair = [key for key in others if key != BY_HAND]  # whose weights may be a peek at these rows
    keys = [contest.reference, *(fair or others)]
    return [key for key in keys if np.isfinite(means[results.positions[key]])]


def _problem(results: Results, metric: str, candidates: Sequence[Candidate]) -> Problem:
    if not candidates:
        return "no score"
    if all(candidate.breaks for candidate in candidates):
        return "all ruled out"
    if not any(candidate.family in COMBINED for candidate in candidates):
        return "no combination"
    if len(results.y) < FEWEST_ROWS:
        return FEW
    lead = METRICS[metric].gain(candidates[0].score.mean - guess_of(results, metric))
    return NOTHING if lead <= 0 and METRICS[metric].needs_columns else ""


def _rival(candidates: Sequence[Candidate], reference: str, outcome: Outcome) -> Candidate | None:
    """The combination most probably better; when it is too close to call, the doubt is about
    whoever is, the one strong model too. What breaks a limit comes last; of those about as probable
    the best mean."""
    rivals = [c for c in candidates if c.family in COMBINED]
    if outcome == "too close":
        rivals = [c for c in candidates if c.key != reference]

    def least_likely(candidate: Candidate) -> tuple[bool, float]:
        p = candidate.against_single.p_better
        return bool(candidate.breaks), -round(p, 2) if math.isfinite(p) else 1.0

    return min(rivals, key=least_likely, default=None)


def _against_tuned(contest: _Contest, verdict: Verdict) -> Comparison | None:
    """The combination that is argued for, against one strong model given as many fits."""
    if verdict.tuned is None or verdict.combination is None:
        return None
    return versus(contest.results, verdict.combination, verdict.tuned, contest.metric, contest.rope)


def _candidates(contest: _Contest) -> list[Candidate]:
    """Best mean first; none when the reference has no score. Ties: the simplest first."""
    results, keys = contest.results, _contenders(contest)
    if contest.reference not in keys:
        return []
    ranking = results.ranking(contest.metric, sorted(keys, key=lambda k: _simplicity(results, k)))
    fair = [key for key in ranking if not contest.breaks(key)]
    believed = {key: contest.believed(key) for key in ranking}
    leads = {key: _keeps_up(contest, key, [*fair, *ranking][0]) for key in ranking}
    rivals = [believed[key].p_better for key in fair if key != contest.reference]
    leads[contest.reference] = all(p <= MAY_BE_BETTER for p in rivals)
    return [_candidate(contest, key, believed[key], leads[key]) for key in ranking]


def _keeps_up(contest: _Contest, key: str, leader: str) -> bool:
    """leader : key of the best of those that no limit rules out."""
    if key == leader:
        return True
    against_leader = versus(contest.results, key, leader, contest.metric, contest.rope)
    return against_leader.p_worse <= MORE_LIKELY_THAN_NOT


def _candidate(
    contest: _Contest, key: str, against_single: Comparison, keeps_up: bool
) -> Candidate:
    results, metric = contest.results, contest.metric
    method, breaks = results.method(key), contest.breaks(key)
    rescued, broken = rescued_and_broken(results, key, contest.reference)
    trains, learns, place = _simplicity(results, key)
    return Candidate(
        key=key,
        title=method.title,
        short=method.short,
        family="single" if key == contest.reference else method.family,
        kind=method.kind,
        score=score_of(results, key, metric),
        against_single=against_single,
        word=word_of(against_single),
        is_eligible=keeps_up and not breaks,
        rescued=rescued,
        broken=broken,
        costs=contest.costs[key],
        breaks=breaks,
        way=method.way,
        runs=models_to_run(results, key),
        trains=trains,
        learns=learns,
        place=place,
    )


def decide(candidates: Sequence[Candidate], reference: str) -> tuple[Outcome, Candidate | None]:
    """Steps 4 to 6, or by price; `candidates` come best mean first, priced if anything weighs."""
    fair = [candidate for candidate in candidates if not candidate.breaks]
    eligible = [candidate for candidate in fair if candidate.is_eligible]
    single = next((candidate for candidate in fair if candidate.key == reference), None)
    better = [c for c in fair if c.against_single.p_better > LIKELY]
    if not eligible:
        return "too close", None
    if not math.isnan(eligible[0].price):
        pick = min(eligible, key=lambda c: (c.price, c is not single, c.simplicity))
        if single and pick is not single and pick not in better and pick.price >= single.price:
            return "too close", None
    elif single in eligible:
        pick = single
    elif single is None:
        pick = _simplest(eligible)
    elif better:
        pick = _simplest([c for c in better if c.is_eligible] or better[:1])
    else:
        return "too close", None
    return ("single" if pick is single else OUTCOMES[pick.family]), pick


def _simplest(candidates: Sequence[Candidate]) -> Candidate:
    return min(candidates, key=lambda candidate: candidate.simplicity)


def _simplicity(results: Results, key: str) -> tuple[int, bool, int]:
    """As `Candidate.simplicity`."""
    method, trains = results.method(key), models_to_run(results, key)
    if method.way == MODEL:
        trains += len(results.members)
    return trains, method.learns, results.positions[key]
