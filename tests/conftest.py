"""How all tests run: one thread for each library, because fits this small are only slowed by more,
and slow files first, so that no worker ends alone with a browser."""

import os
from itertools import groupby

import pytest

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # read when the libraries are loaded, which is after this file

SLOW = ("tests/e2e", "tests/report/test_take_home", "tests/pages", "tests/test_contributing")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each worker of xdist begins with an equal part of the items: it begins with slow files."""
    hands = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    files = [list(group) for _, group in groupby(items, lambda item: item.nodeid.split("::")[0])]
    slow = [file for file in files if file[0].nodeid.startswith(SLOW)]
    quick = [item for file in files if file not in slow for item in file]
    items.clear()
    for hand in range(hands):
        mine = [item for file in slow[hand::hands] for item in file]
        n_quick = max(0, (sum(map(len, files)) - len(items)) // (hands - hand) - len(mine))
        items += mine + quick[:n_quick]
        del quick[:n_quick]
