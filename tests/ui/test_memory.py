"""What is kept is measured, and there is one budget for it: of the machine, the container or the
environment."""

import os
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
import pandas as pd
import pytest
from plotly.graph_objects import Figure
from sklearn.ensemble import RandomForestClassifier

from lib.scenario.experiment import prepare
from lib.scenario.passes import Passes
from lib.ui import cost, memory
from lib.ui.memory import ASKED, LEAST, MB, MOST, budget, group_limits, size_of
from tests.ui.test_passes import ASKED as QUESTION

LARGE = np.ones(MB // 8)


@dataclass(frozen=True, eq=False)
class Record:
    array: np.ndarray
    inner: object = None

    def total(self):
        return self.array.sum()

    @cached_property
    def later(self):
        return np.ones(MB // 8)


def kept_by_a_closure(array):
    return lambda: array


@pytest.mark.parametrize(
    "thing",
    [
        LARGE,
        LARGE[:10],  # it keeps all of it alive
        LARGE.reshape(8, -1).T,
        Record(LARGE, Record(LARGE[::2])),  # shared, so it counts once
        {"a": [LARGE], LARGE.dtype: (LARGE,)},
        np.array([LARGE, None], dtype=object),
        partial(size_of, LARGE),
        kept_by_a_closure(LARGE),
        Record(LARGE).total,
        bytes(MB),
        "x" * MB,
        pd.DataFrame({"a": LARGE}),
        Figure({"data": [{"type": "scatter", "x": LARGE}]}),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_a_megabyte_measures_a_megabyte(thing):
    assert size_of([thing], set()) == pytest.approx(MB, rel=0.05)


def test_what_does_not_let_one_look_inside_is_measured_too():
    X, y = np.random.default_rng(0).normal(size=(2000, 5)), np.arange(2000) % 2
    forest = RandomForestClassifier(20, random_state=0).fit(X, y)
    nodes = sum(tree.tree_.node_count for tree in forest.estimators_)
    assert size_of([forest], set()) > 64 * nodes  # bytes of a node
    assert size_of([threading.Lock(), iter([1]), sys, print], set()) < 1000


def test_what_was_seen_counts_once_and_what_came_later_when_it_is_measured_again():
    record, seen = Record(LARGE), set()
    assert size_of([record], seen) > MB
    assert size_of([record, LARGE], seen) < 200
    assert len(record.later) == len(LARGE)
    assert size_of([record], set()) > 2 * MB


def test_the_passes_after_the_first_are_smaller_and_give_the_same_numbers():
    experiment = prepare(QUESTION)
    first, second = experiment.run(0), experiment.run(1)
    passes = Passes(experiment).with_pass(first).with_pass(second)
    assert passes.repeats[0] is first
    assert passes.repeats[1].P is second.P
    assert passes.repeats[1].P_members.size == 0
    kept = sum(r.P.nbytes + r.P_members.nbytes for r in passes.repeats)
    assert cost.kept_bytes(experiment.task, 2) == kept


@pytest.fixture
def set_budget(monkeypatch):
    def put(value):
        monkeypatch.setenv(ASKED, value)
        budget.cache_clear()

    yield put
    budget.cache_clear()


def test_the_budget_is_what_the_environment_says(set_budget):
    set_budget("300")
    assert budget() == 300 * MB
    for wrong in ("much", "-5", "12.5", "5"):
        set_budget(wrong)
        with pytest.raises(ValueError, match="whole number of megabytes"):
            budget()


def test_else_it_is_half_of_what_the_server_and_its_workers_leave(set_budget, monkeypatch):
    set_budget("")
    monkeypatch.setattr(memory, "N_WORKERS", 2)
    found = []
    for megabytes in (512, 1500, 2000, 64_000):
        monkeypatch.setattr(memory, "memory", lambda m=megabytes: m * MB)
        budget.cache_clear()
        found.append(budget())
    assert found == sorted(found)
    assert (found[0], found[-1]) == (LEAST, MOST)
    assert found[2] - found[1] == 250 * MB


@pytest.mark.parametrize(
    ("groups", "files", "limits"),
    [
        (
            "0::/a/b",
            {"a/b/memory.max": "max", "a/memory.max": "900", "memory.max": "1000"},
            {900, 1000},
        ),
        ("0::/", {"memory.max": "700"}, {700}),
        ("3:cpu:/x\n2:memory:/x", {"memory/x/memory.limit_in_bytes": "800"}, {800}),
        ("2:memory:/unseen", {"memory/memory.limit_in_bytes": "600"}, {600}),
        ("0::/", {}, set()),
        (None, {}, set()),
    ],
)
def test_a_container_is_asked_how_much_it_allows(tmp_path, groups, files, limits):
    if groups is not None:
        (tmp_path / "proc/self").mkdir(parents=True)
        (tmp_path / "proc/self/cgroup").write_text(groups + "\n")
    for name, text in files.items():
        file = tmp_path / "sys/fs/cgroup" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "\n")
    assert set(group_limits(tmp_path)) == limits


def test_the_machine_has_more_than_nothing():
    assert memory.memory() > 256 * MB


def test_a_question_too_large_to_be_kept_is_refused_in_words(set_budget):
    set_budget("64")
    experiment = prepare(replace(QUESTION, dataset_knobs=(("rows", 2000),)))
    cost.refuse_too_large(experiment, 1)
    with pytest.raises(cost.HeldError, match="fewer than the 2,000 rows") as refused:
        cost.refuse_too_large(experiment, 1000)
    assert not refused.value.offer


DEAREST = """
import resource
from dataclasses import replace
from lib.base_models import Member
from lib.engine.progress import silent
from lib.scenario.record import DEFAULT, Scenario
from lib.ui import passes, pool
from lib.ui.cache import server_cache
from lib.ui.memory import MB
from lib.ui.visit import Visit

pool.Pool.warm_up = lambda self: None  # fits run here


def ask(scenario):
    passes.run_passes(scenario.question, scenario.repeats, silent)
    passes.look(Visit(scenario))
    return server_cache().size / MB


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / MB


dear = Scenario(
    "digits",
    dataset_knobs=(("rows", 1797),),
    members=(Member("gaussian_naive_bayes"), Member("decision_tree", (("max_depth", 2),))),
    methods=("soft_vote", "majority_vote", "borda", "log_linear_pool", "dempster_shafer"),
    folds=3,
    repeats=4,
)
ask(replace(DEFAULT, repeats=1))
ask(replace(dear, repeats=1))
before = resident()
sizes = [ask(replace(dear, seed=seed)) for seed in range(1, 9)]
print(max(sizes), resident() - before)
assert server_cache().has(DEFAULT.question, passes.started, DEFAULT.question)
first = replace(dear, seed=1).question
assert not server_cache().has(first, passes.started, first)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_server_under_a_limit_lives_through_the_dearest_questions():
    """Each takes about 8 MB, and the cache of questions may hold 48."""
    told = subprocess.run(
        [sys.executable, "-c", DEAREST],
        env=os.environ | {ASKED: "64"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert not told.returncode, told.stderr
    largest, grown = map(float, told.stdout.split())
    assert 40 < largest <= 48
    assert grown < 48 + 80  # data sets, what is being computed, what the allocator does not return
