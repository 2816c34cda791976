"""Run the benchmarks, print one table and keep the figures: `python -m benchmarks [module ...]`.

Each bench_<module>.py beside this file has a function `figures() -> list[Figure]`. A missed goal is
reported and is no failure; a benchmark that cannot run is one.
"""

import dataclasses
import importlib
import json
import os
import platform
import sys
import time
import traceback
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks._figure import Figure

HERE = Path(__file__).parent
LATEST = HERE / "latest.json"
LIBRARIES = ("streamlit", "plotly", "scikit-learn", "pandas", "numpy", "scipy")
COLUMNS = ("module", "figure", "value", "unit", "goal", "met")
MET = {True: "yes", False: "NO", None: ""}

Record = dict[str, Any]


def _modules() -> list[str]:
    return sorted(file.stem.removeprefix("bench_") for file in HERE.glob("bench_*.py"))


def _measure(module: str) -> list[Record]:
    """Every figure of one module, as records."""
    print(f"measuring {module} ...", file=sys.stderr, flush=True)
    start = time.perf_counter()
    figures: list[Figure] = importlib.import_module(f"benchmarks.bench_{module}").figures()
    print(f"  took {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    return [{"module": module} | dataclasses.asdict(figure) for figure in figures]


def _machine() -> dict[str, str | int | None]:
    """What the figures were measured on."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
    } | {library: version(library) for library in LIBRARIES}


def _table(records: list[Record]) -> str:
    rows = [COLUMNS] + [
        (
            record["module"],
            record["name"],
            f"{record['value']:,.4g}" if abs(record["value"]) < 1000 else f"{record['value']:,.0f}",
            record["unit"],
            record["goal"],
            MET[record["met"]],
        )
        for record in records
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = [
        "  ".join(
            cell.rjust(width) if column == COLUMNS.index("value") else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _save(records: list[Record], measured: list[str]) -> None:
    """Write latest.json; figures of modules that did not run today stay."""
    before = json.loads(LATEST.read_text())["figures"] if LATEST.exists() else []
    known = _modules()
    kept = [old for old in before if old["module"] in known and old["module"] not in measured]
    everything = sorted(kept + records, key=lambda record: known.index(record["module"]))
    latest = {"machine": _machine(), "figures": everything}
    LATEST.write_text(json.dumps(latest, indent=2, ensure_ascii=False) + "\n")


def main(wanted: list[str]) -> int:
    """Run the wanted modules, or all of them."""
    wanted = [name.removeprefix("bench_") for name in wanted]
    unknown = [name for name in wanted if name not in _modules()]
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are {', '.join(_modules())}.")
        return 2
    records: list[Record] = []
    measured = []
    chosen = [name for name in _modules() if not wanted or name in wanted]
    for module in chosen:
        try:
            records += _measure(module)
            measured.append(module)
        except Exception:  # one that is broken must not hide the others
            traceback.print_exc()
    print(_table(records))
    goals = [record["met"] for record in records if record["met"] is not None]
    print(f"\n{sum(goals)} of {len(goals)} goals met")
    _save(records, measured)
    return 0 if measured == chosen else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
