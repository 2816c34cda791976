"""What was measured is kept, joined and read back with what made it."""

import json
import shutil

import pandas as pd
import pytest

from lib import combiners, datasets
from lib.evidence import store
from lib.evidence.plan import Cell, cells
from lib.evidence.store import EVIDENCE, read

MADE = {"python": "3.11", "code": "abc"}
SHIPPED = read()
ONE, TWO = Cell("iris", "plain", 0), Cell("moons", "noisy", 3)


def rows(cell):
    return pd.DataFrame(
        {
            "dataset": [cell.dataset] * 2,
            "condition": [cell.condition] * 2,
            "method": ["soft_vote", "distilled"],
            "seed": [cell.seed] * 2,
            **{name: pd.Series([0.12345, 98765.4], dtype="float32") for name in store.DIGITS},
        }
    )


def test_a_cell_with_a_shard_is_not_missing_but_half_a_shard_counts_as_none(tmp_path, monkeypatch):
    def interrupted(table, where):
        where.write_bytes(b"PAR1")
        raise KeyboardInterrupt

    assert store.missing([ONE, TWO], tmp_path) == [ONE, TWO]
    store.keep(ONE, rows(ONE), MADE, tmp_path)
    monkeypatch.setattr(store.pq, "write_table", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.keep(TWO, rows(TWO), MADE, tmp_path)
    assert store.missing([ONE, TWO], tmp_path) == [TWO]


def test_shards_are_joined_with_their_makers_and_seeds(tmp_path):
    store.keep(ONE, rows(ONE), MADE, tmp_path)
    store.keep(TWO, rows(TWO), MADE | {"code": "def"}, tmp_path)
    joined = store.join([ONE, TWO], tmp_path)
    assert joined.about["cells"] == 2
    assert joined.about["seeds"] == [0, 3]
    assert {maker["code"]: maker["cells"] for maker in joined.about["made_by"]} == {
        "abc": 1,
        "def": 1,
    }
    file = tmp_path / "evidence.parquet"
    store.write(joined, file)
    found = store.read(file)
    assert found.about == joined.about
    assert len(found.rows) == 4
    assert found.rows["log_loss"].tolist()[:2] == pytest.approx([0.1234, 98770.0], rel=1e-3)


def test_nothing_measured_and_a_file_of_somebody_else_or_of_another_version_is_refused(tmp_path):
    with pytest.raises(ValueError, match="nothing has been measured"):
        store.join([ONE], tmp_path)
    file = tmp_path / "evidence.parquet"
    rows(ONE).to_parquet(file)
    with pytest.raises(ValueError, match="does not say what made it"):
        store.read(file)
    store.write(store.Evidence(rows(ONE), {"format": 0}), file)
    with pytest.raises(ValueError, match="another version"):
        store.read(file)


def test_the_fingerprint_changes_with_the_code_that_computes(tmp_path, monkeypatch):
    (tmp_path / "lib").mkdir()
    for part in store.COMPUTES:
        shutil.copytree(store.ROOT / "lib" / part, tmp_path / "lib" / part)
    for name in store.COMPUTES_TOO:
        (tmp_path / "lib" / name).parent.mkdir(exist_ok=True)
        shutil.copy(store.ROOT / "lib" / name, tmp_path / "lib" / name)
    here = store.fingerprint()
    monkeypatch.setattr(store, "ROOT", tmp_path)
    assert store.fingerprint() == here
    combiner = tmp_path / "lib" / "combiners" / "soft_vote.py"
    combiner.write_text(combiner.read_text() + "\n")
    assert store.fingerprint() != here


def test_the_rival_in_the_shipped_evidence_reads_all_columns_whatever_the_others_read():
    """The same model on the same rows and folds, so its score is the same too."""
    rows = SHIPPED.rows[SHIPPED.rows["method"] == "best_single"]
    table = rows.pivot_table(
        index=["dataset", "seed"], columns="condition", values="accuracy", observed=True
    )
    for apart, whole in (("views", "plain"), ("noisy views", "noisy"), ("rare views", "rare")):
        both = table[[apart, whole]].dropna()
        assert len(both) > 20
        assert both[apart].to_numpy() == pytest.approx(both[whole].to_numpy(), abs=1e-6)


def test_the_shipped_evidence_is_small_and_says_truly_what_is_in_it():
    assert EVIDENCE.stat().st_size < 3_000_000
    rows, about = SHIPPED.rows, SHIPPED.about
    assert sum(maker["cells"] for maker in about["made_by"]) == about["cells"]
    for maker in about["made_by"]:
        assert {"python", "scikit-learn", "numpy", "scipy", "code"} <= set(maker)
    assert sorted(rows["seed"].unique()) == about["seeds"]
    assert json.loads(json.dumps(about)) == about


def test_the_shipped_evidence_is_what_was_planned():
    rows = SHIPPED.rows
    known = {(c.dataset, c.condition, c.seed) for c in cells(max(SHIPPED.about["seeds"]) + 1)}
    found = rows[["dataset", "condition", "seed"]].drop_duplicates()
    assert {(d, c, int(s)) for d, c, s in found.itertuples(index=False)} <= known
    assert not rows.duplicated(["dataset", "condition", "seed", "method"]).any()
    assert set(rows["dataset"]) <= set(datasets.entries())
    plain = rows[rows["condition"] == "plain"]
    kinds = plain.groupby("source", observed=True)["dataset"].nunique()
    assert kinds.min() >= 12
    members = {f"model{i + 1}" for i in range(12)}
    assert set(plain["method"]) - members <= set(combiners.entries())
