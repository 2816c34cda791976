"""What is to be measured: enough of everything, and in an order that may be cut anywhere."""

from collections import Counter

import pytest

from lib import combiners, datasets
from lib.evidence.plan import CONDITIONS, RARE, SEEDS, cells
from lib.scenario.link import from_query, to_query
from lib.scenario.loading import load_dataset

CELLS = cells()
PARTS = ("rules", "training")
WIDE = {key for key, entry in datasets.entries().items() if entry.is_wide}
ONE_EACH = {(c.dataset, c.condition, c.part): c for c in CELLS if c.seed == 0}.values()


def test_there_is_enough_of_everything():
    plain = [cell for cell in CELLS if cell.condition == "plain"]
    kinds = Counter(datasets.entries()[cell.dataset].kind for cell in plain if cell.seed == 0)
    assert min(kinds["real"], kinds["generated"]) >= 12 * 2  # rules and training
    assert {cell.seed for cell in plain} == set(range(SEEDS))
    assert SEEDS >= 10


def test_every_combiner_takes_part_once():
    for dataset in ("iris", "moons"):
        parts = [c for c in ONE_EACH if (c.dataset, c.condition) == (dataset, "plain")]
        keys = [key for cell in parts for key in cell.methods]
        assert sorted(keys) == sorted(combiners.entries())


def test_a_run_cut_short_knows_all_data_sets_and_conditions_equally_well():
    """At any point nothing of a part is more than one seed ahead of anything else of it, and what
    trains is never more than two seeds behind the rules."""
    every = Counter((cell.dataset, cell.condition, cell.part) for cell in CELLS)
    done = Counter(dict.fromkeys(every, 0))
    for cell in CELLS:
        done[cell.dataset, cell.condition, cell.part] += 1
        seeds = {part: [n for key, n in done.items() if key[2] == part] for part in PARTS}
        assert all(max(each) - min(each) <= 1 for each in seeds.values())
        assert min(seeds["rules"]) - max(seeds["training"]) >= -1
        assert max(seeds["rules"]) - min(seeds["training"]) <= 3
    assert {part: {every[key] for key in every if key[2] == part} for part in PARTS} == {
        "rules": {SEEDS},
        "training": {8},
    }


def test_a_smaller_design_trains_on_fewer_seeds_too():
    seeds = {part: {c.seed for c in cells(3) if c.part == part} for part in PARTS}
    assert seeds == {"rules": {0, 1, 2}, "training": {0, 1, 2}}
    assert {c.seed for c in cells(5) if c.part == "training"} == {0, 1, 2, 3}


def test_what_a_contrast_compares_is_measured_on_the_same_seeds_and_rows():
    known = {(c.dataset, c.condition, c.seed, c.part) for c in CELLS}
    for c in CELLS:
        assert (c.dataset, "plain", c.seed, c.part) in known
        if CONDITIONS[c.condition].is_apart and c.condition != "views":
            assert (c.dataset, c.condition.removesuffix(" views"), c.seed, c.part) in known


def test_the_app_itself_could_be_asked_the_same_and_no_two_cells_share_a_file():
    assert len({cell.name for cell in CELLS}) == len(CELLS)
    for scenario in [cell.scenario for cell in ONE_EACH]:
        assert from_query(to_query(scenario)) == (scenario, ())


def test_conditions_do_what_they_say():
    for cell in ONE_EACH:
        condition, dataset = CONDITIONS[cell.condition], load_dataset(cell.scenario)
        if cell.part != "rules" or cell.dataset in WIDE:
            continue
        truth = dataset.y if dataset.y_true is None else dataset.y_true
        wrong = 100 * (dataset.y != truth).mean()
        assert wrong == pytest.approx(condition.flip, abs=1), cell.name
        if condition.is_rare:
            assert 100 * (dataset.y == 0).mean() == pytest.approx(RARE, abs=1), cell.name
