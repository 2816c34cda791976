"""The fitted pick as a file that is safe to load, with a card that says what it is."""

import io
import json
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np
import skops.io
from joblib import delayed
from sklearn.base import BaseEstimator, clone
from sklearn.exceptions import ConvergenceWarning

from lib.combiners.best_single import BestSingle
from lib.datasets import DataError
from lib.datasets.cutting.bonds import Bonds, fit, told
from lib.engine.combined import CombinedClassifier
from lib.engine.combining import known_rows
from lib.engine.fitting import in_our_words, quick_fits, results_of
from lib.engine.progress import Progress, count, silent
from lib.report._card import card
from lib.report._pick import Pick, pick_of
from lib.report._take_home import MODULE, Definition, take_home
from lib.verdict.case import Case

MODEL, CARD = "model.skops", "README.md"


def model(case: Case, key: str, progress: Progress = silent) -> dict[str, str | bytes]:
    """Files by name: the model fitted on all rows, its card, `better_together.py` if it needs that.

    key : of any method of the case. A combiner that learns does so from the out-of-fold
    probabilities of the first repeat, so the model is the one whose boundary the app draws. Its
    classes are whole numbers, positions in the class names, which the card lists. Raises KeyError
    when the method took no part, DataError when it cannot be fitted on all rows.
    """
    pick = pick_of(case, key)
    content, ours = _dumped(fitted(case, pick, progress))
    needed = skops.io.get_untrusted_types(data=content)
    files: dict[str, str | bytes] = {
        CARD: card(case, pick, needed),
        MODEL: content,
    }
    if ours:
        files[f"{MODULE}.py"] = take_home(ours)
    return files


def unfitted(case: Case, key: str, cv: Any, random_state: int) -> CombinedClassifier:
    """A method as a classifier for rows and labels as they are, nothing learned yet.

    cv, random_state : as in `CombinedClassifier`. Raises KeyError when the method took no part.
    """
    pick = pick_of(case, key)
    members = list(zip(pick.names, pick.models, strict=True))
    rule = None if pick.rule is None else clone(pick.rule)
    return CombinedClassifier(members, rule, cv, random_state)


def fitted(case: Case, pick: Pick, progress: Progress = silent) -> BaseEstimator:
    """The pick fitted on all rows; a single pipeline when one model answers alone."""
    X, y, bonds = case.dataset.X, case.dataset.y, case.experiment.bonds
    if pick.rule is None:
        return next(_fit_all(pick, [0], (X, y, bonds), progress))
    with quick_fits():
        P, every_row = case.results.repeats[0].P_members[:, list(pick.inputs)], np.arange(len(y))
        known = known_rows(case.experiment.task, P, every_row[: len(P)], every_row)
        P, labels, rows, those = known[pick.rule.learns]
        rule = clone(pick.rule)
        rule.fit(P, labels, rows, **told(rule, those))
    used = np.flatnonzero(rule.models_used()).tolist()
    models = list(_fit_all(pick, used, (X, y, bonds), progress))
    if isinstance(rule, BestSingle):
        return models[0]
    members = list(zip(pick.names, pick.models, strict=True))
    by_name = dict(zip([pick.names[i] for i in used], models, strict=True))
    return CombinedClassifier(members, clone(pick.rule)).assemble(X, y, rule, by_name)


def _fit_all(
    pick: Pick, wanted: list[int], data: tuple[Any, np.ndarray, Bonds], progress: Progress
) -> Iterator[Any]:
    """The wanted models of a pick, in order, fitted side by side."""
    jobs = [delayed(_fit)(position, pick.models[position], *data) for position in wanted]
    done: dict[int, Any] = {}
    with results_of(jobs) as finished:
        for position, model, error in finished:
            title = pick.titles[position]
            if error:
                raise DataError(f"{title} cannot be fitted on all rows: {error}.")
            done[position] = model
            count(progress, len(done), len(jobs), title)
    return iter([done[position] for position in wanted])


def _fit(position: int, model: Any, X: Any, y: np.ndarray, bonds: Bonds) -> tuple[int, Any, str]:
    try:
        with quick_fits(), warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # small networks stop early
            return position, fit(clone(model), X, y, bonds), ""
    except Exception as error:
        return position, None, in_our_words(error, y)


def _dumped(model: BaseEstimator) -> tuple[bytes, set[Definition]]:
    """The model as skops writes it, our classes under their names in the take-home file; which."""
    source = zipfile.ZipFile(io.BytesIO(skops.io.dumps(model)))
    schema = json.loads(source.read("schema.json"))
    ours: set[Definition] = set()
    _rename(schema, ours)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("schema.json", json.dumps(schema))
        for name in source.namelist():
            if name != "schema.json":
                archive.writestr(name, source.read(name))
    return target.getvalue(), ours


def _rename(node: Any, ours: set[Definition]) -> None:
    """Let classes of ours be looked for in the take-home file, and note which there are."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        _rename(child, ours)
    if isinstance(node, dict) and str(node.get("__module__", "")).startswith("lib."):
        ours.add((node["__module__"], node["__class__"]))
        node["__module__"] = MODULE
