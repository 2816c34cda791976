"""When each way is the right one, with what this run measured for it."""

from dataclasses import dataclass

import numpy as np

from lib.engine.results import Results
from lib.metrics import METRICS
from lib.verdict.comparisons import is_right
from lib.verdict.phrases import interval, name
from lib.verdict.records import Candidate, Verdict
from lib.words import capital, difference, direction, duration, in_sentence, models

EQUALS = "your models are about equally good and err on different rows"
TRUST = "some models deserve more trust than others, and there are enough rows to learn how much"
SOURCES = "each source holds a part of the answer, or one model must do the work of many"


@dataclass(frozen=True)
class UseIf:
    """When one way is the right one. key : the method measured for it, None without any."""

    title: str
    sentence: str
    fact: str
    key: str | None


def use_if(results: Results, verdict: Verdict) -> tuple[UseIf, ...]:
    """Voting, stacking, fusion and the best single model; nothing when there is a problem."""
    if verdict.problem:
        return ()
    spread, covered = _spread(results, verdict), _covered(results, verdict)
    rows = f"There are {verdict.facts.n_rows:,} rows to learn from. "
    voting = _best(verdict, kinds=("voting",))
    stacking = _best(verdict, kinds=("stacking", "selection"))
    return (
        _use("Voting", EQUALS, spread + covered, voting, verdict),
        _use("Stacking or selection", TRUST, spread + rows, stacking, verdict),
        _use("Fusion", SOURCES, "", _best(verdict, family="fusion"), verdict),
        _keep_single(results, verdict),
    )


def _best(verdict: Verdict, kinds: tuple[str, ...] = (), family: str = "") -> Candidate | None:
    """The best combination of some kinds, or of a family."""
    for candidate in verdict.candidates:
        if candidate.key != verdict.reference and (
            candidate.kind in kinds or (family and candidate.family == family)
        ):
            return candidate
    return None


def _use(title: str, condition: str, here: str, best: Candidate | None, verdict: Verdict) -> UseIf:
    sentence = f"Use {title.lower()} if {condition}."
    if best is None:
        return UseIf(title, sentence, f"{here}It was not compared here.", None)
    gain = best.against_single
    score = METRICS[verdict.metric].format(best.score.mean)
    by, evidence = difference(verdict.metric, gain.mean), interval(gain, verdict.metric)
    fact = (
        f"{here}Here {in_sentence(best.title)} scores {score}, {direction(gain.mean)} than your "
        f"best single model by {by} ({evidence}): {best.word}."
    )
    return UseIf(title, sentence, fact, best.key)


def _keep_single(results: Results, verdict: Verdict) -> UseIf:
    single = verdict.candidate(verdict.reference)
    score = METRICS[verdict.metric].format(single.score.mean)
    fact = (
        f"{capital(name(results, verdict, single.key))} scores {score}, runs "
        f"{models(single.models)} and answers a row in {duration(single.predict_seconds)}."
    )
    sentence = "Keep your best single model if one model has to be enough, or must be explained."
    return UseIf("Best single model", sentence, fact, single.key)


def _spread(results: Results, verdict: Verdict) -> str:
    """How far apart the models are on their own."""
    metric = METRICS[verdict.metric]
    scores = results.means(verdict.metric)[[results.positions[key] for key in results.members]]
    scores = np.sort(scores[np.isfinite(scores)])
    if len(scores) < 2:
        return ""
    return (
        f"Your {len(scores)} models score {metric.format(scores[0])} to "
        f"{metric.format(scores[-1])} alone. "
    )


def _covered(results: Results, verdict: Verdict) -> str:
    """Of the rows that the best single model gets wrong, how many another model gets right."""
    wrong = ~is_right(results, verdict.reference)
    if not wrong.any():
        return ""
    others = np.any([is_right(results, key) for key in results.members], axis=0)
    share = 100 * others[wrong].mean()
    return f"For {share:.0f} % of the best one's mistakes, another model has the right answer. "
