"""How probable it is that the leading combinations are worse, as good, or better."""

import pandas as pd
from plotly.graph_objects import Figure

from lib.drawing.display import Display, higher
from lib.drawing.methods import label, nothing_to_draw, starting
from lib.drawing.probabilities import AXIS, probability_bars
from lib.statistics.comparison import Comparison
from lib.verdict.case import Case
from lib.verdict.phrases import rope_text
from lib.verdict.rule import COMBINED, word_of
from lib.words import chance

SHOWN = 6  # combinations, the pick among them


def table(case: Case) -> pd.DataFrame:
    """One row a combination, best mean first; probabilities in per cent."""
    found = [
        {
            "Method": case.results.method(key).title,
            "Worse": 100 * gain.p_worse,
            "As good": 100 * gain.p_equivalent,
            "Better": 100 * gain.p_better,
            "In a word": word_of(gain),
            "key": key,
        }
        for key, gain in _leading(case)
    ]
    return pd.DataFrame(found)


def draw(case: Case) -> Figure:
    """A bar of three parts for each row of the table."""
    rows = table(case)
    if rows.empty:
        return nothing_to_draw("There is no combination to judge.", AXIS, "Method")
    labels = [label(case.results.method(key).short) for key in rows["key"]]
    return probability_bars(rows, labels, "Method, best on top", (150, 36), is_written=True)


def words(case: Case) -> str:
    """The three probabilities of the leading combination."""
    rows = table(case)
    if rows.empty:
        return "No combination could be compared with the best single model."
    first, region = rows.iloc[0], rope_text(case)
    return (
        f"{starting(first['Method'])} is better than the best single model by more than "
        f"{region} with a probability of {chance(first['Better'] / 100)}, "
        f"about as good with {chance(first['As good'] / 100)}, and worse by more than that with "
        f"{chance(first['Worse'] / 100)}."
    )


def _leading(case: Case) -> list[tuple[str, Comparison]]:
    """The best few combinations by mean; the pick has the last place when it is not the best."""
    verdict = case.verdict
    known = [
        (candidate.key, candidate.against_single)
        for candidate in verdict.candidates
        if candidate.family in COMBINED and candidate.against_single.is_known
    ]
    late_pick = [pair for pair in known[SHOWN:] if pair[0] == verdict.pick]
    return known[: SHOWN - len(late_pick)] + late_pick


ENTRY = Display(
    question="How likely is it that combining helps?",
    draw=draw,
    words=words,
    table=table,
    better=higher,
    page="verdict",
    order=20,
)
