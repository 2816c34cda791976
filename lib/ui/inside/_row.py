"""What the Voting and the Stacking tab share: the fold that holds the row, and the headline."""

from collections.abc import Sequence

from lib import combiners, datasets
from lib.catalogue.controls import Choice
from lib.inside.row_fold import Answered, RowFold, headline, open_row_fold
from lib.inside.stacking.computing import rules as second_models
from lib.inside.voting.computing import rules as votes
from lib.scenario.record import Scenario
from lib.ui import controls
from lib.ui.shell import Page
from lib.verdict.case import Case
from lib.words import counted


def fold_of(page: Page, case: Case, row: int) -> RowFold:
    """The fold that holds the row, with every rule of both tabs; once for all its rows."""
    first = case.results.repeats[0]
    keys = tuple(dict.fromkeys([*votes(), *second_models()]))
    return page.once(open_row_fold, case.experiment, first, int(first.folds[row]), keys)


def write_head(page: Page, case: Case, answered: Answered, method: str) -> None:
    """What comes of the row, and where its numbers come from. method : in a sentence."""
    scenario, results, row = page.scenario, case.results, answered.row
    status = (
        f"{datasets.entries()[scenario.dataset].title}: {len(results.y):,} rows, "
        f"{counted(len(results.members), 'model')}, seed {scenario.seed}. Row {row} lies in fold "
        f"{answered.opened.number + 1} of {results.n_splits} of the first repeat: no model that "
        "answers about it here has seen it."
    )
    page.write(headline(answered, method), status)


def choose_method(
    scenario: Scenario, name: str, label: str, keys: Sequence[str], usual: str = ""
) -> str:
    """One of these combiners; the usual one, or else the first, when the link does not say."""
    titles = {key: combiners.entries()[key].title for key in keys}
    return str(controls.lab(scenario, name, Choice(label, titles, usual or keys[0])))
