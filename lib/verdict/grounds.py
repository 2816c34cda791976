"""Why the rule decided as it did, in its own terms, and what these rows can show at all."""

import math

from lib.verdict.case import Case
from lib.verdict.elsewhere import n_sets
from lib.verdict.phrases import argued, rope_text
from lib.verdict.records import Candidate, Verdict
from lib.verdict.rule import LIKELY, MAY_BE_BETTER
from lib.verdict.wishes import is_wished, wished_why
from lib.words import chance, difference, in_sentence, models, roughly

OUT_OF_REACH = 1000  # times the rows there are: nobody will collect so many to settle it


def why(case: Case) -> str:
    """One sentence on the rule: what decided, with the probabilities it rests on."""
    verdict = case.verdict
    if is_wished(case):
        return wished_why(case)
    if verdict.problem:
        return ""
    rope = rope_text(case)
    best = argued(case)
    better, method = chance(best.against_single.p_better), in_sentence(best.title)
    if verdict.pick not in (None, verdict.reference):
        return (
            f"The probability that it is better than your best single model by more than {rope} "
            f"is {better}, and {_why_this_one(case, best)}."
        )
    if verdict.outcome == "single":
        return (
            f"The probability that the best combination, {method}, is better by more than {rope} "
            f"is {better}, {_simpler(verdict, best)}."
        )
    if not best.against_single.is_known:
        return "Fewer than two folds could be compared, so nothing says how sure the answer is."
    return (
        f"The probability that {method} is better than your best single model by more than {rope} "
        f"is {better}. Over {chance(LIKELY)} it would be recommended; at most "
        f"{chance(MAY_BE_BETTER)}, and one model would be."
    )


def elsewhere(case: Case) -> str:
    """Where the belief comes from that these trials are weighed with; "" when none is shown."""
    verdict = case.verdict
    if verdict.problem or verdict.rival is None or not argued(case).against_single.is_known:
        return ""
    sets = n_sets(case.scenario.metric, case.scenario.dataset)
    if not sets:
        return (
            "This score was not recorded on other data sets, so these trials alone decide "
            "(Bayesian correlated t-test)."
        )
    return f"What such methods gained on {sets} other data sets counts too (empirical Bayes)."


def _why_this_one(case: Case, pick: Candidate) -> str:
    """Why the pick and not another combination."""
    leader = case.verdict.candidates[0]
    if pick is leader:
        return f"it runs {models(pick.runs)}; nothing that may be as good is simpler"
    title = in_sentence(leader.title)
    if not pick.is_eligible:
        return f"{title}, though ahead on average, varies too much to be called better"
    ahead = f"at most {rope_text(case)} ahead"
    return f"it is simpler than {title}, which has the best mean but is {ahead}"


def _simpler(verdict: Verdict, rival: Candidate) -> str:
    single = verdict.candidate(verdict.reference)
    if rival.runs <= single.runs:
        return "which is no reason to change"
    return f"and it runs {models(rival.runs)} for an answer where {models(single.runs)} will do"


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
