"""Where the table begins in a text, what parts its cells, and whether its first line names them."""

import pytest

from lib.reading import ReadingError
from lib.reading.parsing import parse


def _names(text: str) -> list[str]:
    return list(parse(text.encode())[0].columns)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("mpg,cyl\nMazda,21,6\nDatsun,22,4\n", ["column 1", "mpg", "cyl"]),  # as R writes it
        ("a,b\n1,x,\n2,y,\n", ["a", "b"]),  # a sign too many at the end of each row
        ("a,b,\n1,x\n2,y\n", ["a", "b"]),  # at the end of the names
        ("country,1990,2000\nA,1.5,2\nB,3,4\n", ["country", "1990", "2000"]),
        ("0,1,2,y\n.5,.4,.2,a\n.1,.2,.3,b\n", ["0", "1", "2", "y"]),  # as pandas writes it
        ("state,1/22/20,1/23/20\nA,1,2\nB,3,4\n", ["state", "1/22/20", "1/23/20"]),
        ("'a','b'\n1,x\n2,y\n", ["a", "b"]),
        ("Report of 2024\n\na,b\n1,x\n2,y\n", ["a", "b"]),
        ("# mine, 2024\na,b\n1,x\n2,y\n", ["a", "b"]),
        ("#id,b\n1,x\n2,y\n", ["#id", "b"]),
        ("from,to\n1990,1995\n1991,1996\n", ["from", "to"]),
        ("a,b\r1,x\r2,y\r", ["a", "b"]),
    ],
)
def test_the_line_of_names_is_found(text: str, names: list[str]) -> None:
    assert _names(text) == names
    assert len(parse(text.encode())[0]) == 2


@pytest.mark.parametrize(
    "text", ["1990,1995\n1991,1996\n1992,1997\n", "p,x\ne,x\np,y\n", "2024-01-01,a\n2024-01-02,b\n"]
)
def test_a_row_is_not_taken_for_names(text: str) -> None:
    frame, notes = parse(text.encode())
    assert list(frame) == ["column 1", "column 2"]
    assert len(frame) == text.count("\n")
    assert "no_names" in [note.key for note in notes]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("1,5;2,5\n3,5;4,5\n", [1.5, 2.5]),  # commas would cut it as evenly
        ("  18.0   8\t307.0\n  15.0  8  350.0\n", [18, 8, 307]),
        ("a;b;c\n1.234;x;0,5\n987;y;0,7\n", [1234, "x", 0.5]),
        ("id\ttext\n1\thello, you\n2\tbye, you\n", [1, "hello, you"]),
        ("a|b\n1|x\n2|y\n", [1, "x"]),
    ],
)
def test_what_parts_the_cells_is_found_and_said(text: str, cells: list[object]) -> None:
    frame, notes = parse(text.encode())
    assert frame.iloc[0].tolist() == cells
    assert "parting" in [note.key for note in notes]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("v,y\n1,a\n\n2,a\n3,a\nfoo,a\n5,a\n6,a\n7,a\n", 6),  # after a blank line
        ("title\nv,y\n1,a\n2,a,b\n3,a\nfoo,a\n5,a\n6,a\n7,a\n", 6),  # after a row left out
        ("1,a\n2,a\n3,a\nfoo,a\n5,a\n6,b\n", 4),
        ('v,y\n1,"a\nb"\n2,a\n,\n3,a\nfoo,a\n5,a\n6,a\n', 6),  # rows, as a spreadsheet has them
    ],
)
def test_a_row_is_counted_as_the_file_counts_it(text: str, row: int) -> None:
    _, notes = parse(text.encode())
    (mixed,) = [note for note in notes if note.key == "mixed"]
    assert mixed.row == row
    assert f"first in row {row}." in mixed.sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a,b\n"x,1\ny,2\nz,3\nu,4\n', "In line 2 a quotation mark"),
        ("a,b,c\n1\n2,3\n4,5,6,7\n1,2,3\n", "and 2 other rows also differ"),
        ("a,b\n" + "1,x\n" * 60 + "1\n" * 120_000, "More than 100,000 rows"),
    ],
)
def test_rows_that_make_no_table_are_named(text: str, said: str) -> None:
    with pytest.raises(ReadingError, match=said):
        parse(text.encode())
