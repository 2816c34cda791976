"""The recommended pick and the words for it, from Results. The rule first, then the sentences."""

from lib.verdict._around import (
    against_tuned,
    misleading_accuracy,
    more_repeats,
    region_note,
    repeats_note,
    rescued_broken,
    selected,
    why_selected,
)
from lib.verdict._cares import Measured, broken_limits, costs_of, priced
from lib.verdict._evidence import region_of, same_answers, score_of, versus
from lib.verdict._limits import Setting, limits
from lib.verdict._phrases import capital, in_sentence, number, region_text, score_name
from lib.verdict._reasons import Point, cons, pros
from lib.verdict._records import Candidate, Facts, Outcome, Verdict, Word
from lib.verdict._rule import TUNED, decide, recommend, word_of
from lib.verdict._terms import terms
from lib.verdict._use_if import UseIf, use_if
from lib.verdict._wishes import Step, amount, broken, limit_words, steps
from lib.verdict._words import bottom_line, headline, why

__all__ = [
    "TUNED",
    "Candidate",
    "Facts",
    "Measured",
    "Outcome",
    "Point",
    "Setting",
    "Step",
    "UseIf",
    "Verdict",
    "Word",
    "against_tuned",
    "amount",
    "bottom_line",
    "broken",
    "broken_limits",
    "capital",
    "cons",
    "costs_of",
    "decide",
    "headline",
    "in_sentence",
    "limit_words",
    "limits",
    "misleading_accuracy",
    "more_repeats",
    "number",
    "priced",
    "pros",
    "recommend",
    "region_note",
    "region_of",
    "region_text",
    "repeats_note",
    "rescued_broken",
    "same_answers",
    "score_name",
    "score_of",
    "selected",
    "steps",
    "terms",
    "use_if",
    "versus",
    "why",
    "why_selected",
    "word_of",
]
