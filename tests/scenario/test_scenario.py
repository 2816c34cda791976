"""A link says what the visitor chose, all of it, and a wrong link is never more than a notice."""

import re
from dataclasses import fields, replace
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lib import base_models, combiners, datasets
from lib.base_models import Member
from lib.cares import PRESETS
from lib.catalogue.controls import Choice, Slider
from lib.datasets.drawn.points import MOST as MOST_POINTS
from lib.datasets.drawn.points import write_points
from lib.scenario.edits import pinned, unpinned, within_locks
from lib.scenario.experiment import prepare
from lib.scenario.link import LINK_VERSION, LONGEST_PIN, from_query, to_query
from lib.scenario.record import ALL, DEFAULT, HELD, MAX_MEMBERS, MAX_PINS, PICTURE, SHARED
from lib.scenario.views import MAX_NAME, MAX_VIEWS
from tests.scenarios import scenarios
from tests.scenarios import unpinned as scenarios_alone

SEPARATORS = set(",;:=@&|")
PLAIN = {"v": LINK_VERSION}
PARTS = ["v", "data", "models", "set", "methods", "lab", "pins", *PICTURE]


def reread(scenario):
    """The scenario as a stranger finds it who opens the link, address bar and all."""
    return from_query(dict(parse_qsl(urlencode(to_query(scenario)), keep_blank_values=True)))


# ---------------------------------------------------------------- everything a visitor can choose


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios())
@example(DEFAULT)
@example(replace(DEFAULT, members=()))
@example(replace(DEFAULT, members=(Member("decision_tree"),) * MAX_MEMBERS))
def test_a_link_brings_back_exactly_what_was_chosen(scenario):
    assert all(isinstance(part, str) for pair in to_query(scenario).items() for part in pair)
    assert reread(scenario) == (scenario, ())


def assert_no_two_alike(names):
    assert sorted(set(names)) == sorted(names)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios_alone())
@example(replace(DEFAULT, members=(Member("decision_tree"),) * MAX_MEMBERS))
@example(  # the name of a source looks like the number of a copy
    replace(
        DEFAULT,
        dataset="iris",
        views=(("a #b", (0, 1)), ("c", (2, 3))),
        members=(Member("decision_tree", (), "a #b"),) * 2,
    )
)
def test_two_models_or_methods_never_have_one_title(scenario):
    assert_no_two_alike(base_models.member_names(scenario.members))
    assert_no_two_alike(base_models.member_names(scenario.members, short=True))
    quick = replace(scenario, sealed=0, members=scenario.members or DEFAULT.members)
    if datasets.entries()[scenario.dataset].is_wide:  # they take a second to load
        quick = replace(quick, dataset="iris", dataset_knobs=())
    task = prepare(quick).task
    methods = [*task.members, *[combination.method for combination in task.combinations]]
    assert_no_two_alike(task.titles)
    assert_no_two_alike([method.title for method in methods])
    assert_no_two_alike([method.short for method in methods])


def test_a_choice_in_a_lab_is_read_by_its_own_control_and_changes_no_fit():
    depth = Slider("Depth", 1, 9, 3)
    chosen = DEFAULT.with_lab_choice("depth", depth, 5)
    assert chosen.lab_choice("depth", depth) == 5
    assert chosen.question == DEFAULT.question
    assert chosen.with_lab_choice("depth", depth, 3) == DEFAULT
    for nonsense in ("deep", "99"):
        assert replace(DEFAULT, lab=(("depth", nonsense),)).lab_choice("depth", depth) == 3


# ---------------------------------------------------------------- what a catalogue must keep to


def test_names_and_values_of_knobs_can_be_written_in_a_link_beside_its_other_parts():
    entries = {**datasets.entries(), **base_models.entries(), **combiners.entries()}
    known = [(key, *knob) for key, entry in entries.items() for knob in entry.controls.items()]
    for key, name, control in [*known, *[("shared", *knob) for knob in SHARED.items()]]:
        assert name.isidentifier(), key
        assert control.parse(control.format(control.default)) == control.default, (key, name)
        if isinstance(control, Choice):
            assert not SEPARATORS & set("".join(control.options)), (key, name)
        if isinstance(control, Slider):
            for value in (control.low, control.low + control.step, control.high):
                read = control.parse(control.format(value))
                assert float(read) == pytest.approx(value), (key, name)
    taken = {*PARTS, "views", *SHARED}
    for key, entry in datasets.entries().items():
        assert not taken & set(entry.controls), key


# ---------------------------------------------------------------- what nobody should have written

