"""The verdict in sentences: plain words first, the exact terms in parentheses."""

import math

from lib.verdict.case import Case
from lib.verdict.phrases import interval, name, rope_text, single_name
from lib.verdict.records import Candidate, Verdict
from lib.verdict.rule import FEWEST_ROWS, LIKELY, MAY_BE_WORSE
from lib.verdict.wishes import ALL_RULED_OUT, wished_bottom_line, wished_headline, wished_why
from lib.words import capital, chance, difference, in_sentence, models, roughly, score_name

OUT_OF_REACH = 1000  # times the rows there are: nobody will collect so many to settle it


def headline(case: Case) -> str:
    """One sentence, which says so while repeats are still being counted."""
    verdict = case.verdict
    if _is_wished(case) and (verdict.pick or verdict.problem):
        return _counting(case) + wished_headline(case)
    if verdict.problem or len(case.results.members) == 1:
        return _problem(case)
    best = verdict.candidate((verdict.pick if _changes(verdict) else verdict.rival) or "")
    if so_far := _counting(case):
        return f"{so_far}{_standing(case, best)}."
    return _finding(case, best)


def _finding(case: Case, best: Candidate) -> str:
    """best : the pick, or what comes closest to changing anything."""
    verdict, gain, metric = case.verdict, best.against_single, case.scenario.metric
    evidence = interval(gain, metric, named=True)
    single, by = single_name(case), difference(metric, gain.mean)
    method = in_sentence(best.title)
    if _changes(verdict):
        beats = "beats" if best.word == "practically better" or gain.low > 0 else "likely beats"
        return capital(f"{method} {beats} {single}, by {by} ({evidence}).")
    if verdict.outcome == "too close":
        return f"Too close to call: {_could_be(case, best)}."
    if best.word == "worse":
        return (
            f"No combination reaches {single}, here: the closest, {method}, is {by} behind "
            f"({evidence})."
        )
    if best.word == "practically equivalent":
        return (
            f"Combining makes no practical difference here: {method} and {single}, lie {by} apart "
            f"({evidence})."
        )
    return f"Combining is not shown to help here: {_could_be(case, best)}."


def why(case: Case) -> str:
    """One sentence on the rule: what decided, with the probabilities it rests on."""
    verdict = case.verdict
    if _is_wished(case):
        return wished_why(case)
    if verdict.problem:
        return _problem(case)
    rope = rope_text(case)
    best = verdict.candidate((verdict.pick if _changes(verdict) else verdict.rival) or "")
    better, method = chance(best.against_single.p_better), in_sentence(best.title)
    if _changes(verdict):
        return (
            f"The probability that it is better than your best single model by more than {rope} "
            f"is {better} (Bayesian correlated t-test), and {_why_this_one(case, best)}."
        )
    if verdict.outcome == "single":
        return (
            f"The probability that the best combination, {method}, is better by more than {rope} "
            f"is {better} (Bayesian correlated t-test), {_simpler(verdict, best)}."
        )
    if not best.against_single.is_known:
        return "Fewer than two folds could be compared, so nothing says how sure the answer is."
    return (
        f"The probability that {method} is better than your best single model by more than {rope} "
        f"is {better}: over {chance(MAY_BE_WORSE)}, so it cannot be ruled out, but not over "
        f"{chance(LIKELY)}, which a recommendation asks for (Bayesian correlated t-test)."
    )


def bottom_line(case: Case) -> str:
    """What to do, in a sentence or two."""
    verdict, metric = case.verdict, case.scenario.metric
    single = in_sentence(verdict.facts.single_title)
    if _is_wished(case):
        return wished_bottom_line(case)
    if verdict.problem == "no score":
        return "Choose another score, or more rows to get an answer."
    if verdict.problem == "too few rows":
        return "Choose more rows to get an answer."
    if verdict.problem or len(case.results.members) == 1:
        return f"Stay with {single}, or add models that make other mistakes."
    if verdict.outcome == "single":
        keep = f"Keep {single}: on these rows, combining does not repay running more than it."
        return f"{keep} {more(case)}" if verdict.word == "undecided" else keep
    if verdict.outcome == "too close":
        return f"Keep {single}, the simplest choice, until there is more evidence. {more(case)}"
    pick = verdict.candidate(verdict.pick or "")
    cost = (
        "which runs one model too"
        if round(pick.models, 1) == 1
        else f"if running {models(pick.models)} for every answer is fine"
    )
    return (
        f"Use {name(case, pick.key)}, {cost}; otherwise keep {single} and give up "
        f"{difference(metric, pick.against_single.mean)} of {score_name(metric)}."
    )


