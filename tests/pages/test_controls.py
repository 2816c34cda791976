"""Every choice a visitor has: it works, it is in the link, and the page says something new."""

import pytest

from lib import base_models, combiners, datasets
from lib.catalogue.controls import Choice, Slider, Toggle, Weights
from lib.scenario.link import from_query
from lib.scenario.record import DEFAULT, SHARED
from tests.pages.conftest import QUICK, TWO_MODELS


def another(control, value):
    """A value that the control allows and that is not this one."""
    if isinstance(control, Slider):
        up = value + 2 * control.step
        return control.parse(control.format(up if up <= control.high else control.low))
    if isinstance(control, Toggle):
        return not value
    return next(option for option in control.options if option != value)


def widget(at, control, key):
    """The widget of a knob."""
    if isinstance(control, Toggle):
        return at.toggle(key=key)
    if isinstance(control, Choice):
        return at.button_group(key=key) if len(control.options) == 2 else at.selectbox(key=key)
    steps = (control.high - control.low) / control.step
    return at.number_input(key=key) if steps > 500 else at.slider(key=key)


def turn(opened, controls):
    """Set the widget of every knob to something else, all at once; gives what they were set to.

    controls : key of the widget -> knob.
    """
    found = {key: widget(opened.at, control, key) for key, control in controls.items()}
    values = {key: another(controls[key], found[key].value) for key in controls}
    for key, value in values.items():
        found[key].set_value(value)
    opened.act(opened.at)
    assert {key: widget(opened.at, controls[key], key).value for key in controls} == values
    return values


def scenario(opened):
    found, notices = from_query(opened.link)
    assert not notices
    return found


def test_every_shared_choice_changes_the_scenario(open_page):
    opened = open_page(**QUICK | TWO_MODELS | {"data": "xor"})
    for name, value in turn(opened, SHARED).items():
        assert getattr(scenario(opened), name) == value, name


def test_every_knob_of_the_data_changes_the_scenario(open_page):
    opened = open_page(**QUICK | TWO_MODELS)
    controls = datasets.entries()["moons"].controls
    values = turn(opened, {f"data.moons.{name}": knob for name, knob in controls.items()})
    now = dict(scenario(opened).dataset_knobs)
    assert {f"data.moons.{k}": now.get(k, knob.default) for k, knob in controls.items()} == values


def test_every_knob_of_every_model_changes_the_scenario(open_page):
    entries = base_models.entries()
    opened = open_page(**QUICK | {"models": ",".join(entries)})
    keys = [f"member.{position}.{model}" for position, model in enumerate(entries)]
    knobs = {
        f"{key}.{name}": knob
        for key, entry in zip(keys, entries.values(), strict=True)
        for name, knob in entry.controls.items()
    }
    values = turn(opened, knobs)
    now = zip(keys, scenario(opened).members, strict=True)
    assert {f"{key}.{name}": v for key, member in now for name, v in member.knobs} == values


def knobs_of(key):
    """Those of a combination that stand beside its picture; the others follow the scenario."""
    controls = combiners.entries()[key].controls
    return {name: knob for name, knob in controls.items() if name not in ("metric", "folds")}


@pytest.mark.parametrize("key", [key for key in combiners.entries() if knobs_of(key)])
def test_every_knob_of_a_combination_changes_the_scenario(open_page, key):
    opened = open_page(**QUICK | TWO_MODELS | {"right": key, "methods": f"soft_vote,{key}"})
    knobs = knobs_of(key)
    for name in [name for name, knob in knobs.items() if isinstance(knob, Weights)]:
        del knobs[name]
        opened.act(opened.at.slider(key=f"set.{key}.{name}.0").set_value(2.0))
        assert dict(scenario(opened).knobs_of(key))[name] == "2-1"
    values = turn(opened, {f"set.{key}.{name}": knob for name, knob in knobs.items()})
    now = dict(scenario(opened).knobs_of(key))
    for name, knob in knobs.items():
        assert now.get(name, knob.default) == values[f"set.{key}.{name}"], name


def test_other_data_keep_the_models_and_forget_the_knobs_of_the_data(open_page):
    opened = open_page(**QUICK | TWO_MODELS | {"noise": "0.45"})
    opened.act(opened.at.sidebar.selectbox(key="dataset").set_value("circles"))
    now = scenario(opened)
    assert now.dataset == "circles"
    assert now.dataset_knobs == ()
    assert [member.model for member in now.members] == ["logistic_regression", "decision_tree"]
    assert now.folds == 3