NAMES = st.one_of(
    st.sampled_from([*PARTS, "views", "care", "at_most", "sees", "rows", "noise", *SHARED]),
    st.text(max_size=10),
)
PIECES = st.sampled_from(
    [
        *list(base_models.entries())[:3],
        *list(combiners.entries())[:3],
        *[":", ";", "=", "@", ",", "-", "%", "max_depth=2", "weights=1-2", "nan", "1e999", "-1"],
        *["0", "٣", "²", "0x10", "1_0", "on", "model1", "null", "\x00", "🙂", "'", "<b>", "](x)"],
        *["|", "&", "v=2", "pins=v=2", "data=iris", "seed=7"],
        *["inf", "3.9999999", "0.1", "1e-400", "9" * 400, " 3", "+3", "３", "MOONS", "soft_vote"],
        *["%E2%80%AE", "%00", "a:0-3", "@petal", "latency:2", "models:7.5", "how:mask", "%F0%9F"],
    ]
)
VALUES = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=8).map("".join))


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(NAMES, VALUES, max_size=6))
@example({"rope": "3.9999999"})
@example({"rope": "1e400", "seed": "٣", "folds": "", "metric": "Accuracy"})
@example({"at_most": "size_kb:1234567.891"})
@example({"lab": ",".join(f"a{n}:{n}" for n in range(5000))})
@example({"lab": "a" * 5000 + ":1"})
@example({"models": "decision_tree@" + "a" * 5000})
@example({"models": "decision_tree@%E2%80%AE%00"})
@example({"seed": "9" * 5000})
@example({"plane": "9" * 5000 + "-1"})
@example({"row": "9" * 5000})
@example({"lab": "how:" + "%25" * 5000})
@example({"models": "decision_tree:max_depth=" + "9" * 5000})
@example({"models": "," * 5000})
@example({"models": "abacus," * 5000})
@example({"views": "a:0-9999," * 5000})
@example({"views": "a:" + "0-9999." * 5000})
@example({"views": ",".join(f"{n}:{n}" for n in range(40))})
@example({"views": "%" * 5000 + ":0"})
@example({"data": "x" * 100_000})
@example({"pins": "v=2|" * 5000})
@example({"pins": "v=2&pins=v=2|" + "seed=1&" * 5000 + "v=2"})
@example({"pins": "v=2&models=" + "decision_tree:max_depth=3@" + "%C3%A9" * 40 + ","})
@example({"pins": "v=2&views=" + ",".join(f"{n}:{n}-{n}" for n in range(5000))})
@example({"pins": "|".join(f"v=2&lab={'a' * 5000}:1&data={'x' * 300}{n}" for n in range(9))})
@example({"set": "weighted_vote:weights=" + "-".join(["1"] * 5000)})
def test_no_link_is_too_broken_to_open(query):
    scenario, notices = from_query(query)
    assert all(0 < len(notice) < 250 for notice in notices), notices
    assert len(notices) <= 6
    assert reread(scenario) == (scenario, ())  # and what came of it is a good link again
    assert len(urlencode(to_query(scenario))) < 20_000


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"data": "mooons"}, "mooons"),
        ({"seed": "ten"}, "ten"),
        ({"seed": "-1"}, "-1"),
        ({"seed": "10000"}, "10000"),
        ({"seed": "nan"}, "nan"),
        ({"rope": "nan"}, "nan"),
        ({"rope": "inf"}, "inf"),
        ({"rope": "1.0000001"}, "1.0000001"),
        ({"models\x00<b>": "x"}, "models<b>"),
        ({"folds": "2"}, "2"),
        ({"folds": "4.5"}, "4.5"),
        ({"repeats": "0"}, "0"),
        ({"metric": "beauty"}, "beauty"),
        ({"readers": "nobody"}, "nobody"),
        ({"noise": "0.7"}, "0.7"),
        ({"rows": "99"}, "99"),
        ({"left": "model5"}, "model5"),
        ({"right": "hard_vote"}, "hard_vote"),
        ({"plane": "0-0"}, "0-0"),
        ({"plane": "x"}, "x"),
        ({"colour": "blue"}, "colour"),
        ({"models": "abacus"}, "abacus"),
        ({"methods": "hearsay"}, "hearsay"),
        ({"methods": "soft_vote", "right": "majority_vote"}, "majority_vote"),
        ({"models": "decision_tree:max_depth=-1"}, "Depth"),
        ({"set": "hearsay:x=1"}, "hearsay"),
        ({"set": "soft_vote:depth=2"}, "depth"),
        ({"set": "distilled:teacher=distilled"}, "Teacher"),
        ({"care": "latency:9"}, "9"),
        ({"care": "beauty:1"}, "beauty"),
        ({"care": "latency"}, ""),
        ({"at_most": "models:nan"}, "nan"),
        ({"at_most": "size_kb:-1"}, "-1"),
        ({"at_most": "models:inf"}, "inf"),
        ({"v": "7"}, "version"),
        ({"views": "nonsense"}, "nonsense"),
        ({"pins": "nonsense"}, "nonsense"),
        ({"views": "a:x"}, "x"),
        ({"views": "a:1-99999"}, "99999"),
    ],
)
def test_what_cannot_be_honoured_falls_back_and_is_said(query, word):
    scenario, notices = from_query(PLAIN | query)
    assert scenario == replace(DEFAULT, methods=scenario.methods)
    assert len(notices) == 1
    assert word in notices[0]
    assert notices[0].endswith(".")
    assert not re.search(r"Error|Exception|ndarray|None|<class|\(\)", notices[0])


