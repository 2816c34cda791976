"""What authors mean by fusion, and which combiners count as fusion to each of them."""

from collections.abc import Callable
from dataclasses import dataclass

from lib.combiners._entry import Combiner

OF_ANSWERS = ("score", "rank", "decision")  # levels at which every model runs and answers


@dataclass(frozen=True)
class Meaning:
    """One understanding of the word.

    short : at most 24 letters. sentence : what counts. why : how those who mean it come to that,
    two sentences. source : whom to read. counts : whether a combiner is fusion so understood, by
    what it combines and how many models it keeps, never by its name.
    """

    short: str
    sentence: str
    why: str
    source: str
    counts: Callable[[Combiner], bool]


def _merges_answers(entry: Combiner) -> bool:
    return entry.level in OF_ANSWERS and entry.kind not in ("single", "selection")


MEANINGS = {
    "": Meaning(
        "as this app does",
        "Several sources become one decision, or several models become one.",
        "We need a word for what voting is not, because the two are held against each other here. "
        "So a method is named after what it combines: sources or whole models, but not answers "
        "about the same columns.",
        "Baltrušaitis, T., Ahuja, C. and Morency, L.-P. (2019) Multimodal machine learning; "
        "Li, W. et al. (2023) Deep model fusion: a survey.",
        lambda entry: entry.family == "fusion",
    ),
    "sources": Meaning(
        "only of sources",
        "Information from several sources becomes one decision, early, half-way or late.",
        "Who works with sensors, pictures and texts asks at which point they should meet. What "
        "becomes of several models that read the same is not their question.",
        "Baltrušaitis, T., Ahuja, C. and Morency, L.-P. (2019) Multimodal machine learning.",
        lambda entry: entry.fuses_sources,
    ),
    "answers": Meaning(
        "of any answers",
        "Whatever makes one answer out of several, voting and stacking too.",
        "Who studies combining classifiers looks at the rule: the same mean may join sensors or "
        "models, so it has one name. To pick some of the models, for good or for each row, is "
        "called selection there.",
        "Kittler, J. et al. (1998) On combining classifiers; Kuncheva, L. I. (2014) Combining "
        "pattern classifiers.",
        _merges_answers,
    ),
    "weights": Meaning(
        "only of weights",
        "The inner numbers of several models are merged into one model of the same shape.",
        "Who works with large networks can keep one of them, not five, and often has the networks "
        "but not their data. Some of them count distilling or even voting as well, for it too "
        "makes one answer out of several networks.",
        "Yang, E. et al. (2024) Model merging in LLMs, MLLMs, and beyond; Li, W. et al. "
        "(2023) Deep model fusion: a survey.",
        lambda entry: entry.level == "parameter",
    ),
}
