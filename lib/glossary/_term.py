"""What an entry of the glossary gives."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One term in one sentence, or two.

    source : author, year, title of who brought it up or says it well; "Our own word" and what it
    stands for, where the app made it up. formula : LaTeX; "" where a picture tells more, which
    `lib.ui.term_pictures` has. letters : what stands for what in it. also : other forms under
    which a text has it; the plural in s needs none.
    """

    sentence: str
    source: str
    formula: str = ""
    letters: str = ""
    also: tuple[str, ...] = ()
