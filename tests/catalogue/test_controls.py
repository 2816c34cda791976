"""Knobs as data: what is read back is what was written, and what is not allowed is refused."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.catalogue.controls import Choice, Slider, Toggle, Weights, changed, settings

ROWS = Slider("Rows", 100, 2000, 300, step=10, unit="rows")
OVERLAP = Slider("Overlap", 0, 0.6, 0.3, step=0.05)
KIND = Choice("Kind", {"a": "First", "b": "Second"}, "a")
PRUNED = Toggle("Pruned")
WEIGHTS = Weights("Weights")
CONTROLS = {"rows": ROWS, "overlap": OVERLAP, "kind": KIND, "pruned": PRUNED, "weights": WEIGHTS}


@pytest.mark.parametrize(
    ("control", "text", "value"),
    [
        (ROWS, "300", 300),
        (ROWS, "2000", 2000),
        (OVERLAP, "0.15", 0.15),
        (OVERLAP, "0", 0.0),
        (OVERLAP, "1e-1", 0.1),
        (OVERLAP, "0.151", 0.15),
        (OVERLAP, "0.59999", 0.6),
        (ROWS, "304", 300),
        (KIND, "b", "b"),
        (PRUNED, "on", True),
        (PRUNED, "off", False),
        (WEIGHTS, "", ""),
        (WEIGHTS, "2-0-0.5", "2-0-0.5"),
    ],
)
def test_what_is_allowed_is_read(control, text, value):
    read = control.parse(text)
    assert read == value
    assert type(read) is type(value)
    assert control.parse(control.format(read)) == read


@pytest.mark.parametrize(
    ("control", "text"),
    [
        *[(ROWS, text) for text in ("", "99", "2001", "300.5", "many", "nan", "1e3", "0x64")],
        *[(OVERLAP, text) for text in ("", "-0.01", "0.61", "nan", "inf", "-inf", "0,3")],
        *[(KIND, text) for text in ("", "A", "First", "a,b")],
        *[(PRUNED, text) for text in ("", "true", "1", "ON")],
        *[(WEIGHTS, text) for text in ("-", "1-", "6", "1--1", "a-b", "nan", "1-1e9")],
    ],
)
def test_what_is_not_allowed_is_refused_in_words(control, text):
    with pytest.raises(ValueError, match=r"^(is|has) "):  # it follows the text that was wrong
        control.parse(text)


@given(st.text(max_size=40))
@example("9" * 6000)
def test_reading_gives_an_allowed_value_or_a_short_sentence(text):
    for control in CONTROLS.values():
        try:
            value = control.parse(text)
        except ValueError as problem:
            said = str(problem)  # either way is right
            assert said.startswith(("is ", "has "))
            assert len(said) < 150
        else:
            assert control.parse(control.format(value)) == value


@given(st.integers(0, 12))
def test_values_as_a_slider_adds_them_up_are_written_and_read_the_same(steps):
    value = sum([OVERLAP.step] * steps)  # 0.05 + 0.05 + 0.05 is not 0.15
    read = OVERLAP.parse(OVERLAP.format(min(value, OVERLAP.high)))
    assert OVERLAP.parse(OVERLAP.format(read)) == read == pytest.approx(0.05 * steps)


def test_whole_sliders_are_whole():
    assert ROWS.is_whole
    assert not OVERLAP.is_whole
    assert not Slider("Share", 0, 1, 0.5).is_whole
    assert not Slider("Share", 0.5, 2.5, 1.5).is_whole


def test_a_missing_weight_counts_as_one_and_a_superfluous_one_not_at_all():
    assert WEIGHTS.numbers("", 3) == [1, 1, 1]
    assert WEIGHTS.numbers("2-0", 3) == [2, 0, 1]
    assert WEIGHTS.numbers("2-0-3-4", 3) == [2, 0, 3]
    assert WEIGHTS.numbers("2", 0) == []


def test_only_what_differs_from_its_default_is_kept_and_in_order():
    values = {"rows": 500, "overlap": 0.3, "pruned": True, "unknown": 1}
    assert changed(CONTROLS, values) == (("pruned", True), ("rows", 500))
    assert changed(CONTROLS, settings(CONTROLS, ())) == ()
    defaults = {name: control.default for name, control in CONTROLS.items()}
    assert settings(CONTROLS, (("rows", 500),)) == defaults | {"rows": 500}


def test_records_can_be_kept_by_their_value():
    again = Choice("Kind", {"a": "First", "b": "Second"}, "a")
    assert hash(KIND) == hash(again)
    assert again == KIND
