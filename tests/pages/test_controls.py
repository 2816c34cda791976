"""Every choice a visitor has: it works, it is in the link, and the page says something new."""

import pytest

from lib import base_models, combiners, datasets
from lib.catalogue.controls import Slider, Toggle, Weights
from lib.datasets.cutting.bonds import RANDOM, TIME
from lib.scenario.link import from_query
from lib.scenario.record import MAX_MEMBERS, SHARED
from lib.ui import sidebar
from lib.ui.controls import NOT_DRAWN
from lib.ui.sidebar import MEASURED
from tests.pages.conftest import LIGHT


def another(control, value):
    """A value that the control allows and that is not this one."""
    if isinstance(control, Slider):
        up = value + 2 * control.step
        return control.parse(control.format(up if up <= control.high else control.low))
    if isinstance(control, Toggle):
        return not value
    return next(option for option in control.options if option != value)


def widget(at, key):
    """The widget of a knob."""
    places = (at.toggle, at.button_group, at.selectbox, at.number_input, at.slider)
    return next(each for place in places for each in place if each.key == key)


def turn(opened, controls):
    """Set the widget of every knob to something else, all at once; gives what they were set to.

    controls : key of the widget -> knob.
    """
    found = {key: widget(opened.at, key) for key in controls}
    values = {key: another(controls[key], found[key].value) for key in controls}
    for key, value in values.items():
        found[key].set_value(value)
    opened.act(opened.at)
    assert {key: widget(opened.at, key).value for key in controls} == values
    return values


def test_every_knob_of_the_data_and_of_all_scenarios_changes_the_scenario(open_page, one_pass):
    opened = open_page(settings="the data", **LIGHT | {"data": "xor"})
    knobs = {f"data.xor.{k}": knob for k, knob in datasets.entries()["xor"].controls.items()}
    measured = {key: SHARED[key] for key in MEASURED}
    assert {*measured, "readers"} == set(SHARED)
    measured.pop("cut")  # there where the data leave a choice, see below
    values = turn(opened, knobs)
    reading = {"readers": SHARED["readers"]}
    for subject, shown in (("the measuring", measured), ("the sources", reading)):
        opened.settings_of(subject)
        values |= turn(opened, {key: shown[key] for key in shown if key not in values})
    now = dict(opened.scenario.dataset_knobs)
    found = {key: now.get(key.rpartition(".")[2], knob.default) for key, knob in knobs.items()}
    asked = {key: getattr(opened.scenario, key) for key in SHARED if key != "cut"}
    assert asked | found == values


def test_data_with_a_time_order_are_cut_in_it_unless_asked_otherwise(open_page, one_pass):
    opened = open_page(settings="the measuring", **LIGHT | {"data": "drifting_sensors"})
    assert any("Cut in time order" in each.value for each in opened.at.caption)
    choice = widget(opened.at, "cut")
    assert (choice.value, list(choice.options)) == (TIME, ["in time order", "at random"])
    choice.set_value(RANDOM)
    opened.act(opened.at)
    assert opened.scenario.cut == RANDOM
    widget(opened.at, "cut").set_value(TIME)
    opened.act(opened.at)
    assert opened.scenario.cut == ""


def test_the_knob_at_hand_is_the_one_of_the_settings(open_page):
    opened = open_page(settings="the data", **LIGHT)
    opened.act(opened.at.slider(key="hand.moons.flip").set_value(10))
    assert opened.link["flip"] == "10"
    assert opened.at.sidebar.slider(key="data.moons.flip").value == 10


def test_every_knob_of_every_model_changes_the_scenario(open_page):
    entries = base_models.entries()
    opened = open_page(settings="the models", **LIGHT | {"models": ",".join(entries)})
    keys = [f"member.{position}.{model}" for position, model in enumerate(entries)]
    knobs = {
        f"{key}.{name}": knob
        for key, entry in zip(keys, entries.values(), strict=True)
        for name, knob in entry.controls.items()
    }
    values = turn(opened, knobs)
    now = zip(keys, opened.scenario.members, strict=True)
    assert {f"{key}.{name}": v for key, member in now for name, v in member.knobs} == values
    shown = [key for key in opened.methods() if key.startswith("model")]
    assert shown == [f"model{i + 1}" for i in range(len(entries))]


