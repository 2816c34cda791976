"""What the Voting and the Stacking tab share: the opened fold, and where the row stands in it."""

import numpy as np

from lib import datasets
from lib.engine.results import Results
from lib.inside import stacking, voting
from lib.inside.opened import Opened, headline, open_row
from lib.inside.written import Names
from lib.ui import evidence
from lib.ui.evidence import Evidence
from lib.ui.shell import Page
from lib.ui.show import counted


def opened_at(page: Page, known: Evidence, results: Results, row: int) -> Opened:
    """The fold that holds the row, with every rule of both tabs; once for all its rows."""
    first = results.repeats[0]
    fold = int(first.folds[row])
    keys = tuple(dict.fromkeys([*voting.rules(), *stacking.rules()]))

    def progress(done: int, total: int, label: str) -> None:
        page.say(done / total, f"Opening fold {fold + 1}, fitting {label} ({done} of {total} fits)")

    return evidence.once(
        known,
        ("opened", fold),
        page.say,
        lambda: open_row(known.experiment, first, row, keys, progress),
    )


def names_of(known: Evidence, opened: Opened) -> Names:
    """What models, classes and columns are called."""
    dataset = known.experiment.dataset
    return Names(opened.task.titles, dataset.class_names, dataset.feature_names)


def headline_of(opened: Opened, row: int, method: str, answer: np.ndarray) -> str:
    """What comes of the models' answers about this row. answer : (n_classes,) of the method."""
    truth, votes = int(opened.task.y[row]), opened.said(row).argmax(axis=1)
    wrong = int((votes != truth).sum())
    return headline(row, wrong, len(votes), method, int(answer.argmax()) == truth)


def status(page: Page, results: Results, row: int) -> str:
    """Where the numbers of this row come from."""
    scenario, folds = page.scenario, results.repeats[0].folds
    return (
        f"{datasets.entries()[scenario.dataset].title}: {len(results.y):,} rows, "
        f"{counted(len(results.members), 'model')}, seed {scenario.seed}. Row {row} lies in fold "
        f"{folds[row] + 1} of {results.n_splits} of the first repeat: no model that answers about "
        "it here has seen it."
    )
