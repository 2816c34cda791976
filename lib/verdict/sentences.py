"""The verdict in sentences: plain words first, the exact terms in parentheses."""

from lib.engine.results import ONE, SOURCES, STACK, VOTE
from lib.verdict.case import Case
from lib.verdict.comparisons import guess_of
from lib.verdict.grounds import more
from lib.verdict.phrases import (
    about,
    alone_and_together,
    argued,
    gain_expected,
    gain_shown,
    name,
    rope_text,
    sign_interval,
    single_name,
    sources,
    wrong_labels,
)
from lib.verdict.reasons import NOT_TRIED, cons
from lib.verdict.records import Candidate
from lib.verdict.rule import FEWEST_ROWS, LIKELY, NOTHING
from lib.verdict.wishes import ALL_RULED_OUT, is_wished, least, wished_bottom_line
from lib.words import (
    chance,
    difference,
    in_sentence,
    models,
    score_name,
    signed,
    spelled,
    whole,
)

# What happens with several models, by the key of the method or its kind.
HOW_IT_WORKS = {
    "single": "One model answers alone.",
    "voting": "All answer, and the answers are averaged.",
    "majority_vote": "All answer, and the answers are counted.",
    "selection": "Only the models that help answer, and the answers are averaged.",
    "stacking": "All answer, and a further model has learned whom to trust.",
    "early": "One model reads all sources side by side.",
    "late": "Each source has a model of its own, and their answers are merged.",
    "intermediate": "Each source is turned into a few numbers, and one model decides on them all.",
    "parameters": "The weights of the models are merged, and one model is left to run.",
    "structure": "The models are joined, and one model is left to run.",
    "knowledge": "Train {n}, run one: a small model learns to answer as all of them do together.",
}


def kicker(case: Case) -> str:
    """The question, and on what it is answered: "Which pumps are worn? · 1,000 pumps, ..."."""
    entry, n_models = case.entry, case.n_voters
    said = [f"{len(case.results.y):,} {entry.things}"]
    if wrong := wrong_labels(case):
        said.append(f"{wrong} wrong")
    said.append("one model" if n_models == 1 else f"{spelled(n_models)} models")
    return f"{entry.question} · {', '.join(said)}"


def headline(case: Case) -> str:
    """The decision in a sentence for people."""
    verdict = case.verdict
    if is_alone(case):
        return problem_told(case)
    single = in_sentence(verdict.facts.single_title)
    if verdict.decision == "too close":
        return f"Too close to call: keep {single} for now."
    if verdict.decision == "combine":
        return f"Combine: {_to_do(case, verdict.candidate(verdict.pick or ''))}."
    if verdict.outcome == "tuned single":
        return "Don’t combine: tune one strong model instead."
    return f"Don’t combine: keep {single}."


def is_alone(case: Case) -> bool:
    """Whether there is nothing to hold against the best single model."""
    return bool(case.verdict.problem) or case.verdict.rival is None


def _to_do(case: Case, pick: Candidate) -> str:
    """What to do, as an order: "let the four models vote"."""
    n = case.n_voters
    every = "both models" if n == 2 else f"the {spelled(n)} models"
    if pick.way == VOTE:
        return f"let {every if pick.runs >= n else f'{spelled(pick.runs)} of {every}'} vote"
    if pick.way == STACK:
        return f"let a further model learn which of {every} to trust"
    if pick.way == SOURCES:
        return f"fuse the {spelled(sources(case))} sources"
    if pick.kind == "knowledge":
        return (
            f"teach one model what {every} know"
            if n > 1
            else "teach a small model what yours knows"
        )
    return f"make one model of {every}"


def lead(case: Case) -> str:
    """One to three short sentences: what is done, what it brings, how sure that is."""
    verdict = case.verdict
    if is_alone(case):
        return bottom_line(case)
    best = argued(case)
    if verdict.pick is None:
        return f"{alone_and_together(case)} ({in_sentence(best.title)}). {_doubt(case)}"
    if verdict.pick == verdict.reference:
        return f"{alone_and_together(case)} ({in_sentence(best.title)}). {_sure(case)}"
    how = HOW_IT_WORKS.get(best.key) or HOW_IT_WORKS[best.kind]
    does = how.format(n=spelled(case.n_voters))
    told = f"{does} {_right(case)} {least(case) if is_wished(case) else _sure(case)}"
    if any(point.sentence == NOT_TRIED for point in cons(case)):
        told += " One thing is left to try: one strong model, trained as much, may do as well."
    return told


def _right(case: Case) -> str:
    """ "Right: 71.6 % alone → 74.3 % together on these rows; expect about 2 pumps more in 100 on
    new ones." """
    gain, what = gain_expected(case, argued(case).key), alone_and_together(case)
    if case.scenario.metric == "accuracy":
        things = case.entry.things
        word = "more" if gain > 0 else "fewer"
        if not whole(gain):
            return f"{what}; expect less than one more or fewer in 100 on new ones."
        return f"{what}; expect about {about(gain)} {things} {word} in 100 on new ones."
    better = "better" if gain > 0 else "worse"
    return f"{what}; expect {difference(case.scenario.metric, gain)} {better} on new ones."


