"""The fusion tab and the sensor lab, opened by link."""

import pytest

from lib.scenario.record import TABS
from tests.pages.conftest import QUICK, TWO_MODELS

SETS = {
    "six views": {"data": "digits_sixviews", "models": "discriminant_analysis", "rows": "300"},
    "text": {"data": "word_topics", "models": "logistic_regression", "rows": "200"},
    "two numbers": {"data": "moons"} | TWO_MODELS,
}


def opened_at(open_page, tab, **query):
    assert tab in TABS
    return open_page("inside", **QUICK | {"tab": tab, "sees": "one"} | query)


def drawn(opened):
    """The picture of the fusion tab, in its three widths."""
    (found,) = [m.value for m in opened.at.markdown if "<svg" in m.value]
    return found


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("tab", ["fusion", "sensors"])
def test_the_tabs_open_by_link(open_page, tab, name):
    opened = opened_at(open_page, tab, **SETS[name])
    assert not opened.words
    if tab == "fusion":
        assert drawn(opened).count('role="img"') == 3
    else:
        assert len(opened.at.metric) >= 4


def test_a_link_says_level_method_and_row(open_page):
    lab = "level:decision,decision_method:majority_vote"
    opened = opened_at(open_page, "fusion", **TWO_MODELS, lab=lab, row="7")
    assert opened.headline.startswith("Majority vote answers")
    assert "row 7" in opened.headline
    assert opened.at.selectbox(key="lab.level").value == "decision"


def test_a_method_that_is_not_compared_can_be_switched_on(open_page):
    lab = "level:behaviour,behaviour_method:distilled"
    opened = opened_at(open_page, "fusion", **TWO_MODELS, lab=lab)
    assert "not compared yet" in opened.headline
    opened.act(opened.at.button(key="fusion.compare").click())
    assert "distilled" in opened.link["methods"]
    assert "not compared yet" not in opened.headline


def test_the_slider_only_moves_a_marker(open_page, monkeypatch):
    opened = opened_at(open_page, "sensors", **TWO_MODELS)
    before = opened.headline
    # nothing may be computed any more
    monkeypatch.setattr("lib.inside.sensors.computing.answers", None)
    opened.act(opened.at.slider(key="lab.bias_amount").set_value(300))
    assert opened.link["lab"] == "bias_amount:300"
    assert opened.headline != before
    assert "300 %" in opened.headline


def test_another_view_and_way_are_chosen_by_link(open_page):
    lab = "view:temperature,how:scrambled,scrambled_amount:50"
    opened = opened_at(open_page, "sensors", **TWO_MODELS, lab=lab)
    assert opened.headline.startswith("Temperature scrambled in 50 % of rows")


def test_a_view_that_is_not_there_is_said_and_a_name_of_a_view_is_never_formatting(open_page):
    views = "*a* %24x%24 <b>:0,b:1"
    opened = opened_at(open_page, "sensors", **TWO_MODELS, lab="view:nose", views=views)
    assert any("no view called “nose”" in words for words in opened.words)
    assert len(opened.at.metric) >= 4
    options = opened.at.button_group(key="lab.view").options
    assert options[0].startswith(r"\*a\* \$x\$ \<b\>")


@pytest.mark.parametrize("views", ["all:0-1", "all:0-1,none:"])
def test_with_one_view_the_lab_says_how_to_get_two(open_page, views):
    opened = opened_at(open_page, "sensors", **TWO_MODELS, views=views)
    assert "only one view" in opened.headline
    assert any("make each axis a sensor" in words for words in opened.words)
    drawing = opened_at(open_page, "fusion", **TWO_MODELS, views=views)
    assert ">all<" in drawn(drawing)
    (button,) = [b for b in opened.at.button if b.label.startswith("Open the lab")]
    opened.act(button.click())
    assert opened.link["data"] == "flaky_sensors"
    assert opened.link["tab"] == "sensors"


def test_scores_do_not_depend_on_what_another_page_has_counted(open_page, empty_cache):
    link = TWO_MODELS | {"repeats": "3"}
    (alone,) = opened_at(open_page, "fusion", **link).at.dataframe
    compared = open_page("compare", **QUICK | link | {"sees": "one"})
    assert compared.says("3 × 3 folds")
    (after,) = opened_at(open_page, "fusion", **link).at.dataframe
    assert alone.value.equals(after.value)
