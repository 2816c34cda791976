"""The recommended pick and the words for it, from Results. The rule first, then the sentences."""

from lib.verdict._evidence import region_of, same_answers, score_of, versus
from lib.verdict._limits import Setting, limits
from lib.verdict._phrases import capital, in_sentence, number, score_name
from lib.verdict._reasons import Point, cons, pros
from lib.verdict._records import Candidate, Facts, Outcome, Verdict, Word
from lib.verdict._rule import recommend, word_of
from lib.verdict._use_if import UseIf, use_if
from lib.verdict._words import bottom_line, headline, why

__all__ = [
    "Candidate",
    "Facts",
    "Outcome",
    "Point",
    "Setting",
    "UseIf",
    "Verdict",
    "Word",
    "bottom_line",
    "capital",
    "cons",
    "headline",
    "in_sentence",
    "limits",
    "number",
    "pros",
    "recommend",
    "region_of",
    "same_answers",
    "score_name",
    "score_of",
    "use_if",
    "versus",
    "why",
    "word_of",
]