def _sure(case: Case) -> str:
    """How sure it is that the gain matters, or that it does not."""
    verdict, gain = case.verdict, argued(case).against_single
    if not gain.is_known:
        return "How sure that is cannot be said yet."
    at_least = _at_least(case)
    if verdict.pick == verdict.reference:
        surely_not = 1 - gain.p_better
        told = f"We are {chance(surely_not)} sure that it does not bring {at_least}"
        return f"{told}." if surely_not > LIKELY else f"{told}, too little to change."
    return f"We are {chance(gain.p_better)} sure that it is {at_least}."


def _at_least(case: Case) -> str:
    if case.scenario.metric != "accuracy":
        return f"at least {rope_text(case)}"
    return f"at least {'one' if case.verdict.rope == 1 else f'{case.verdict.rope:g}'} in 100"


def _doubt(case: Case) -> str:
    """Which is the better bet where it is too close to call."""
    best, metric = argued(case), case.scenario.metric
    belief, gain = best.against_single, gain_expected(case, best.key)
    if not belief.is_known:
        return "How much of that is luck cannot be said yet."
    if gain > 0:
        to_do = "tune one strong model" if best.way == ONE else _to_do(case, best)
        expect = f"expect {signed(metric, gain)}, it could be {signed(metric, belief.low)}"
        more = f"running {spelled(best.runs)} models" if best.runs > 1 else "training more"
        return f"If {more} costs you nothing, {to_do}: {expect}."
    return f"The better bet is one model: from more, expect {signed(metric, gain)}."


def detail(case: Case) -> str:
    """One line: the method, the gain, its interval, the test."""
    if is_alone(case):
        return f"Measured in {trials(case)}."
    best, interval = argued(case), sign_interval(argued(case).against_single, case.scenario.metric)
    gains = here_and_elsewhere(case, best)
    return f"{best.title} against {single_name(case)}: {gains}, {interval}, {trials(case)}."


def here_and_elsewhere(case: Case, best: Candidate) -> str:
    """ "+2.7 points on these rows, +2.1 expected on new ones" """
    metric, gains = (
        case.scenario.metric,
        (gain_shown(case, best.key), gain_expected(case, best.key)),
    )
    here, new = (signed(metric, gain) for gain in gains)
    unit = " points" if case.metric.as_percent else f" by {score_name(metric)}"
    return f"{here}{unit} on these rows, {new} expected on new ones"


def trials(case: Case) -> str:
    """ "25 trials", "15 of 25 trials": each fold of each pass is one."""
    n = case.results.n_splits
    done, planned = n * len(case.results.repeats), n * case.scenario.repeats
    return f"{done} trials" if done == planned else f"{done} of {planned} trials"


def bottom_line(case: Case) -> str:
    """What to do, in a sentence or two."""
    verdict, metric = case.verdict, case.scenario.metric
    single = in_sentence(verdict.facts.single_title)
    if is_wished(case):
        return wished_bottom_line(case)
    if verdict.problem == "no score":
        return "Choose another score, or more rows to get an answer."
    if verdict.problem == "too few rows":
        return "Choose more rows to get an answer."
    if verdict.problem == NOTHING:
        return "Bring columns that say more, or more rows, or choose another score."
    if is_alone(case):
        return f"Stay with {single}, or add models that make other mistakes."
    if verdict.outcome == "single":
        keep = f"Keep {single}: on these rows, combining does not repay running more than it."
        return f"{keep} {more(case)}" if verdict.word == "undecided" else keep
    if verdict.outcome == "too close":
        return f"Keep {single}, the simplest choice, until there is more evidence. {more(case)}"
    pick = verdict.candidate(verdict.pick or "")
    cost = (
        "which runs one model too"
        if pick.runs == 1
        else f"if running {models(pick.runs)} for every answer is fine"
    )
    return (
        f"Use {name(case, pick.key)}, {cost}; otherwise keep {single} and give up "
        f"{difference(metric, gain_expected(case, pick.key))} of {score_name(metric)}."
    )


def problem_told(case: Case) -> str:
    verdict = case.verdict
    if verdict.problem == ALL_RULED_OUT:
        return f"No pick: your limits rule out all {len(verdict.candidates)} candidates."
    if verdict.problem == "no score":
        return f"No verdict: {case.metric.title} is not defined in any fold of these rows."
    if verdict.problem == "too few rows":
        return (
            f"No verdict: {len(case.results.y)} rows are too few, about {FEWEST_ROWS} are needed."
        )
    score = case.metric.format(verdict.candidates[0].score.mean)
    if verdict.problem == NOTHING:
        guess = case.metric.format(guess_of(case.results, case.scenario.metric))
        return f"No verdict: the best here scores {score}, a guess that reads no column {guess}."
    single = in_sentence(verdict.facts.single_title)
    if case.n_voters == 1:
        return f"Add a second model to combine: {single} scores {score} alone."
    return f"Nothing is combined here: {single} scores {score} alone."
