"""A session's tables, and all that was made of them, end with the session."""

import gc
import time
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lib.catalogue.controls import Knobs
from lib.datasets.brought.shelves import MARK, SHELVES
from lib.reading import Table
from lib.scenario import loading
from lib.scenario.edits import BROUGHT, with_held, with_table
from lib.scenario.link import from_query, to_query
from lib.scenario.record import DEFAULT, Scenario
from lib.ui import tables
from lib.ui.cache import server_cache
from lib.ui.tables import Owner

FRAME = pd.DataFrame({"size": np.arange(40.0) % 7, "kind": ["a", "b"] * 20})
PRINT = "0123456789abcdef"
TABLE = Table(FRAME, "mine.csv", PRINT)


def asked(owner: Owner) -> Scenario:
    return with_held(with_table(DEFAULT, table=PRINT), owner.held())


def size_of_data(knobs: Knobs) -> int:
    return len(knobs)


def test_what_a_session_brought_is_gone_when_it_ends() -> None:
    mine, others = Owner(), Owner()
    names = mine.put(TABLE), others.put(TABLE)
    for owner in (mine, others):
        scenario = asked(owner)
        loading.load_dataset(scenario)
        server_cache().keep(scenario.question, 1, size_of_data, scenario.dataset_knobs)
    gone, stays = asked(mine), asked(others)
    del mine, owner
    gc.collect()
    assert (SHELVES.find(names[0]), SHELVES.find(names[1])) == (None, TABLE)
    assert not server_cache().has(gone.question, size_of_data, gone.dataset_knobs)
    assert server_cache().has(stays.question, size_of_data, stays.dataset_knobs)
    secret = names[0].partition(MARK)[2]
    kept = [key for each in loading_caches() for key in each._kept if secret in repr(key)]
    assert kept == []
    del others
    gc.collect()
    assert SHELVES.find(names[1]) is None


def loading_caches() -> list:
    return [loading._load, loading._parts, loading._arranged]


def test_who_loses_the_line_is_waited_for_and_who_left_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "LINGER", 0.2)
    back, away = Owner(), Owner()
    names = back.put(TABLE), away.put(TABLE)
    back.leave()
    away.leave()
    back.come()
    time.sleep(0.6)
    assert (SHELVES.find(names[0]), SHELVES.find(names[1])) == (TABLE, None)


def test_the_secret_is_in_no_link_and_a_link_alone_names_no_table() -> None:
    owner = Owner()
    secret = owner.put(TABLE).partition(MARK)[2]
    scenario = asked(owner)
    pinned = replace(scenario, pins=(scenario.pin,))
    query = to_query(pinned)
    assert secret not in str(query)
    assert query["table"] == PRINT
    again, notices = from_query(query)
    assert notices == ()
    assert secret not in repr(again)
    assert with_held(again, {}) == again
    assert with_held(again, owner.held()) == pinned
    assert scenario.dataset == BROUGHT
