"""What the distil lab says."""

from collections.abc import Sequence

import numpy as np

from lib.combiners.distilling import can_be_jittered
from lib.engine.results import Failure
from lib.inside.students.computing import LABELS, SINGLE, STUDENT, Taught
from lib.inside.students.search import CONTENDERS, Sizes, name_of
from lib.scenario.experiment import Experiment
from lib.statistics.comparison import Comparison
from lib.statistics.metrics import METRICS
from lib.verdict.phrases import interval
from lib.verdict.rule import word_of
from lib.words import (
    capital,
    chance,
    difference,
    duration,
    in_sentence,
    number,
    score_name,
    size,
    times,
)
from lib.words import models as models_in_words

BETTER = ("practically better", "likely better")
WHOLE = 99.5  # percent, which rounds to all

QUESTION = "How much of the teacher is left in its student?"
LEGEND = (
    "The dashed line is the teacher, the band around it is too small to matter. Gain kept: how far "
    "from the naive student (0 %) to the teacher (100 %); empty where no gain is sure."
)


def status(title: str, taught: Taught, seed: int) -> str:
    """How it was measured. title : of the data set."""
    results = taught.results
    return (
        f"{title}: {len(results.y):,} rows, {len(results.repeats)} × {results.n_splits} folds, "
        f"seed {seed}. Gain: the teacher against the same student trained on the plain rows."
    )


def headline(taught: Taught) -> str:
    """What is left of the teacher, in a sentence."""
    if not taught.is_complete:
        return "This teacher cannot teach here"
    title = in_sentence(taught.results.method(taught.teacher).title)
    found = taught.kept(STUDENT)
    gain = found.gain
    if found.is_known:
        sure = f"95 % interval {number(found.low, 0)} to {number(found.high, 0)} %"
        if found.share >= WHOLE:
            return f"The student keeps all that {title} gains ({number(found.share, 0)} %, {sure})."
        if found.share <= 0:
            return f"The student keeps nothing of what {title} gains ({sure})."
        return f"The student keeps {number(found.share, 0)} % of what {title} gains ({sure})."
    if not gain.is_known:
        return f"Too little to say what a student keeps of {title}."
    by = difference(taught.metric, gain.mean)
    if gain.high < 0:
        return f"Nothing to keep: trained plainly, this student beats {title} by {by}."
    return (
        f"Nothing sure to keep: {title} is {by} {'ahead of' if gain.mean > 0 else 'behind'} the "
        f"same student trained plainly ({interval(gain, taught.metric)})."
    )


def reading(taught: Taught) -> str:
    """What the arms say together."""
    return " ".join([_loss(taught), _control(taught), _company(taught), cost(taught)])


def _loss(taught: Taught) -> str:
    """Teacher and student."""
    results, metric, teacher = taught.results, taught.metric, taught.teacher
    means = results.means(metric)
    mine, theirs = (
        METRICS[metric].format(means[results.positions[key]]) for key in (STUDENT, teacher)
    )
    return (
        f"{capital(in_sentence(results.method(teacher).title))} reaches {theirs} in "
        f"{score_name(metric)}, its student {mine}: "
        f"{_apart(taught.versus(STUDENT, teacher), metric)}."
    )


def _control(taught: Taught) -> str:
    """Was it the teacher, or the made-up rows?"""
    gap = taught.versus(STUDENT, LABELS)
    how = f"({_apart(gap, taught.metric)})"
    if not gap.is_known:
        return "Too few folds to tell whether the teacher mattered."
    if _is_ahead(gap):
        sure = "" if gap.low > 0 else "likely "
        return f"The teacher {sure}matters: with plain labels on the same rows it is worse {how}."
    if _keeps_up(gap):
        return (
            "Nothing here speaks for the teacher: plain labels on the same rows do as well, so "
            f"whatever was gained may come from the made-up rows alone {how}."
        )
    return (
        "Whether the teacher mattered is not settled: plain labels on the same rows may do as "
        f"well {how}."
    )


def _company(taught: Taught) -> str:
    """Does it take several teachers?"""
    gap = taught.versus(STUDENT, SINGLE)
    how = f"({_apart(gap, taught.metric)})"
    if _is_ahead(gap):
        sure = "" if gap.low > 0 else "likely "
        return f"It {sure}takes several models: taught by your best single one it is worse {how}."
    if _keeps_up(gap):
        return f"One model is teacher enough: taught by your best single one it does as well {how}."
    return f"Taught by your best single model alone, it may do as well {how}."


