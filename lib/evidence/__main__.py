"""Measure the evidence: `python -m lib.evidence` (see `--help`), or `make evidence`.

Cells that were measured before are not measured again, so a run may be stopped at any time and
continued later; whatever there is gets joined at the end.
"""

import argparse
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import joblib
import pandas as pd

from lib.evidence import gains, measuring, ranks, store
from lib.evidence.plan import SEEDS, Cell, cells

say = logging.getLogger("evidence").info


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S", level=logging.INFO)
    if options.gains:
        write_gains(store.read(options.output).rows, options.output)
        return
    wanted = cells(options.seeds)
    if options.only:
        wanted = [cell for cell in wanted if cell.dataset in options.only]
    if not options.join:
        run(wanted, options.jobs, options.scheduler, options.shards)
    evidence = store.join(wanted, options.shards)
    evidence.about["ranks"] = ranks.against_best_single(evidence.rows)
    store.write(evidence, options.output)
    write_gains(evidence.rows, options.output)
    say("%s cells of %s in %s", evidence.about["cells"], len(wanted), options.output)


def write_gains(rows: pd.DataFrame, evidence: Path) -> None:
    """What the verdict reads of the evidence, beside it."""
    gains.write(rows, evidence.with_name(gains.GAINS.name))


def run(wanted: Sequence[Cell], jobs: int, scheduler: str, shards: Path) -> None:
    """Measure what is missing, on this machine or on a Dask cluster, a shard a cell.

    jobs : processes on this machine; joblib's -1 means a process a core. scheduler : address of a
    Dask scheduler, or "" for this machine. Only this process writes, so that a cluster needs no
    disk in common.
    """
    todo = store.missing(wanted, shards)
    made = store.made_by()
    say("%s of %s cells are still to be measured", len(todo), len(wanted))
    started = time.monotonic()
    with _workers(jobs, scheduler):
        found = joblib.Parallel(return_as="generator_unordered", batch_size=1)(
            joblib.delayed(_measured)(cell) for cell in todo
        )
        for done, (cell, rows) in enumerate(found, start=1):
            store.keep(cell, rows, made, shards)
            left = (time.monotonic() - started) / done * (len(todo) - done) / 60
            say("%s  %s of %s, %.0f min left", cell.name, done, len(todo), left)


def _measured(cell: Cell) -> tuple[Cell, pd.DataFrame]:
    return cell, measuring.measure(cell)


@contextmanager
def _workers(jobs: int, scheduler: str) -> Iterator[None]:
    if not scheduler:
        with joblib.parallel_config("loky", n_jobs=jobs):
            yield
        return
    from distributed import Client  # only a cluster needs it

    with Client(scheduler), joblib.parallel_config("dask"):
        yield


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lib.evidence", description=__doc__)
    parser.add_argument("--jobs", type=int, default=-1, help="processes; -1: one a core")
    parser.add_argument("--scheduler", default="", help="address of a Dask scheduler, tcp://...")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many seeds")
    parser.add_argument("--only", nargs="*", help="only these data sets")
    parser.add_argument("--join", action="store_true", help="measure nothing, join what there is")
    parser.add_argument(
        "--gains", action="store_true", help="measure nothing, write the gains of the joined file"
    )
    parser.add_argument("--shards", type=Path, default=store.SHARDS, help="where shards are kept")
    parser.add_argument("--output", type=Path, default=store.EVIDENCE, help="the joined file")
    return parser


if __name__ == "__main__":
    main()
