"""Recorded sets: samples, whole people, balance, and names that fit what is in the file."""

import gzip
import hashlib
import re

import numpy as np
import pandas as pd
import pytest

from lib.datasets import entries
from lib.datasets._recorded import DATA

ENTRIES = {key: entry for key, entry in entries().items() if entry.kind == "real"}
TWO_CLASSES = [key for key, entry in ENTRIES.items() if "balance" in entry.controls]
FILES = sorted(path.name.removesuffix(".csv.gz") for path in DATA.glob("*.csv.gz"))
every_entry = pytest.mark.parametrize("key", list(ENTRIES))


@every_entry
def test_a_sample_is_as_large_as_asked_and_keeps_the_shares_of_the_classes(key: str) -> None:
    entry = ENTRIES[key]
    rows = entry.controls["rows"]
    full, some = (entry.load(random_state=0, rows=n) for n in (rows.high, rows.low))
    assert len(full.y) == rows.high
    shares = np.bincount(full.y) / len(full.y)
    if key in TWO_CLASSES:
        assert entry.controls["balance"].default == round(100 * shares[0])
        assert full.n_classes == 2
    if some.groups is None:  # whole people come in whole numbers of rows
        assert len(some.y) == rows.low
        assert np.abs(np.bincount(some.y) - rows.low * shares).max() < 2.01


def test_a_larger_sample_keeps_the_rows_of_a_smaller_one() -> None:
    small, large = (ENTRIES["wine"].load(random_state=2, rows=n).X for n in (90, 150))
    assert set(map(tuple, small)) <= set(map(tuple, large))


@pytest.mark.parametrize("rows", [100, 600, 800, 1149])
def test_a_sample_of_exercises_keeps_people_whole_and_has_one_for_each_fold(rows: int) -> None:
    entry = ENTRIES["watch_exercises"]
    full, some = (entry.load(random_state=1, rows=n) for n in (1149, rows))
    sizes = pd.Series(full.groups).value_counts()
    kept = pd.Series(some.groups).value_counts()
    assert len(kept) >= 5
    assert (kept == sizes[kept.index]).all()
    assert pd.crosstab(some.groups, some.y).to_numpy().min() > 0


@pytest.mark.parametrize("key", TWO_CLASSES)
def test_balance_leaves_rows_out_until_the_share_is_right(key: str) -> None:
    for percent in (10, 50):
        dataset = ENTRIES[key].load(random_state=0, balance=percent)
        assert np.sum(dataset.y == 0) == pytest.approx(len(dataset.y) * percent / 100, abs=1)


def test_mixed_columns_have_types_a_pipeline_can_tell_apart() -> None:
    credit = ENTRIES["credit_german"].load(random_state=0).X
    topics = ENTRIES["word_topics"].load(random_state=0, rows=3000).X
    assert credit.dtypes.map(str).value_counts().to_dict() == {"category": 11, "float64": 7}
    assert topics.dtypes.map(str).value_counts().to_dict() == {"float64": 11, "str": 2}
    assert not topics.isna().any(axis=None)  # words such as "null" and "nan" are words


def test_missing_numbers_stay_missing_and_missing_categories_say_so() -> None:
    penguins = ENTRIES["penguins"].load(random_state=0, rows=344).X
    assert penguins["bill length"].isna().sum() == 2
    assert (penguins["sex"] == "not recorded").sum() == 11
    assert np.isnan(ENTRIES["thyroid"].load(random_state=0, rows=3163).X).sum() == 2426


def test_a_category_keeps_all_its_levels_in_a_small_sample() -> None:
    few, most = (ENTRIES["credit_german"].load(rows=n).X["purpose"] for n in (100, 1000))
    pd.testing.assert_index_equal(few.cat.categories, most.cat.categories)


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_described_and_unchanged(name: str) -> None:
    assert name in ENTRIES
    about = (DATA / "README.md").read_text(encoding="utf-8")
    section = re.search(rf"^### {name}$(.*?)(?=^###? |\Z)", about, re.MULTILINE | re.DOTALL)
    assert section is not None
    packed = (DATA / f"{name}.csv.gz").read_bytes()
    assert hashlib.sha256(packed).hexdigest() in section[1]
    for said in ("Source", "Citation", "Licence", "Columns", "Changes"):
        assert f"**{said}.**" in section[1]
    header = gzip.decompress(packed).decode("utf-8").split("\n", 1)[0].strip().split(",")
    assert "target" in header
    assert len(header) == len(set(header))


def test_every_licence_text_named_is_there_and_every_one_there_is_named() -> None:
    about = (DATA / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\(licences/([\w.-]+)\)", about))
    assert named == {path.name for path in (DATA / "licences").iterdir()}
