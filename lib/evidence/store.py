"""Where evidence is kept: a shard a cell while it is measured, one Parquet file when joined.

Shards lie in a folder named after the code that made them, so those of different code never mix:
what other code measured is missing, and is not joined unless that code is asked for by name.
"""

import hashlib
import json
import platform
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from lib.evidence.plan import Cell

ROOT = Path(__file__).parents[2]
EVIDENCE = ROOT / "data" / "evidence.parquet"
SHARDS = ROOT / ".artefacts" / "evidence"
FORMAT = 2  # of the columns; one more when they change their meaning
ABOUT = b"about"  # under this name the file says what made it

LIBRARIES = ("scikit-learn", "numpy", "scipy", "pandas")
# What the numbers depend on. Everything else may change without a new measurement.
COMPUTES = ("base_models", "combiners", "datasets", "engine", "networks")
COMPUTES_TOO = (
    "evidence/measuring.py",
    "evidence/plan.py",
    "scenario/edits.py",
    "scenario/experiment.py",
    "statistics/metrics.py",
)
# What only hands work out; no number depends on it.
NEVER_COMPUTES = ("line.py", "progress.py", "worker.py")
# Significant digits kept. Scores of a few hundred rows and gains are shares, few and repeated.
DIGITS = {"log_loss": 4, "predict_seconds": 2, "fit_seconds": 2, "size_bytes": 3, "disagreement": 3}


@dataclass(frozen=True, eq=False)
class Evidence:
    """What was measured: a row a method and cell, and what made it."""

    rows: pd.DataFrame
    about: dict[str, Any]


@cache
def made_by() -> dict[str, str]:
    """Versions of everything a number depends on, and a fingerprint of our own code."""
    libraries = {name: version(name) for name in LIBRARIES}
    return {"python": platform.python_version(), **libraries, "code": fingerprint()}


def fingerprint() -> str:
    """The code that computes, as 12 letters that change when it does."""
    lib = ROOT / "lib"
    files = [file for part in COMPUTES for file in (lib / part).rglob("*.py")]
    files = [file for file in files if file.name not in NEVER_COMPUTES]
    digest = hashlib.sha256()
    for file in sorted(files + [lib / name for name in COMPUTES_TOO]):
        digest.update(file.relative_to(lib).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def of_code(folder: Path, code: str = "") -> Path:
    """The folder of the shards that some code made; of the present code when none is named."""
    return folder / (code or fingerprint())


def keep(cell: Cell, rows: pd.DataFrame, made: dict[str, str], folder: Path = SHARDS) -> None:
    """Write a shard; a run that is stopped in the middle leaves no half of one."""
    folder.mkdir(parents=True, exist_ok=True)
    table = pa.Table.from_pandas(rows, preserve_index=False)
    half = folder / f"{cell.name}.part"
    pq.write_table(table.replace_schema_metadata({ABOUT: json.dumps(made)}), half)
    half.rename(_shard(cell, folder))


def missing(cells: Iterable[Cell], folder: Path = SHARDS) -> list[Cell]:
    """The cells that have no shard yet, in their order."""
    return [cell for cell in cells if not _shard(cell, folder).exists()]


def join(cells: Iterable[Cell], folder: Path = SHARDS) -> Evidence:
    """All shards there are, and what made them. Raises ValueError when there is none."""
    tables = [
        pq.read_table(_shard(cell, folder)) for cell in cells if _shard(cell, folder).exists()
    ]
    if not tables:
        raise ValueError(f"nothing has been measured yet in {folder}")
    rows = pd.concat([table.replace_schema_metadata(None).to_pandas() for table in tables])
    makers = [json.loads(table.schema.metadata[ABOUT]) for table in tables]
    counts = Counter(json.dumps(maker, sort_keys=True) for maker in makers)
    about = {
        "format": FORMAT,
        "cells": len(tables),
        "seeds": sorted(int(seed) for seed in rows["seed"].unique()),
        "made_by": [{**json.loads(maker), "cells": count} for maker, count in counts.items()],
    }
    return Evidence(rows.reset_index(drop=True), about)


def write(evidence: Evidence, file: Path = EVIDENCE) -> None:
    """One small file: repeated words are kept once, and no digits that nobody could measure."""
    words = evidence.rows.select_dtypes(["object", "string"])
    rows = evidence.rows.astype(dict.fromkeys(words, "category"))
    rows = rows.assign(**{name: _rounded(rows[name], n) for name, n in DIGITS.items()})
    table = pa.Table.from_pandas(rows, preserve_index=False)
    metadata = {**(table.schema.metadata or {}), ABOUT: json.dumps(evidence.about).encode()}
    pq.write_table(
        table.replace_schema_metadata(metadata), file, compression="zstd", compression_level=19
    )


def read(file: Path = EVIDENCE) -> Evidence:
    """What `write` wrote. Raises OSError or ValueError when it cannot be read."""
    table = pq.read_table(file)
    about = (table.schema.metadata or {}).get(ABOUT)
    if about is None:
        raise ValueError(f"{file.name} does not say what made it")
    found = json.loads(about)
    if found.get("format") != FORMAT:
        raise ValueError(f"{file.name} was made by another version of the app")
    return Evidence(table.to_pandas(), found)


def _rounded(values: pd.Series, digits: int) -> pd.Series:
    """
    >>> _rounded(pd.Series([12345.0, 98765.0]), 2).tolist()
    [12000.0, 99000.0]
    """
    return values.map(lambda value: float(f"{value:.{digits}g}")).astype("float32")


def _shard(cell: Cell, folder: Path) -> Path:
    return folder / f"{cell.name}.parquet"
