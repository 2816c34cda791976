"""The command: continues where it stopped, and gives the same numbers on a Dask cluster."""

import pandas as pd
import pytest

from lib.evidence import __main__ as command
from lib.evidence import measuring, store
from lib.evidence.plan import Cell

TIMES = ["predict_seconds", "fit_seconds"]
TINY = [Cell("iris", "half noisy", 0), Cell("wine", "half noisy", 0)]


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """The shards of two cells, measured on this machine, and what they hold."""
    shards = tmp_path_factory.mktemp("shards")
    command.run(TINY, 1, "", shards)
    return shards, store.join(TINY, shards).rows


def test_each_cell_leaves_a_shard(measured):
    shards, rows = measured
    assert store.missing(TINY, shards) == []
    assert set(rows["dataset"]) == {"iris", "wine"}


def test_only_what_is_missing_is_measured_again(measured, tmp_path, monkeypatch):
    """As after a run that was stopped: one of two shards is there."""
    store.keep(TINY[0], measuring.measure(TINY[0]), store.made_by(), tmp_path)
    asked = []

    def counted(cell):
        asked.append(cell)
        return measure_cell(cell)

    measure_cell = measuring.measure
    monkeypatch.setattr(measuring, "measure", counted)
    command.run(TINY, 1, "", tmp_path)
    assert asked == [TINY[1]]
    again = store.join(TINY, tmp_path).rows
    pd.testing.assert_frame_equal(again.drop(columns=TIMES), measured[1].drop(columns=TIMES))
    command.run(TINY, 1, "", tmp_path)
    assert asked == [TINY[1]]


def test_the_command_line_joins_what_there_is(measured, tmp_path):
    output = tmp_path / "evidence.parquet"
    shards = str(measured[0])
    command.main(
        ["--join", "--seeds", "1", "--only", "iris", "--shards", shards, "--output", str(output)]
    )
    found = store.read(output)
    assert set(found.rows["dataset"]) == {"iris"}
    assert found.about["seeds"] == [0]
    assert found.about["made_by"] == [store.made_by() | {"cells": 1}]
    assert "ranks" in found.about
    beside = tmp_path / "gains.parquet"  # what the verdict reads
    assert beside.exists()
    beside.unlink()
    command.main(["--gains", "--output", str(output)])
    assert beside.exists()


# Dask itself opens sockets that it leaves to be collected.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_cluster_of_two_gives_the_same_numbers(measured, tmp_path):
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        command.run(TINY, 1, cluster.scheduler_address, tmp_path)
    elsewhere = store.join(TINY, tmp_path).rows
    pd.testing.assert_frame_equal(elsewhere.drop(columns=TIMES), measured[1].drop(columns=TIMES))