def test_a_model_switched_on_joins_and_one_switched_off_leaves(open_page):
    opened = open_page(**QUICK | TWO_MODELS)
    pills = opened.at.sidebar.button_group(key="models")
    opened.act(pills.set_value([*pills.value, "gaussian_naive_bayes"]))
    assert [member.model for member in scenario(opened).members][-1] == "gaussian_naive_bayes"
    assert scenario(opened).members[1].knobs == (("max_depth", 3),)  # the others keep their knobs
    pills = opened.at.sidebar.button_group(key="models")
    opened.act(pills.set_value([each for each in pills.value if each != "decision_tree"]))
    models = [member.model for member in scenario(opened).members]
    assert models == ["logistic_regression", "gaussian_naive_bayes"]


def test_switching_all_off_and_one_on_again(open_page):
    opened = open_page(**QUICK | TWO_MODELS)
    opened.act(opened.at.sidebar.button_group(key="models").set_value([]))
    assert scenario(opened).members == ()
    assert opened.words
    opened.act(opened.at.sidebar.button_group(key="models").set_value(["decision_tree"]))
    assert len(scenario(opened).members) == 1
    assert not opened.words


def test_copying_and_removing_a_model(open_page):
    opened = open_page(**QUICK | TWO_MODELS)
    opened.act(opened.at.button(key="copy.1").click())
    assert [m.model for m in scenario(opened).members] == [
        "logistic_regression",
        "decision_tree",
        "decision_tree",
    ]
    opened.act(opened.at.slider(key="member.2.decision_tree.max_depth").set_value(9))
    assert [dict(m.knobs).get("max_depth") for m in scenario(opened).members] == [None, 3, 9]
    opened.act(opened.at.button(key="remove.1").click())
    assert [dict(m.knobs).get("max_depth") for m in scenario(opened).members] == [None, 9]


def test_the_last_model_can_be_removed_too(open_page):
    opened = open_page(**QUICK | {"models": "decision_tree"})
    opened.act(opened.at.button(key="remove.0").click())
    assert scenario(opened).members == ()


def test_a_thirteenth_model_is_not_offered(open_page):
    opened = open_page(**QUICK | {"models": ",".join(["gaussian_naive_bayes"] * 12)})
    assert opened.at.button(key="copy.0").disabled
    assert not opened.at.button(key="remove.0").disabled


def test_a_view_for_one_model(open_page):
    opened = open_page(**QUICK | TWO_MODELS | {"data": "xor"})
    box = opened.at.selectbox(key="member.0.view")
    view = next(iter(datasets.entries()["xor"].load().views))
    opened.act(box.set_value(view))
    assert [member.view for member in scenario(opened).members] == [view, ""]


def test_two_columns_can_be_chosen_for_the_picture(open_page):
    opened = open_page(**QUICK | TWO_MODELS | {"data": "iris"})
    before = opened.component("stage")["id"]
    opened.act(opened.at.selectbox(key="plane.x").set_value("2"))
    assert scenario(opened).plane.startswith("2-")
    opened.act(opened.at.selectbox(key="plane.y").set_value("3"))
    assert scenario(opened).plane == "2-3"
    assert opened.component("stage")["id"] != before
    opened.act(opened.at.selectbox(key="plane.x").set_value(""))
    assert scenario(opened).plane == ""


def test_the_methods_compared_can_be_chosen(open_page):
    opened = open_page(**QUICK | TWO_MODELS)
    usual = opened.methods()
    box = opened.at.multiselect(key="methods")
    opened.act(box.set_value(["stacking_logistic", "soft_vote"]))
    assert set(scenario(opened).compared) == {"best_single", "soft_vote", "stacking_logistic"}
    assert len(opened.methods()) == 2 + 3
    opened.act(opened.at.multiselect(key="methods").set_value([]))
    assert opened.methods() == usual


@pytest.mark.parametrize("page", ["explore", "compare", "verdict"])
def test_no_way_to_combine_at_all(open_page, page):
    opened = open_page(page, **QUICK | TWO_MODELS | {"methods": "best_single"})
    assert "combin" in opened.headline.lower()


def test_reset_brings_the_first_example_back(open_page, one_pass):
    opened = open_page(**QUICK | TWO_MODELS | {"data": "iris", "seed": "3"})
    reset = [button for button in opened.at.sidebar.button if button.label == "Reset"]
    opened.act(reset[0].click())
    assert scenario(opened) == DEFAULT
    assert opened.at.sidebar.selectbox(key="dataset").value == DEFAULT.dataset


def test_the_score_can_be_changed_where_it_is_read(open_page):
    opened = open_page("compare", **QUICK | TWO_MODELS)
    opened.act(opened.at.selectbox(key="compare.metric").set_value("log_loss"))
    assert scenario(opened).metric == "log_loss"
    assert opened.at.sidebar.selectbox(key="metric").value == "log_loss"


@pytest.mark.parametrize("metric", SHARED["metric"].options)
@pytest.mark.parametrize("page", ["explore", "compare", "verdict"])
def test_every_score_on_every_page(open_page, page, metric):
    opened = open_page(page, **QUICK | TWO_MODELS | {"metric": metric})
    assert scenario(opened).metric == metric
