"""The page on which a visitor brings a table, without a browser: by pasting it."""

import numpy as np
import pandas as pd
import pytest

from lib.datasets.brought.example import example, template
from lib.reading import Table, pack
from lib.reading.parsing import parse
from lib.reading.table import fingerprint_of
from lib.scenario.loading import load_dataset
from lib.ui import bringing
from lib.ui.passes import look
from lib.ui.visit import Visit
from tests.pages.conftest import LIGHT


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process does, without the second that it takes to start."""

    def ask(content: bytes, name: str) -> Table:
        frame, notes = parse(content)
        return Table(frame, name, fingerprint_of(content), tuple(notes))

    monkeypatch.setattr(bringing, "read", ask)


def paste(opened, text: str) -> None:
    opened.unfold("own.paste" if not opened.link.get("data") else "own.another")
    opened.unfold("own.paste")
    opened.act(opened.at.text_area(key=bringing.PASTED).set_value(text))
    opened.act(opened.at.button(key="own.read").click())


def column(opened, position: int):
    return opened.at.selectbox(key=f"own.role.{position}")


def press(opened, label: str) -> None:
    (button,) = [one for one in opened.at.button if one.label.replace("\\", "") == label]
    opened.act(button.click())


def test_a_pasted_table_is_guessed_changed_and_asked(open_page):
    opened = open_page("your_data", is_open=False)
    assert opened.headline == "Would combining models help on your own data?"
    paste(opened, template())
    assert opened.headline == "240 rows and 6 columns to learn from"
    assert column(opened, 0).value == "x"
    assert "came_back" in opened.at.selectbox(key="own.target").options
    press(opened, "Test on later rows")
    assert column(opened, 1).value == "w"
    opened.act(column(opened, 2).set_value("x"))
    assert opened.headline == "240 rows and 4 columns to learn from"
    opened.act(opened.at.selectbox(key="own.target").set_value(3))
    assert opened.headline == "One thing to settle before your table can be used"
    press(opened, "Cut into 3")
    assert opened.headline.startswith("240 rows")
    opened.act(opened.at.text_input(key="own.gaps").set_value("tea, -1"))
    assert opened.link["gaps"] == "tea,-1"
    opened.go_to("compare")
    dataset = load_dataset(opened.at.session_state["_scenario"])
    assert dataset.n_classes == 3
    assert dataset.times is not None


def test_what_cannot_be_read_loses_nothing(open_page):
    opened = open_page("your_data", is_open=False)
    paste(opened, template())
    before = opened.link
    paste(opened, "just one cell\nand another\n")
    assert any("Nothing that you had is lost" in box.value for box in opened.at.error)
    assert opened.link == before
    assert opened.headline.startswith("240 rows")


def test_a_link_without_its_table_asks_for_it_and_keeps_its_choices(open_page):
    fingerprint = fingerprint_of(template().encode())
    asked = {"data": "your_table", "table": fingerprint, "columns": "2x", **LIGHT}
    explore = open_page("explore", is_open=False, **asked)
    assert any("Bring the same file" in words for words in explore.words)
    explore.go_to("your_data")
    assert any("Bring the same file" in words for words in explore.words)
    explore.unfold("own.paste")
    explore.act(explore.at.text_area(key=bringing.PASTED).set_value(template()))
    explore.act(explore.at.button(key="own.read").click())
    assert explore.headline.startswith("240 rows and 5 columns")
    assert {name: explore.link[name] for name in asked} == asked


def test_a_small_table_goes_into_the_link_on_request_and_is_there_for_others(open_page):
    opened = open_page("your_data", is_open=False)
    paste(opened, "\n".join(template().split("\n")[:61]))
    assert opened.says("not your rows")
    opened.act(opened.at.button(key="own.pack").click())
    assert opened.link["table"].startswith("~")
    again = open_page("your_data", is_open=False, **opened.link)
    assert again.headline == "60 rows and 6 columns to learn from"


def test_answers_are_offered_as_such_and_their_models_take_part(open_page):
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 2, 60)
    frame = pd.DataFrame({"truth": np.array(["no", "yes"])[truth]})
    for name in ("forest", "line"):
        frame[name] = np.clip(truth * 0.4 + rng.random(60) * 0.6, 0, 1)
    opened = open_page("your_data", is_open=False, **LIGHT)
    paste(opened, frame.to_csv(index=False))
    press(opened, "They are answers of models")
    opened.go_to("compare")
    case = look(Visit(opened.at.session_state["_scenario"]))
    assert [case.results.method(key).title for key in case.results.members] == ["forest", "line"]
    assert np.isnan(case.results.times.alone).all()
    assert opened.says("Those whose answers you brought.")


def test_the_example_is_there_to_be_tried(open_page):
    opened = open_page("your_data", is_open=False)
    opened.act(opened.at.button(key="own.example").click())
    assert opened.headline == "240 rows and 6 columns to learn from"
    assert pack(example()) is not None
