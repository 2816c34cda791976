"""`compare`: should these models be combined on these rows, and how?"""

import warnings
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import chain
from numbers import Integral, Real
from typing import Any

import joblib
import pandas as pd

from lib import combiners
from lib.asking.comparison import Comparison
from lib.asking.models import came_fitted, made_of, members_of, why_not
from lib.asking.rows import rows_of
from lib.datasets import DataError
from lib.engine.progress import Progress, part_of, silent
from lib.engine.results import Failure
from lib.engine.timing import times_by_a_worker
from lib.scenario.experiment import Experiment, experiment_on
from lib.scenario.passes import Passes
from lib.scenario.record import SHARED, Scenario, in_order
from lib.verdict.case import case_of
from lib.words.outside import quoted, visible

NO_RECORD = ""  # of a data set that is in no catalogue: its own past is no prior
MOST_SEED = 4_000_000  # its multiples by a thousand still are seeds
MOST_ROPE = 50.0  # points


def compare(  # noqa: PLR0913 (what the sidebar of the app holds)
    X: Any,
    y: Any,
    models: Mapping[str, Any] | Iterable[Any],
    *,
    views: Mapping[str, Sequence[Any]] | None = None,
    groups: Any = None,
    times: Any = None,
    methods: Iterable[str] = (),
    metric: str = "accuracy",
    folds: int = 5,
    repeats: int = 5,
    rope: float = 1.0,
    random_state: int = 0,
    class_names: Sequence[str] | Mapping[Any, str] | None = None,
    n_jobs: int | None = None,
    progress: Progress = silent,
) -> Comparison:
    """Every way to combine these models, on the same folds, with the verdict of the app.

    X : (n_samples, n_features), an array or a DataFrame; numbers, categories or words, gaps allowed
        where the models allow them.
    y : (n_samples,) labels of any kind; rows without one are left out.
    models : name -> unfitted scikit-learn classifier with `predict_proba`; or a list of such. The
        app's own base models by key, such as "random_forest": these prepare columns inside the
        folds. An estimator of yours is given the columns as they are, so put what it needs in front
        of it in a Pipeline; a seed that it leaves open is `random_state`; one that is fitted is
        fitted anew.
    views : name -> its columns, by name or position, where they come from several sources; columns
        that are in none form one of their own.
    groups, times : (n_samples,); rows of one group are held back together, or rows are tested in
        the order of their times by what learned from earlier ones.
    methods : keys of the ways to combine, () for those that the app compares at first.
    metric : what decides, such as "accuracy", "log_loss" or "weighted-1-5" (a miss of the second
        class costs five of the first). rope : what is too small to matter, in points.
    folds, repeats : each row is held back once in every repeat.
    class_names : in the order of the sorted labels, or label -> name; None for the labels.
    n_jobs : as in joblib; None leaves it to `joblib.parallel_config`, by which all fits go.
    progress : called as `progress(share, text)` after every fit; what it raises stops the work.

    The same arguments give the same numbers, those of the app for the same rows and seed, whatever
    `n_jobs`; only times vary. Raises ValueError for what cannot be asked, and DataError, which is
    one, for rows from which nothing can be learned.
    """
    rows = rows_of(X, y, views, (groups, times), class_names)
    members = members_of(models, rows.dataset.n_classes)
    asked = Scenario(
        dataset=NO_RECORD,
        members=members,
        methods=_methods(methods),
        metric=str(_shared("metric", metric)),
        rope=_between("rope", rope, 0, MOST_ROPE),
        folds=int(_shared("folds", folds)),
        repeats=int(_shared("repeats", repeats)),
        seed=int(_between("random_state", random_state, 0, MOST_SEED, Integral)),
    )
    experiment = experiment_on(rows.dataset, asked, rows.about)
    with _hands(n_jobs):
        passes = _run(experiment, asked.repeats, progress)
        case = case_of(asked, passes)
    return Comparison(case, rows.kept, came_fitted(members))


def _hands(n_jobs: int | None) -> AbstractContextManager[Any]:
    return nullcontext() if n_jobs is None else joblib.parallel_config(n_jobs=n_jobs)


