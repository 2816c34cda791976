"""A visitor's own table: what is guessed of it, what is found wrong with it, what is made of it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import datasets
from lib.catalogue.controls import settings as knobs_of
from lib.datasets import DataError, Provenance
from lib.datasets.brought import roles, shelves
from lib.datasets.brought.example import example
from lib.datasets.brought.findings import Finding, findings_of
from lib.datasets.brought.making import Reading
from lib.datasets.brought.overview import in_words, overview
from lib.datasets.brought.shelves import Shelves
from lib.reading import Note, ReadingError, Table, pack
from lib.reading.columns import typed_frame

ENTRY = datasets.entries()["your_table"]
MADE = Provenance("made for this test", "none", "none", "none")
RNG = np.random.default_rng(0)


def read(frame: pd.DataFrame, **knobs: str | int) -> Reading:
    return Reading(frame, knobs_of(ENTRY.controls, tuple(knobs.items())))


def table(n: int = 60, **columns: object) -> pd.DataFrame:
    """A number, a word and what is asked; more or other columns as given."""
    usual = {"size": RNG.normal(size=n), "colour": ["red", "blue", "green"] * (n // 3)}
    kind = np.where(np.arange(n) % 2, "yes", "no")
    every = usual | columns | ({} if "kind" in columns else {"kind": kind})
    return typed_frame(pd.DataFrame(every).astype("str").replace("nan", ""))


def roles_of(frame: pd.DataFrame, **knobs: str) -> str:
    return "".join(column.role for column in read(frame, **knobs).columns)


def found(frame: pd.DataFrame, word: str, **knobs: str | int) -> Finding:
    """The one finding in which this stands."""
    (one,) = [each for each in findings_of(read(frame, **knobs)) if word in each.sentence]
    return one


def mended(frame: pd.DataFrame, finding: Finding, offer: int = 0, **knobs: str | int) -> Reading:
    return read(frame, **(knobs | dict(finding.offers[offer].knobs)))


# ---------------------------------------------------------------- guesses


@pytest.mark.parametrize(
    ("column", "role"),
    [
        (RNG.normal(size=60), "n"),
        (np.arange(60) + 7, "x"),  # numbers the rows
        (["same"] * 60, "x"),
        ([""] * 60, "x"),
        ([f"name{i}" for i in range(60)], "x"),
        ([f"a longer remark, number {i}, of a guest" for i in range(60)], "t"),
        ([f"code{i % 50}" for i in range(60)], "t"),
        (["a", "b", "c"] * 20, "c"),
        (pd.date_range("2024-01-01", periods=60), "d"),
    ],
)
def test_a_column_is_guessed_from_its_cells(column: object, role: str) -> None:
    assert roles_of(table(column=column)) == f"nc{role}y"


def test_what_is_asked_is_guessed_from_its_name_else_it_is_the_last_of_few_kinds() -> None:
    frame = table(kind=RNG.normal(size=60))
    assert roles_of(frame) == "nyn"
    assert roles_of(table(species=["a", "b"] * 30, last=["x", "y"] * 30, kind=["u", "v"] * 30)) == (
        "ncycc"
    )
    assert roles_of(table(patient=[i // 4 for i in range(60)])) == "ncgy"


ROLES_TEXT = st.dictionaries(st.integers(0, 3), st.sampled_from("nctdx"), max_size=4).map(
    roles.write
)


@settings(deadline=None)
@given(ROLES_TEXT, st.integers(0, 3), st.sampled_from("nctdxygw"))
def test_a_role_that_is_given_is_had_and_its_text_is_the_only_one(
    text: str, position: int, role: str
) -> None:
    frame = table(day=pd.date_range("2024-01-01", periods=60))
    after = roles.with_role(frame, text, position, role)
    assert roles.checked_roles(after) == after
    assert roles.given(frame, after)[position].role == role
    for only in roles.ONLY_ONE:
        assert [column.role for column in roles.given(frame, after)].count(only) <= 1


@settings(deadline=None)
@given(st.text("0123nctdxygw.", max_size=12))
def test_any_text_of_roles_is_refused_or_understood(text: str) -> None:
    try:
        known = roles.checked_roles(text)
    except ValueError:
        return
    assert roles.checked_roles(known) == known
    assert len(roles.given(table(), known)) == 3


# ---------------------------------------------------------------- findings, mended by a click


def test_amounts_are_no_classes_and_a_click_cuts_them() -> None:
    frame = table(kind=RNG.normal(size=60))
    finding = found(frame, "holds amounts", columns="2y")
    assert finding.stops
    with pytest.raises(DataError, match="“kind” holds 60 different numbers"):
        read(frame, columns="2y").dataset(MADE, 0)
    for parts, offer in enumerate(finding.offers, start=2):
        dataset = read(frame, columns="2y", **dict(offer.knobs)).dataset(MADE, 0)
        assert dataset.n_classes == parts
        assert np.ptp(np.bincount(dataset.y)) <= 1
        assert dataset.class_names[0].startswith("up to")


def test_rare_classes_are_joined_or_left_out() -> None:
    frame = table(kind=["a"] * 30 + ["b"] * 26 + ["c", "c", "d", "e"])
    finding = found(frame, "3 of the classes")
    assert finding.stops, "a class of one row can be learned or tested, not both"
    joined, left = (mended(frame, finding, offer).dataset(MADE, 0) for offer in (0, 1))
    assert joined.class_names == ("a", "b", "other")
    assert (left.class_names, len(left.y), left.n_unlabelled) == (("a", "b"), 56, 4)


def test_a_number_that_stands_for_nothing_is_found_and_counted_as_missing() -> None:
    size = RNG.normal(50, 5, 60)
    size[::10] = -999
    frame = table(size=size)
    reading = mended(frame, found(frame, "-999 in “size”"))
    assert reading.frame["size"].isna().sum() == 6
    assert not [each for each in findings_of(reading) if "-999" in each.sentence]


def test_words_among_numbers_become_gaps() -> None:
    frame = table(size=[*map(str, range(100, 158)), "unknown", "unknown"])
    assert roles_of(frame) != "ncy"
    assert read(frame, gaps="unknown").frame["size"].dtype == float


def test_a_column_that_gives_the_answer_away_is_found_and_left_out() -> None:
    kind = np.where(np.arange(60) % 2, "yes", "no")
    frame = table(paid=np.where(kind == "yes", 7.5, 3.0) + RNG.random(60), kind=kind)
    finding = found(frame, "gives the answer away")
    assert "“paid”" in finding.sentence
    assert "paid" not in mended(frame, finding).dataset(MADE, 0).feature_names
    assert not [f for f in findings_of(read(table())) if "gives the answer away" in f.sentence]


def test_what_is_so_in_many_columns_is_said_once() -> None:
    notes = tuple(Note("decimal_comma", f"In “c{i}” a comma.", f"c{i}") for i in range(9))
    (finding,) = [f for f in findings_of(read(table()), notes) if "a comma" in f.sentence]
    assert finding.sentence == "In “c0” a comma. So it is with 8 other columns."


def test_row_numbers_are_left_out_and_said() -> None:
    frame = table(number=range(1, 61))
    finding = found(frame, "numbers the rows")
    assert "number" in mended(frame, finding).dataset(MADE, 0).feature_names
    assert "number" not in read(frame).dataset(MADE, 0).feature_names


def test_dates_offer_to_be_tested_in_time_order() -> None:
    frame = table(day=pd.date_range("2024-01-01", periods=60))
    dataset = mended(frame, found(frame, "says when a row was taken")).dataset(MADE, 0)
    assert dataset.times is not None
    assert len(np.unique(dataset.times)) == 60
    assert dataset.feature_names == ("size", "colour")


def test_twins_and_the_best_that_anybody_can_do_are_told() -> None:
    frame = table(size=[1, 1, 2, 2] * 15, colour=["red"] * 60, kind=["a", "b", "a", "a"] * 15)
    assert "75.0%" in found(frame, "twin").sentence


def test_rows_without_an_answer_are_set_apart_and_counted() -> None:
    frame = table(kind=["a", "b", ""] * 20)
    assert "20 rows have no “kind”" in found(frame, "set apart").sentence
    assert read(frame).dataset(MADE, 0).n_unlabelled == 20


def test_a_large_table_is_a_sample_in_which_classes_keep_their_share() -> None:
    frame = table(n=3000, kind=["a"] * 600 + ["b"] * 2400)
    finding = found(frame, "Of 3,000 rows")
    assert np.bincount(read(frame).dataset(MADE, 0).y).tolist() == [400, 1600]
    assert len(mended(frame, finding).dataset(MADE, 0).y) == 3000


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"kind": ["a"] * 60}, "says “a” in every row"),
        ({"kind": [f"k{i}" for i in range(60)]}, "60 classes in 60 rows"),
        ({"kind": [""] * 60}, "is empty in every row"),
    ],
)
def test_what_cannot_be_asked_stops_and_says_so(columns: dict, said: str) -> None:
    frame = table(**columns)
    with pytest.raises(DataError, match=said):
        read(frame, columns="2y").dataset(MADE, 0)
    assert overview(read(frame, columns="2y")).stops


# ---------------------------------------------------------------- the data set


def test_every_kind_of_column_becomes_what_models_read() -> None:
    when = pd.date_range("2024-01-01 08:00", periods=60, freq="37h")
    remark = [f"a remark of guest {i}, quite long" for i in range(60)]
    frame = table(left_day=when, left_word=remark, right_a=RNG.random(60), right_b=RNG.random(60))
    dataset = read(frame).dataset(MADE, 0)
    assert isinstance(dataset.X, pd.DataFrame)
    dates = ("left_day", "left_day, month", "left_day, weekday", "left_day, hour")
    assert dataset.feature_names == (
        "size", "colour", *dates, "left_word", "right_a", "right_b",
    )  # fmt: skip
    assert dict(dataset.views) == {
        "left": (2, 3, 4, 5, 6),
        "right": (7, 8),
        "other columns": (0, 1),
    }
    hours = dataset.X["left_day, hour"]
    assert hours.between(0, 24).all()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_table_is_told_in_sentences_and_learned_from_or_refused_in_one(
    data: st.DataObject,
) -> None:
    n = data.draw(st.integers(1, 40))
    cell = st.sampled_from(
        ["", "1", "2", "3.5", "-999", "a", "b", "x y z", "inf", "2024-01-01", "<b>"]
    )
    columns = {
        f"c{i}": data.draw(st.lists(cell, min_size=n, max_size=n))
        for i in range(data.draw(st.integers(1, 4)))
    }
    reading = read(typed_frame(pd.DataFrame(columns, dtype="str")))
    seen = overview(reading)
    assert all(finding.sentence.endswith((".", "?")) for finding in seen.findings)
    try:
        dataset = reading.dataset(MADE, 0)
    except DataError as problem:
        said = str(problem)
    else:
        said = "."
        assert not seen.stops
        assert np.bincount(dataset.y).min() >= 2
        assert in_words(seen.classes).startswith(f"{dataset.n_classes} classes")
    assert said.endswith(".")


def test_a_table_in_the_link_is_the_table() -> None:
    packed = pack(example())
    assert packed is not None
    there = ENTRY.load(random_state=0, table=packed)
    here = ENTRY.load(random_state=0)
    pd.testing.assert_frame_equal(pd.DataFrame(there.X), pd.DataFrame(here.X), check_dtype=False)
    assert "in the link" in there.provenance.source


# ---------------------------------------------------------------- shelves


def named(number: int) -> Table:
    return Table(pd.DataFrame({"a": np.zeros(1000)}), "a.csv", f"{number:016x}")


def test_a_table_is_found_by_its_secret_name_only() -> None:
    shelf = Shelves()
    first, second = shelves.new_secret(), shelves.new_secret()
    name = shelf.put(named(1), first, 1e9)
    assert shelf.find(name) is not None
    assert shelf.find(f"{1:016x}") is None
    assert shelf.find(f"{1:016x}.{second}") is None
    assert (shelf.names(first), shelf.names(second)) == ({f"{1:016x}": name}, {})
    shelf.clear(second)
    assert shelf.find(name) is not None
    shelf.clear(first)
    assert shelf.find(name) is None


def test_a_session_gives_up_its_oldest_and_never_that_of_another() -> None:
    shelf, room = Shelves(), 2.5 * 8132
    shelf.put(named(1), "first", room)
    shelf.put(named(2), "second", room)
    shelf.put(named(3), "second", room)
    assert list(shelf.names("second")) == [f"{3:016x}"]
    assert list(shelf.names("first")) == [f"{1:016x}"]
    with pytest.raises(ReadingError, match="Other visitors"):
        shelf.put(named(4), "third", room)


def test_a_name_with_a_secret_is_never_written_and_never_read() -> None:
    control = ENTRY.controls["table"]
    assert control.format("0123456789abcdef.secret") == "0123456789abcdef"
    with pytest.raises(ValueError, match="fingerprint"):
        control.parse("0123456789abcdef.secret")
