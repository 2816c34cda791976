"""The opening with all ways to combine: what is in it, and what a press makes of the scenario."""

from dataclasses import replace

import pytest

from lib import combiners
from lib.base_models import Member
from lib.engine.results import Failure
from lib.scenario.experiment import prepare
from lib.scenario.record import DEFAULT, Scenario
from lib.ui.components.more_ways import _read_chosen
from lib.ui.more_ways import ALWAYS, ONE_SOURCE, groups_of, with_compared

APART = (
    Member("logistic_regression", view="vibration"),
    Member("decision_tree", view="temperature"),
)
SCENARIOS = {
    "two sources": Scenario(),
    "one source": Scenario(dataset="circles"),
    "three sources": Scenario(dataset="word_topics"),
    "voters that read one source each": Scenario(members=APART),
}


def items_of(scenario, failures=()):
    groups = groups_of(prepare(scenario), failures)
    return {
        item["key"]: item | {"group": group["title"]} for group in groups for item in group["items"]
    }


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_every_combiner_is_there_once_with_a_name_of_its_own_a_sentence_and_a_wiring(scenario):
    items = items_of(scenario)
    assert set(items) == set(combiners.entries())
    assert len({item["title"] for item in items.values()}) == len(items)
    for item in items.values():
        assert item["sentence"]
        layers, links = item["wiring"]["layers"], item["wiring"]["links"]
        for above, below, between in zip(layers, layers[1:], links, strict=False):
            assert {start for start, _ in between} == set(range(len(above)))
            assert {end for _, end in between} == set(range(len(below)))


def test_what_needs_several_sources_takes_part_where_there_are_some():
    with_sources, without = (items_of(SCENARIOS[k]) for k in ("two sources", "one source"))
    for key, entry in combiners.entries().items():
        needs = entry.fuses_sources or key == "best_source"
        assert (without[key]["fixed"], without[key]["note"] == ONE_SOURCE) == (
            ("off", True) if needs else ("on" if key == "best_single" else "", False)
        )
        assert with_sources[key]["fixed"] == ("on" if key == "best_single" else "")
    assert with_sources["best_single"]["note"] == ALWAYS
    assert without["late_mean"]["wiring"]["layers"][0] == ("source 1", "source 2")
    assert with_sources["late_mean"]["wiring"]["layers"][0] == ("vibration", "temperature")


def test_the_group_says_what_happens_to_the_inputs():
    groups = {key: item["group"] for key, item in items_of(SCENARIOS["two sources"]).items()}
    wanted = {
        "soft_vote": "Vote",
        "greedy_selection": "Vote",
        "stacking_logistic": "Stack",
        "late_mean": "Fuse sources",
        "model_soup": "Fuse into one model",
        "equal_budget": "One model",
    }
    assert {key: groups[key] for key in wanted} == wanted
    apart = items_of(SCENARIOS["voters that read one source each"])
    assert apart["soft_vote"]["group"] == "Fuse sources"


def test_second_names_and_failures_are_said():
    items = items_of(Scenario(), (Failure("Linear average", "it is not linear"),))
    assert "best single model" in items["early_fusion"]["note"]
    assert items["linear_average"]["note"] == "Left out: it is not linear."
    assert items["soft_vote"]["note"] == ""


def test_a_press_changes_what_is_compared_and_nothing_else():
    pictured = replace(DEFAULT, left="model2", right="soft_vote")
    more = with_compared(pictured, [*DEFAULT.compared, "borda"])
    assert set(more.compared) == {*DEFAULT.compared, "borda"}
    assert replace(more, methods=()) == pictured
    less = with_compared(pictured, ["best_single", "majority_vote"])
    assert (less.left, less.right) == ("model2", "")
    assert with_compared(pictured, ["best_single"]).compared == ("best_single",)
    assert with_compared(more, DEFAULT.compared) == pictured


@pytest.mark.parametrize(
    ("chosen", "believed"),
    [(["a"], ("a",)), ([], ()), (["x"], None), ("a", None), (None, None), ([["a"]], None)],
)
def test_only_known_keys_are_believed(chosen, believed):
    assert _read_chosen(chosen, ["a", "b"]) == believed
