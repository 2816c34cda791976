"""What was measured is kept, joined and read back with what made it."""

import json
import shutil

import pandas as pd
import pytest

from lib import combiners, datasets
from lib.evidence import store
from lib.evidence.earlier import as_now
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


def test_evidence_of_format_1_is_read_as_if_it_were_measured_now():
    """There, the best single model read one source where the others did, the one of all columns
    was called early fusion, and votes of models that read everything were called late too."""
    methods = {"best_single": "single", "early_fusion": "early", "late_mean": "late"}
    rows = pd.DataFrame(
        [
            {"dataset": "iris", "condition": condition, "seed": 0, "method": key, "kind": kind}
            | {"family": "fusion", "title": key, "accuracy": accuracy}
            | dict.fromkeys(["gain", "gain_1", "gain_2", "gain_3"], 100 * (accuracy - 0.6))
            for condition in ("plain", "views")
            for (key, kind), accuracy in zip(methods.items(), (0.6, 0.9, 0.8), strict=True)
        ]
    )
    now = as_now(rows).set_index(["condition", "method"])
    assert list(now.loc["plain"].index) == ["best_single"]
    views = now.loc["views"]
    assert set(views.index) == {"best_single", "best_source", "early_fusion", "late_mean"}
    assert views["accuracy"].to_dict()["best_single"] == 0.9
    assert views.loc["late_mean", "gain"] == pytest.approx(-10)
    assert views.loc["best_source", "gain_2"] == pytest.approx(-30)
    assert views.loc["best_single", "family"] == "single"


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
