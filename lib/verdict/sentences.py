"""The verdict in sentences: plain words first, the exact terms in parentheses."""

import math

from lib.statistics.metrics import METRICS
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
    if _is_wished(verdict) and (verdict.pick or verdict.problem):
        return _counting(case) + wished_headline(case)
    if verdict.problem or verdict.facts.n_members == 1:
        return _problem(verdict)
    best = verdict.candidate((verdict.pick if _changes(verdict) else verdict.rival) or "")
    if so_far := _counting(case):
        return f"{so_far}{_standing(verdict, best)}."
    return _finding(verdict, best)


def _finding(verdict: Verdict, best: Candidate) -> str:
    """best : the pick, or what comes closest to changing anything."""
    gain = best.against_single
    evidence = interval(gain, verdict.metric, named=True)
    single, by = single_name(verdict), difference(verdict.metric, gain.mean)
    method = in_sentence(best.title)
    if _changes(verdict):
        beats = "beats" if best.word == "practically better" or gain.low > 0 else "likely beats"
        return capital(f"{method} {beats} {single}, by {by} ({evidence}).")
    if verdict.outcome == "too close":
        return f"Too close to call: {_could_be(verdict, best)}."
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
    return f"Combining is not shown to help here: {_could_be(verdict, best)}."


def why(case: Case) -> str:
    """One sentence on the rule: what decided, with the probabilities it rests on."""
    verdict = case.verdict
    if _is_wished(verdict):
        return wished_why(case)
    if verdict.problem:
        return _problem(verdict)
    rope = rope_text(verdict)
    best = verdict.candidate((verdict.pick if _changes(verdict) else verdict.rival) or "")
    better, method = chance(best.against_single.p_better), in_sentence(best.title)
    if _changes(verdict):
        return (
            f"The probability that it is better than your best single model by more than {rope} "
            f"is {better} (Bayesian correlated t-test), and {_why_this_one(verdict, best)}."
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
    verdict = case.verdict
    single = in_sentence(verdict.facts.single_title)
    if _is_wished(verdict):
        return wished_bottom_line(case)
    if verdict.problem == "no score":
        return "Choose another score, or more rows to get an answer."
    if verdict.problem == "too few rows":
        return "Choose more rows to get an answer."
    if verdict.problem or verdict.facts.n_members == 1:
        return f"Stay with {single}, or add models that make other mistakes."
    if verdict.outcome == "single":
        keep = f"Keep {single}: on these rows, combining does not repay running more than it."
        return f"{keep} {more(verdict)}" if verdict.word == "undecided" else keep
    if verdict.outcome == "too close":
        return f"Keep {single}, the simplest choice, until there is more evidence. {more(verdict)}"
    pick = verdict.candidate(verdict.pick or "")
    cost = (
        "which runs one model too"
        if round(pick.models, 1) == 1
        else f"if running {models(pick.models)} for every answer is fine"
    )
    return (
        f"Use {name(case, pick.key)}, {cost}; otherwise keep {single} and give up "
        f"{difference(verdict.metric, pick.against_single.mean)} of {score_name(verdict.metric)}."
    )


def _counting(case: Case) -> str:
    """How far the count is; "" when it is done."""
    counted, planned = len(case.results.repeats), case.scenario.repeats
    return "" if counted >= planned else f"Still counting, {counted} of {planned} repeats: "


def _is_wished(verdict: Verdict) -> bool:
    """The visitor's priorities had a say in it."""
    return verdict.problem == ALL_RULED_OUT or bool(verdict.priorities and not verdict.problem)


def _changes(verdict: Verdict) -> bool:
    """Something else than the best single model is picked."""
    return verdict.outcome in ("ensembling", "fusion", "tuned single")


def _why_this_one(verdict: Verdict, pick: Candidate) -> str:
    """Why the pick and not another combination."""
    leader = verdict.candidates[0]
    if pick is leader:
        return f"it runs {models(pick.models)}; nothing that keeps up with it costs less"
    title = in_sentence(leader.title)
    if not pick.is_eligible:
        return f"{title}, though ahead on average, varies too much to be called better"
    return (
        f"it costs less than {title}, which has the best mean but is more than "
        f"{rope_text(verdict)} better with a probability of only "
        f"{chance(pick.against_leader.p_worse)}"
    )


def _simpler(verdict: Verdict, rival: Candidate) -> str:
    single = verdict.candidate(verdict.reference)
    if rival.models <= single.models:
        return "which is no reason to change"
    return f"and it runs {models(rival.models)} for an answer where {models(single.models)} will do"


def _standing(verdict: Verdict, best: Candidate) -> str:
    """Who is ahead by how much, without a judgement."""
    gain = best.against_single
    by, evidence = difference(verdict.metric, gain.mean), interval(gain, verdict.metric, named=True)
    if gain.mean == 0:
        return f"{in_sentence(best.title)} is level with {single_name(verdict)} ({evidence})"
    where = "ahead of" if gain.mean > 0 else "behind"
    return f"{in_sentence(best.title)} is {by} {where} {single_name(verdict)} ({evidence})"


def _could_be(verdict: Verdict, best: Candidate) -> str:
    """How far apart the two may lie, the uncertainty first."""
    gain, metric = best.against_single, verdict.metric
    if not (gain.is_known and gain.low < 0 < gain.high):
        return _standing(verdict, best)
    worse, better = difference(metric, -gain.low), difference(metric, gain.high)
    return (
        f"{in_sentence(best.title)} may be {worse} worse or {better} better than "
        f"{single_name(verdict)} (95 % interval)"
    )


def _problem(verdict: Verdict) -> str:
    title = METRICS[verdict.metric].title
    if verdict.problem == "no score":
        return f"No verdict: {title} is not defined in any fold of these rows."
    if verdict.problem == "too few rows":
        return (
            f"No verdict: {verdict.facts.n_rows} rows are too few to say anything; from about "
            f"{FEWEST_ROWS} rows on an interval means something."
        )
    score = METRICS[verdict.metric].format(verdict.candidates[0].score.mean)
    if verdict.facts.n_members == 1:
        return f"Add a second model to combine: {single_name(verdict)}, scores {score} alone."
    return (
        f"{capital(single_name(verdict))}, has no combination to be compared with here; its "
        f"{score_name(verdict.metric)} is {score}."
    )


def more(verdict: Verdict) -> str:
    """What these rows can show at all, and about how many would settle it."""
    smallest, rows = verdict.facts.smallest_difference, verdict.facts.rows_to_settle
    if not math.isfinite(smallest):
        return "More rows or more folds are needed."
    shown = difference(verdict.metric, smallest)
    least = f"These rows can show differences from about {shown} on"
    if not rows < OUT_OF_REACH * verdict.facts.n_rows:
        return f"{least}; more rows are unlikely to settle it."
    return f"{least}; about {roughly(rows)} rows would settle it if the difference stays as it is."
