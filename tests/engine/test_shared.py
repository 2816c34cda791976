"""What is shared reaches a worker whole, weighs nothing on the way, and leaves nothing behind."""

import gc
import os
import pickle
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from lib.engine.shared import LEAST_BYTES, Shared, dumps
from lib.engine.worker import Worker
from tests.engine.work import sum_of, value_of

N = LEAST_BYTES  # numbers, eight times as many bytes
TABLES = {
    "array": lambda: np.arange(N, dtype=float).reshape(-1, 2),
    "by columns": lambda: np.asfortranarray(np.arange(N, dtype=float).reshape(-1, 2)),
    "every second": lambda: np.arange(2.0 * N)[::2].reshape(-1, 2),
    "frame": lambda: pd.DataFrame(
        {"a": np.arange(N), "b": pd.Categorical(["x", "y"] * (N // 2)), "c": ["é", "z"] * (N // 2)}
    ),
    "nothing much": lambda: np.arange(4.0),
}


@pytest.fixture(scope="module")
def worker():
    one = Worker()
    yield one
    one.close()


def open_blocks():
    return [f for f in Path("/proc/self/fd").iterdir() if "memfd:shared" in os.path.realpath(f)]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_it_arrives_as_it_was_again_and_again(worker, table):
    value = table()
    shared = Shared(value)
    for _ in range(2):
        again = worker.do(partial(value_of, shared))
        assert type(again) is type(value)
        np.testing.assert_array_equal(np.asarray(again), np.asarray(value))


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="no such memory here")
def test_it_weighs_nothing_and_is_gone_with_whoever_held_it():
    shared = Shared(np.zeros(N))
    before = open_blocks()
    assert len(dumps((shared, shared))) < 500
    assert len(open_blocks()) == len(before) + 1
    del shared
    gc.collect()
    assert open_blocks() == before


def test_without_such_memory_it_is_pickled(worker, monkeypatch):
    monkeypatch.delattr(os, "memfd_create", raising=False)
    shared = Shared(np.ones(N))
    assert len(dumps(shared)) > N
    assert worker.do(partial(sum_of, shared)) == N


def test_elsewhere_it_travels_as_it_stands():
    """joblib and a cluster pickle in their own way: there the block would not be found."""
    again = pickle.loads(pickle.dumps(Shared(np.arange(N))))
    np.testing.assert_array_equal(again.value, np.arange(N))