def _is_ahead(gap: Comparison) -> bool:
    """The student is better than a control, by more than counts or at least surely."""
    return word_of(gap) in BETTER or gap.low > 0


def _keeps_up(gap: Comparison) -> bool:
    """The control is level with the student, or ahead of it."""
    return gap.mean <= 0 or word_of(gap) in ("practically equivalent", "worse")


def _apart(gap: Comparison, metric: str) -> str:
    """ "the student is 0.4 points behind, 95 % interval −1.2 to 0.4" """
    if gap.mean == 0:
        return f"no difference, {interval(gap, metric)}"
    where = "ahead" if gap.mean > 0 else "behind"
    return f"the student is {difference(metric, gap.mean)} {where}, {interval(gap, metric)}"


def cost(taught: Taught) -> str:
    """Size and time of both."""
    costs, at = taught.results.costs(), taught.results.positions
    mine, theirs = at[STUDENT], at[taught.teacher]
    bytes_, seconds = costs.size_bytes, taught.results.times.alone
    smaller = bytes_[theirs] / bytes_[mine]
    compared = f"{times(smaller)} smaller" if smaller >= 1 else f"{times(1 / smaller)} larger"
    answers = ""
    if np.isfinite(seconds).all():
        answers = f", answers one row in {duration(seconds[mine])} instead of "
        answers += duration(seconds[theirs])
    return (
        f"The student needs {size(bytes_[mine])} where the teacher needs {size(bytes_[theirs])} "
        f"({compared}){answers}, and runs one model instead of "
        f"{models_in_words(costs.models[theirs])}."
    )


def about_the_rows(experiment: Experiment) -> str:
    """What the students learned from."""
    if can_be_jittered(experiment.dataset.X):
        return (
            "Made-up rows: every training row, and copies of it moved a little at random. Rules "
            "that learn were fitted on rows held back inside the training part."
        )
    return (
        "These rows hold categories or words, which cannot be moved a little, so nothing is made "
        "up: all students learn from the training rows alone, and “plain labels” is the naive "
        "student."
    )


# The smallest student

SEARCH_QUESTION = "How small may a student be?"
OFFER = (
    f"A search over {len(CONTENDERS)} sizes of network and tree, by successive halving inside each "
    "training part; what it chooses is then scored on the rows held back. It may take some "
    "minutes, most of all with many columns."
)
SEARCH_LEGEND = (
    "Each mark is the score on rows held back; all but the naive one learned from the teacher. The "
    "line through it: how far from the teacher it may truly lie (95 % interval of the difference). "
    "The band around the teacher is too small to matter. The choice was made without the rows "
    "shown, so another mark may look better here by luck."
)


def refusal(failures: Sequence[Failure]) -> str:
    """Why there is nothing to choose from."""
    reasons = [f"{failure.title}: {failure.reason}." for failure in failures]
    why = " ".join(reasons) or "A model could be fitted in some of the parts only."
    return f"The search could not be run. {why}"


def search_in_words(sizes: Sizes) -> str:
    """Which student, how often it was chosen, and whether that held on rows held back."""
    found, metric = sizes.found, sizes.taught.metric
    n, teacher = len(found.picked), in_sentence(found.results.method(found.teacher).title)
    chosen, (mean, against) = found.chosen, sizes.nested()
    held = (
        f"On rows held back the student chosen each time reaches "
        f"{METRICS[metric].format(mean.mean)}, {difference(metric, against.mean)} "
        f"{'ahead of' if against.mean >= 0 else 'behind'} its teacher ({interval(against, metric)})"
    )
    sure = (
        f"; it keeps up, or does better, with a probability of {chance(1 - against.p_worse)}."
        if against.is_known
        else "."
    )
    if found.within.sum() * 2 <= n:
        return (
            f"No student keeps up: in {n - int(found.within.sum())} of {n} training parts every "
            f"student that was left was further behind {teacher} than counts as equal. {held}{sure}"
        )
    return (
        f"The smallest student that keeps up with {teacher}: {name_of(found.contenders[chosen])}, "
        f"{size(found.bytes[chosen])}, chosen in {int((found.picked == chosen).sum())} of {n} "
        f"training parts. {held}{sure}"
    )
