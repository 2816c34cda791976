"""Measure the evidence: `python -m lib.evidence` (see `--help`), or `make evidence`.

Cells that this code measured before are not measured again, so a run may be stopped at any time
(Ctrl-C, or the signal to end) and continued later; whatever there is gets joined at the end.
"""

import argparse
import logging
import signal
import time
from collections import Counter
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
    shards = store.of_code(options.shards, options.code)
    if options.left:
        say_left(wanted, shards)
        return
    if not options.join and not run(wanted, options.jobs, options.scheduler, shards):
        return
    join(wanted, shards, options.output)


def join(wanted: Sequence[Cell], shards: Path, output: Path) -> None:
    """Write what was measured as one file, and beside it what the verdict reads of it."""
    evidence = store.join(wanted, shards)
    evidence.about["ranks"] = ranks.against_best_single(evidence.rows)
    store.write(evidence, output)
    write_gains(evidence.rows, output)
    say("%s cells of %s in %s", evidence.about["cells"], len(wanted), output)


def say_left(wanted: Sequence[Cell], shards: Path) -> None:
    """What is measured and what is left, by condition and part."""
    todo = store.missing(wanted, shards)
    every, left = (Counter((c.condition, c.part) for c in group) for group in (wanted, todo))
    for (condition, part), n in every.items():
        say("%-12s %-9s %4d of %4d left", condition, part, left[condition, part], n)
    say("%s of %s cells are still to be measured, in %s", len(todo), len(wanted), shards)


def write_gains(rows: pd.DataFrame, evidence: Path) -> None:
    """What the verdict reads of the evidence, beside it."""
    gains.write(rows, evidence.with_name(gains.GAINS.name))


def run(wanted: Sequence[Cell], jobs: int, scheduler: str, shards: Path) -> bool:
    """Measure what is missing, on this machine or on a Dask cluster, a shard a cell; whether it
    came to its end.

    jobs : processes on this machine; joblib's -1 means a process a core. scheduler : address of a
    Dask scheduler, or "" for this machine. Only this process writes, so that a cluster needs no
    disk in common. It stops when it is told to, and when the code it measures is changed.
    """
    say_left(wanted, shards)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with _workers(jobs, scheduler):
            return _measure_all(store.missing(wanted, shards), shards)
    except KeyboardInterrupt:
        say("Stopped. The same command goes on from here; with --join it joins what there is.")
        return False
    finally:
        signal.signal(signal.SIGTERM, before)


def _measure_all(todo: Sequence[Cell], shards: Path) -> bool:
    made, started = store.made_by(), time.monotonic()
    found = joblib.Parallel(return_as="generator_unordered", batch_size=1)(
        joblib.delayed(_measured)(cell) for cell in todo
    )
    for done, (cell, rows) in enumerate(found, start=1):
        if store.fingerprint() != made["code"]:
            say("Stopped: the code has changed, and what it measures would not be comparable.")
            return False
        store.keep(cell, rows, made, shards)
        left = (time.monotonic() - started) / done * (len(todo) - done) / 60
        say("%s  %s of %s, %.0f min left", cell.name, done, len(todo), left)
    return True


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
    parser.add_argument("--left", action="store_true", help="measure nothing, say what is left")
    parser.add_argument("--code", default="", help="join what other code measured: its folder")
    parser.add_argument(
        "--gains", action="store_true", help="measure nothing, write the gains of the joined file"
    )
    parser.add_argument("--shards", type=Path, default=store.SHARDS, help="where shards are kept")
    parser.add_argument("--output", type=Path, default=store.EVIDENCE, help="the joined file")
    return parser


if __name__ == "__main__":
    main()