def _run(experiment: Experiment, repeats: int, progress: Progress) -> Passes:
    """All passes, and how long answers take. What one of them could not fit is left out of all."""
    passes = _able(experiment)
    while (number := len(passes.repeats)) < repeats:
        told = part_of(progress, number, repeats, f"Pass {number + 1} of {repeats}, ")
        passes.experiment.folds(number)  # where rows cannot be cut, no model is to blame
        try:
            passes = passes.with_pass(passes.experiment.run(number, told))
        except DataError as error:
            raise _in_its_own_words(experiment, error) from error
    _warn(passes)
    times = times_by_a_worker(passes.experiment.task, passes.repeats[0])
    return replace(passes, times=times)


def _able(experiment: Experiment) -> Passes:
    """No pass yet, without own estimators that cannot read gaps. They are asked beforehand, because
    the engine takes rows for checked: some would answer, and it would mean nothing."""
    columns, dataset = experiment.models_fitted, experiment.dataset
    if not pd.isna(dataset.X).any(axis=None):
        return Passes(experiment)
    own = dict.fromkeys(chain.from_iterable(map(made_of, columns)))
    said = {each: why for each in own if (why := why_not(each, dataset))}
    if not said:
        return Passes(experiment)
    unable = [[said[each] for each in made_of(column) if each in said] for column in columns]
    able = [i for i, why in enumerate(unable) if not why]
    titled = zip(experiment.task.titles, unable, strict=True)
    failures = tuple(Failure(title, _first_line(why[0])) for title, why in titled if why)
    if not any(i < len(experiment.members) for i in able):
        reasons = "; ".join(f"{each.title}: {each.reason}" for each in failures)
        raise DataError(f"None of these models could be fitted here ({reasons}).")
    return Passes(experiment.keep(able), (), failures)


def _first_line(error: Exception) -> str:
    said = visible(f"{error}".strip().split("\n")[0]).rstrip(".")
    return said if " " in said else f"{type(error).__name__} {said}".rstrip()


def _in_its_own_words(experiment: Experiment, error: DataError) -> DataError:
    """With what an estimator of the reader's says itself, where no model could be fitted."""
    for member in filter(None, map(made_of, experiment.members)):
        if (why := why_not(member[0], experiment.dataset)) is not None:
            kind, title = type(why).__name__, quoted(member[0].title)
            return DataError(f"{error} {title} says of all rows: {kind}: {_first_line(why)}.")
    return error


def _warn(passes: Passes) -> None:
    """Who is left out, with what an estimator of the reader's says itself."""
    titles = {failure.title for failure in passes.failures}
    own = {
        member.title: member
        for member in chain.from_iterable(map(made_of, passes.experiment.scenario.members))
    }
    for title in sorted(titles & set(own)):
        why = why_not(own[title], passes.experiment.dataset)
        told = f" ({type(why).__name__}: {_first_line(why)})" if why else ""
        text = f"{quoted(title)} could not be fitted and is left out{told}."
        warnings.warn(text, stacklevel=4)


def _methods(asked: Iterable[str]) -> tuple[str, ...]:
    keys = [asked] if isinstance(asked, str) else list(asked)
    known = combiners.entries()
    for key in keys:
        if key not in known:
            raise ValueError(
                f"There is no method {quoted(str(key))}. There are {', '.join(known)}."
            )
    return in_order(keys)


def _shared(name: str, asked: Any) -> Any:
    """As a link would have to say it."""
    try:
        return SHARED[name].parse(str(asked))
    except ValueError as error:
        raise ValueError(f"{name}: {quoted(str(asked))} {error}.") from None


def _between(name: str, asked: Any, low: float, high: float, kind: type = Real) -> float:
    is_number = isinstance(asked, kind) and not isinstance(asked, bool)
    if not is_number or not low <= asked <= high:
        what = "a whole number" if kind is Integral else "a number"
        raise ValueError(f"{name} is {asked!r}; it must be {what} from {low:g} to {high:g}.")
    return asked