def test_a_number_between_two_steps_and_a_name_that_cannot_be_shown_are_mended_and_it_is_said():
    wish = {"rope": "3.9999999", "models": "decision_tree@" + "a" * 50, "views": "%00b:0"}
    scenario, notices = from_query(PLAIN | wish)
    assert scenario.rope == 4
    assert scenario.members == (Member("decision_tree", (), "a" * MAX_NAME),)
    assert scenario.views == (("b", (0,)),)
    assert ["“3.9999999”" in n or "“aaaa" in n or "“b”" in n for n in notices] == [True] * 3


def test_good_wishes_are_honoured_beside_bad_ones():
    scenario, notices = from_query(
        {"data": "circles", "noise": "9", "rows": "500", "models": "abacus,decision_tree"}
    )
    assert scenario.dataset == "circles"
    assert scenario.dataset_knobs == (("rows", 500),)
    assert scenario.members == (Member("decision_tree"),)
    assert len(notices) == 2
    scenario, notices = from_query({"views": "left:0-1.3,right:2-x,none:"})
    assert scenario.views == (("left", (0, 1, 3)), ("none", ()))
    assert len(notices) == 1


def test_too_many_models_or_views_are_cut_short_and_it_is_said():
    models = ",".join(["decision_tree"] * 40)
    views = ",".join(f"view {n}:{n}" for n in range(40))
    scenario, notices = from_query({"models": models, "views": views})
    assert scenario.members == (Member("decision_tree"),) * MAX_MEMBERS
    assert scenario.views == tuple((f"view {n}", (n,)) for n in range(MAX_VIEWS))
    assert MAX_MEMBERS == MAX_VIEWS
    assert [str(MAX_VIEWS) in notice for notice in notices] == [True, True]


def test_a_default_need_not_be_spelled_out_and_no_models_is_a_choice():
    assert to_query(DEFAULT) == PLAIN
    assert from_query({}) == from_query(PLAIN) == (DEFAULT, ())
    assert from_query(PLAIN | {"models": ""}) == (replace(DEFAULT, members=()), ())
    spelled_out = {
        "data": DEFAULT.dataset,
        "models": ",".join(member.model for member in DEFAULT.members),
        "set": "soft_vote,stacking_logistic",
        **{name: control.format(control.default) for name, control in SHARED.items()},
        **{
            name: control.format(control.default)
            for name, control in datasets.entries()[DEFAULT.dataset].controls.items()
        },
    }
    assert from_query(spelled_out) == (DEFAULT, ())


def test_methods_are_a_set_and_the_usual_ones_need_no_name():
    usual = list(combiners.standard())
    for named in (usual, usual[::-1], [key for key in usual if key != "best_single"]):
        assert from_query({"methods": ",".join(named)}) == (DEFAULT, ())
    pair = from_query({"methods": "stacking_logistic,soft_vote,soft_vote"})[0]
    assert pair == from_query({"methods": "soft_vote,stacking_logistic"})[0]
    assert set(pair.compared) == {"best_single", "soft_vote", "stacking_logistic"}
    assert from_query({"methods": "best_single"})[0].compared == ("best_single",)


