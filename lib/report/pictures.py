"""The two pictures of the card as SVG, the same on the page and in the report."""

from lib.drawing import card as drawn
from lib.verdict.card import counts, gain_text
from lib.verdict.case import Case
from lib.verdict.phrases import argued, gain_expected, rope_text
from lib.verdict.sentences import detail


def gain(case: Case) -> str:
    """The gain with its interval, beside what is too small to matter."""
    best, text = argued(case), gain_text(case)
    found = best.against_single
    ends = (found.low, found.high) if found.is_known else (found.expected, found.expected)
    told = f"The gain is {text} on new rows. {detail(case)}"
    about = f"{told} Too small to matter: under {rope_text(case)}."
    digits = 1 if case.metric.as_percent else 3
    return drawn.gain(gain_expected(case, best.key), ends, found.rope, text, about, digits)


def hundred(case: Case) -> str:
    """A hundred rows: right, rescued, broken, wrong."""
    things = case.entry.things
    about = f"Of 100 {things}: {', '.join(f'{n} {kind}' for kind, n in counts(case))}."
    return drawn.hundred(counts(case), about)
