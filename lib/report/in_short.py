"""The verdict and the evidence as a piece of HTML for a page of somebody else's: no script, and no
rule of its style reaches beyond it."""

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from lib.report import _parts
from lib.report._evidence import evidence, which_is_better
from lib.report.html import card_pictures, template
from lib.verdict.card import price, price_title
from lib.verdict.case import Case
from lib.verdict.caveats import set_apart
from lib.verdict.sentences import headline, is_alone, kicker

FOLDER = Path(__file__).parent
COLUMNS = ["Method", "Family", "Gain", "Its interval", "In a word", "Models run", "Training"]


def write(case: Case, notes: Sequence[str] = ()) -> str:
    """Everything from outside is escaped. notes : further sentences."""
    left_out = [
        f"{each.title} could not be fitted: {each.reason}." for each in case.results.failures
    ]
    every = evidence(case)
    return template("in_short.html.j2").render(
        kicker=kicker(case),
        headline=headline(case),
        decision=_parts.decision(case),
        pictures=card_pictures(case),
        price=() if is_alone(case) else (price_title(case), *price(case)),
        reasons=[part for part in (_parts.pros(case), _parts.cons(case)) if not part.is_empty],
        evidence=every[["Method", "Family", case.metric.title, "95 % interval", *COLUMNS[2:]]],
        better=which_is_better(case),
        marked={case.verdict.reference, case.verdict.pick},
        notes=[*left_out, *set_apart(case), *notes],
        style=Markup((FOLDER / "in_short.css").read_text(encoding="utf-8")),
    )