def test_what_is_only_shown_does_not_change_the_question():
    shown = replace(DEFAULT, left="model1", right="soft_vote", plane="0-1", repeats=3, rope=2.5)
    assert shown.question == DEFAULT.question
    for preset in PRESETS.values():
        assert DEFAULT.with_priorities(preset.priorities).question == DEFAULT.question
    own_views = {"views": (("a", (0,)), ("b", (1,)))}
    for name, value in {
        **own_views,
        "seed": 1,
        "folds": 4,
        "readers": ALL,
        "metric": "brier",
    }.items():
        assert replace(DEFAULT, **{name: value}).question != DEFAULT.question, name


def test_an_old_link_in_which_each_model_read_one_source_deals_them_and_says_so():
    line, tree = Member("logistic_regression"), Member("decision_tree")
    old = {"v": "1", "models": "logistic_regression,decision_tree@petal", "sees": "one"}
    scenario, notices = from_query(old | {"data": "iris"})
    assert scenario.members == (replace(line, view="sepal"), replace(tree, view="petal"))
    assert any("each model read one source" in notice for notice in notices)
    assert reread(scenario) == (scenario, ())
    assert from_query(old | {"data": "circles"})[0].members[0] == line  # which has one source
    everything, notices = from_query({"v": "1", "sees": "everything"})
    assert (everything, len(notices)) == (DEFAULT, 1)


# ---------------------------------------------------------------- pins


def test_pins_are_whole_scenarios_that_change_no_number_and_have_no_pins():
    trees = replace(DEFAULT, members=(Member("decision_tree"),), left="model1", tab="weights")
    shown = replace(DEFAULT, seed=3, right="soft_vote", pins=(trees.pin,))
    assert shown.question == replace(DEFAULT, seed=3).question
    assert shown.judged == replace(DEFAULT, seed=3)
    assert trees.pin == replace(DEFAULT, members=(Member("decision_tree"),))
    assert shown.pin == replace(DEFAULT, seed=3, right="soft_vote")
    assert to_query(shown)["pins"] == "v=2&models=decision_tree"
    nested = {"pins": "v=2&seed=4&tab=weights&pins=v=2"}
    scenario, notices = from_query(PLAIN | nested)
    assert scenario == replace(DEFAULT, pins=(replace(DEFAULT, seed=4),))
    assert "no pins of its own" in notices[0]


def test_a_fifth_pin_takes_the_place_of_the_first_and_the_same_twice_is_one():
    asked = DEFAULT
    for seed in range(MAX_PINS + 1):
        asked = replace(asked, seed=seed)
        asked = replace(asked, pins=pinned(replace(asked, pins=pinned(asked))))
    assert [pin.seed for pin in asked.pins] == list(range(1, MAX_PINS + 1))
    assert [pin.seed for pin in unpinned(asked, asked.pins[1])] == [1, 3, 4]
    link = PLAIN | {"pins": "|".join(f"v=2&seed={seed}" for seed in (1, 1, 2, 3, 4))}
    scenario, notices = from_query(link)
    assert [pin.seed for pin in scenario.pins] == [1, 2, 3]
    assert [f"first {MAX_PINS}" in notice for notice in notices] == [True]


def test_the_fullest_drawing_can_be_pinned():
    places = np.column_stack(np.divmod(np.arange(MOST_POINTS), 20))
    points = write_points(places, np.arange(MOST_POINTS) % 2)
    drawn = replace(DEFAULT, dataset="your_drawing", dataset_knobs=(("points", points),))
    assert reread(replace(DEFAULT, pins=(drawn,))) == (replace(DEFAULT, pins=(drawn,)), ())


def test_what_is_wrong_in_a_pin_is_said_and_what_is_too_long_is_left_out():
    good = "v=2&data=iris"
    long = "v=2&views=" + ",".join(f"{'%C3%A9' * 39}{n % 10}:{n}" for n in range(12))
    assert len(long) > LONGEST_PIN
    scenario, notices = from_query(PLAIN | {"pins": f"{long}|v=2&seed=x&data=iris|{good}"})
    assert scenario.pins == (replace(DEFAULT, dataset="iris"),)
    assert ["too many settings" in notices[0], "Pinned: Seed" in notices[1]] == [True, True]


@given(scenarios(), scenarios())
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
def test_whatever_is_chosen_what_is_locked_stays(now, then):
    kept = within_locks(now, then)
    assert kept.locks == now.locks
    held = {name for lock in now.locks for name in HELD.get(lock, ())}
    for name in {field.name for field in fields(now)} - {"locks", "lesson"}:
        assert getattr(kept, name) == getattr(now if name in held else then, name)
    if "lesson" in now.locks:
        assert kept.lesson.partition("-")[0] == now.lesson.partition("-")[0]
    else:
        assert kept.lesson == then.lesson
