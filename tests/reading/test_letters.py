"""Whatever encoding a text comes in, its letters are right, or it is said that some may not be."""

import pytest

from lib.reading.parsing import parse

LATIN, CYRILLIC, KANJI = (
    "Name,Größe\nJosé,1\nZoë,2\n",
    "имя,рост\nИван,1\nОльга,2\n",
    "名前,年齢\n太郎,1\n",
)


@pytest.mark.parametrize(
    ("text", "encoding", "is_said"),
    [
        *((text, "utf-8", False) for text in (LATIN, CYRILLIC, KANJI)),
        *((LATIN, form, False) for form in ("utf-8-sig", "utf-16", "utf-32")),
        *((LATIN, form, False) for form in ("utf-16-le", "utf-16-be")),  # without a mark
        *((LATIN, form, True) for form in ("cp1252", "latin-1")),
        ("place,temp °C\nA,1\n", "cp1252", True),  # one single letter tells little
        (CYRILLIC, "cp1251", True),
        (CYRILLIC + "Мария Ивановна из города,3\nПётр и его собака,4\n" * 9, "koi8-r", True),
        (KANJI, "shift-jis", True),
    ],
)
def test_letters_are_right_and_what_was_guessed_is_said(
    text: str, encoding: str, is_said: bool
) -> None:
    frame, notes = parse(text.encode(encoding))
    names, first, *_ = text.splitlines()
    assert list(frame) == names.split(",")
    assert frame.iat[0, 0] == first.split(",")[0]
    assert [note.key for note in notes] == ["encoding"] * is_said


def test_one_damaged_letter_does_not_change_the_others() -> None:
    content = b"name,y\n" + "José,1\n".encode() * 50 + b"Jos\xe9,2\n"
    frame, notes = parse(content)
    assert frame["name"].tolist() == ["José"] * 50 + ["Jos\ufffd"]
    assert [note.key for note in notes] == ["encoding"]
