"""The command: continues where it stopped, and gives the same numbers on a Dask cluster."""

import signal

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
    shards = store.of_code(tmp_path_factory.mktemp("shards"))
    assert command.run(TINY, 1, "", shards)
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
    shards = str(measured[0].parent)
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


def test_shards_of_other_code_are_missing_and_never_joined(measured, tmp_path, caplog):
    made = store.made_by() | {"code": "other"}
    store.keep(TINY[0], measured[1], made, store.of_code(tmp_path, "other"))
    here = store.of_code(tmp_path)
    assert store.missing(TINY, here) == TINY
    with pytest.raises(ValueError, match="nothing has been measured"):
        store.join(TINY, here)
    asked = ["--shards", str(tmp_path), "--output", str(tmp_path / "evidence.parquet")]
    command.main(["--join", "--seeds", "1", "--code", "other", *asked])  # unless it is named
    assert store.read(tmp_path / "evidence.parquet").about["made_by"][0]["code"] == "other"
    caplog.set_level("INFO", "evidence")
    command.main(["--left", "--seeds", "1", "--only", "iris", *asked])
    assert "half noisy   rules        1 of    1 left" in caplog.text


def test_a_run_stops_cleanly_and_when_its_code_is_changed(tmp_path, monkeypatch, caplog):
    """The second cell is where somebody stops it; what was measured before is kept."""
    caplog.set_level("INFO", "evidence")

    def stopped(cell):
        if cell == TINY[1]:
            signal.raise_signal(signal.SIGTERM)
        return pd.DataFrame({"dataset": [cell.dataset]})

    monkeypatch.setattr(measuring, "measure", stopped)
    assert not command.run(TINY, 1, "", tmp_path)
    assert store.missing(TINY, tmp_path) == TINY[1:]
    assert "goes on from here" in caplog.text
    assert signal.getsignal(signal.SIGTERM) != signal.default_int_handler
    monkeypatch.setattr(measuring, "measure", lambda cell: pd.DataFrame({"dataset": ["iris"]}))
    monkeypatch.setattr(store, "fingerprint", lambda: "changed")
    assert not command.run(TINY, 1, "", tmp_path)
    assert store.missing(TINY, tmp_path) == TINY[1:]
    assert "code has changed" in caplog.text


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