def _counting(case: Case) -> str:
    """How far the count is; "" when it is done."""
    counted, planned = len(case.results.repeats), case.scenario.repeats
    return "" if counted >= planned else f"Still counting, {counted} of {planned} repeats: "


def _is_wished(case: Case) -> bool:
    """The visitor's priorities had a say in it."""
    problem = case.verdict.problem
    return problem == ALL_RULED_OUT or bool(case.scenario.priorities and not problem)


def _changes(verdict: Verdict) -> bool:
    """Something else than the best single model is picked."""
    return verdict.outcome in ("ensembling", "fusion", "tuned single")


def _why_this_one(case: Case, pick: Candidate) -> str:
    """Why the pick and not another combination."""
    leader = case.verdict.candidates[0]
    if pick is leader:
        return f"it runs {models(pick.models)}; nothing that keeps up with it costs less"
    title = in_sentence(leader.title)
    if not pick.is_eligible:
        return f"{title}, though ahead on average, varies too much to be called better"
    return (
        f"it costs less than {title}, which has the best mean but is more than "
        f"{rope_text(case)} better with a probability of only "
        f"{chance(pick.against_leader.p_worse)}"
    )


def _simpler(verdict: Verdict, rival: Candidate) -> str:
    single = verdict.candidate(verdict.reference)
    if rival.models <= single.models:
        return "which is no reason to change"
    return f"and it runs {models(rival.models)} for an answer where {models(single.models)} will do"


def _standing(case: Case, best: Candidate) -> str:
    """Who is ahead by how much, without a judgement."""
    gain, metric, single = best.against_single, case.scenario.metric, single_name(case)
    by, evidence = difference(metric, gain.mean), interval(gain, metric, named=True)
    if gain.mean == 0:
        return f"{in_sentence(best.title)} is level with {single} ({evidence})"
    where = "ahead of" if gain.mean > 0 else "behind"
    return f"{in_sentence(best.title)} is {by} {where} {single} ({evidence})"


def _could_be(case: Case, best: Candidate) -> str:
    """How far apart the two may lie, the uncertainty first."""
    gain, metric = best.against_single, case.scenario.metric
    if not (gain.is_known and gain.low < 0 < gain.high):
        return _standing(case, best)
    worse, better = difference(metric, -gain.low), difference(metric, gain.high)
    return (
        f"{in_sentence(best.title)} may be {worse} worse or {better} better than "
        f"{single_name(case)} (95 % interval)"
    )


def _problem(case: Case) -> str:
    verdict = case.verdict
    if verdict.problem == "no score":
        return f"No verdict: {case.metric.title} is not defined in any fold of these rows."
    if verdict.problem == "too few rows":
        return (
            f"No verdict: {len(case.results.y)} rows are too few to say anything; from about "
            f"{FEWEST_ROWS} rows on an interval means something."
        )
    score = case.metric.format(verdict.candidates[0].score.mean)
    if len(case.results.members) == 1:
        return f"Add a second model to combine: {single_name(case)}, scores {score} alone."
    return (
        f"{capital(single_name(case))}, has no combination to be compared with here; its "
        f"{score_name(case.scenario.metric)} is {score}."
    )


def more(case: Case) -> str:
    """What these rows can show at all, and about how many would settle it."""
    facts = case.verdict.facts
    smallest, rows = facts.smallest_difference, facts.rows_to_settle
    if not math.isfinite(smallest):
        return "More rows or more folds are needed."
    shown = difference(case.scenario.metric, smallest)
    least = f"These rows can show differences from about {shown} on"
    if not rows < OUT_OF_REACH * len(case.results.y):
        return f"{least}; more rows are unlikely to settle it."
    return f"{least}; about {roughly(rows)} rows would settle it if the difference stays as it is."
