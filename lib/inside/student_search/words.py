"""What the search for the smallest student says."""

from collections.abc import Sequence

from lib.engine.results import Failure
from lib.inside.student_search.computing import CONTENDERS, Sizes, name_of
from lib.statistics.metrics import METRICS
from lib.verdict.phrases import interval
from lib.words import chance, difference, in_sentence, size

QUESTION = "How small may a student be?"
OFFER = (
    f"A search over {len(CONTENDERS)} sizes of network and tree, by successive halving inside each "
    "training part; what it chooses is then scored on the rows held back. It may take some "
    "minutes, most of all with many columns."
)
LEGEND = (
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


def in_words(sizes: Sizes) -> str:
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