@pytest.mark.parametrize("key", combiners.entries())
def test_every_combination_is_shown_and_every_knob_of_it_changes_the_scenario(open_page, key):
    opened = open_page(**LIGHT | {"right": key, "methods": f"soft_vote,{key}"})
    shown = opened.component("stage")["right"]  # of two names for the same, the first
    assert opened.case.results.method(key).key == shown
    entry = combiners.entries()[key]
    assert opened.at.latex[0].value.strip("$\n") == entry.formula
    knobs = {name: knob for name, knob in entry.controls.items() if name not in NOT_DRAWN}
    for name in [name for name, knob in knobs.items() if isinstance(knob, Weights)]:
        del knobs[name]
        opened.act(opened.at.slider(key=f"set.{key}.{name}.0").set_value(2.0))
        assert dict(opened.scenario.knobs_of(key))[name] == "2-1"
    values = turn(opened, {f"set.{key}.{name}": knob for name, knob in knobs.items()})
    now = dict(opened.scenario.knobs_of(key))
    for name, knob in knobs.items():
        assert now.get(name, knob.default) == values[f"set.{key}.{name}"], name


def test_other_data_keep_the_models_and_forget_knobs_and_views(open_page, monkeypatch):
    first, _ = from_query(LIGHT)
    monkeypatch.setattr(sidebar, "DEFAULT", first)
    opened = open_page(**LIGHT | {"noise": "0.45", "views": "a:0,b:1", "seed": "3"})
    opened.pick_data("circles")
    now = opened.scenario
    assert now.dataset == opened.component("gallery")["chosen"] == "circles"
    assert now.dataset_knobs == now.views == ()
    assert [member.model for member in now.members] == ["logistic_regression", "decision_tree"]
    assert now.folds == 3
    (reset,) = [button for button in opened.at.sidebar.button if button.label == "Reset"]
    opened.act(reset.click())
    assert opened.scenario == first
    assert opened.component("gallery")["chosen"] == first.dataset


def test_models_join_leave_and_are_copied(open_page):
    opened = open_page(settings="the models", **LIGHT)
    line, tree, bayes = "logistic_regression", "decision_tree", "gaussian_naive_bayes"

    def choose(*keys):
        opened.act(opened.at.sidebar.button_group(key="models").set_value(list(keys)))

    def models():
        return [member.model for member in opened.scenario.members]

    def depths():
        return [dict(member.knobs).get("max_depth") for member in opened.scenario.members]

    choose(line, tree, bayes)
    assert (models(), depths()) == ([line, tree, bayes], [None, 3, None])  # others keep their knobs
    opened.act(opened.at.button(key="copy.1").click())
    opened.act(opened.at.slider(key="member.2.decision_tree.max_depth").set_value(9))
    assert (models(), depths()) == ([line, tree, tree, bayes], [None, 3, 9, None])
    opened.act(opened.at.button(key="remove.1").click())
    assert depths() == [None, 9, None]
    choose(line, bayes)
    assert models() == [line, bayes]
    choose()
    assert models() == []
    assert opened.words
    choose(tree)
    assert models() == [tree]
    assert not opened.words
    opened.act(opened.at.button(key="remove.0").click())
    assert models() == []


def test_a_thirteenth_model_is_not_offered(open_page):
    models = ",".join(["gaussian_naive_bayes"] * MAX_MEMBERS)
    opened = open_page(settings="the models", **LIGHT | {"models": models})
    assert opened.at.button(key="copy.0").disabled
    assert not opened.at.button(key="remove.0").disabled


def test_two_columns_can_be_chosen_for_the_picture_and_a_view_for_one_model(open_page):
    opened = open_page(settings="the models", **LIGHT | {"data": "iris"})
    before = opened.component("stage")["id"]
    opened.act(opened.at.selectbox(key="plane.x").set_value("2"))
    assert opened.scenario.plane.startswith("2-")
    opened.act(opened.at.selectbox(key="plane.y").set_value("3"))
    assert opened.scenario.plane == "2-3"
    assert opened.component("stage")["id"] != before
    opened.act(opened.at.selectbox(key="plane.x").set_value(""))
    assert opened.scenario.plane == ""
    opened.act(opened.at.selectbox(key="member.0.view").set_value("petal"))
    assert [member.view for member in opened.scenario.members] == ["petal", ""]


def test_every_score_can_be_chosen_where_it_is_read_and_decides_on_other_pages(open_page):
    opened = open_page("compare", **LIGHT)
    for metric in SHARED["metric"].options:
        opened.act(opened.at.selectbox(key="compare.metric").set_value(metric))
        assert opened.scenario.metric == metric
        assert opened.at.sidebar.selectbox(key="metric").value == metric
        for page in ("explore", "verdict", "compare"):
            opened.go_to(page)


def test_a_number_that_is_typed_is_the_same_on_every_page(open_page):
    opened = open_page("explore", is_open=False, **LIGHT | {"data": "lending_club", "rows": "300"})
    for page in ("compare", "verdict", "inside"):
        opened.go_to(page)
        assert opened.at.number_input(key="data.lending_club.rows").value == 300
