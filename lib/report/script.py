"""A Python script to take home: plain scikit-learn that computes a shown score once more."""

from importlib.metadata import version
from textwrap import dedent
from typing import Any

import numpy as np
import pandas as pd
from sklearn.ensemble import StackingClassifier, VotingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import PredefinedSplit, StratifiedKFold

from lib.combiners.rules.stacking import Stacking
from lib.combiners.soft_vote import SoftVote
from lib.datasets import Dataset
from lib.datasets.cutting.bonds import Bonds, told
from lib.engine.combined import CombinedClassifier
from lib.report._code import Writer, comment, import_lines
from lib.report._formulas import formula_of
from lib.report._pick import Pick, pick_of
from lib.report._take_home import MODULE, NEEDS, take_home
from lib.report.archive import (
    GROUP,
    TARGET,
    TIME,
    data_table,
    free_name,
    has_other_words,
    in_cells,
    kinds_of_words,
)
from lib.scenario.loading import SEEDS_PER_SCENARIO
from lib.statistics.metrics import METRICS
from lib.verdict.case import Case
from lib.words.outside import FORMULA, as_literal

SCRIPT, DATA, FOLDS = "script.py", "data.csv", "folds.csv"
UNIT = "unit"  # in the table of folds: what is tied
INNER = "inner"  # the folds inside a training part, in the script


def script(case: Case, key: str) -> dict[str, str]:
    """Files by name: the script, its data, and `better_together.py` when it needs that.

    key : of any method of the case. The script fits the same models on the same folds and prints
    the mean that the results have for the scenario's score. Raises KeyError when the method took no
    part.
    """
    dataset = in_cells(case.dataset)
    text, ours = _script_text(case, pick_of(case, key), dataset)
    files = {SCRIPT: text, DATA: data_table(dataset).to_csv(index=False)}
    if not _is_plain(case):
        files[FOLDS] = _folds_table(case).to_csv(index=False)
    if ours:
        files[f"{MODULE}.py"] = take_home(ours)
    return files


def _script_text(case: Case, pick: Pick, dataset: Dataset) -> tuple[str, set[tuple[str, str]]]:
    """The script, and the classes of ours that it imports. dataset : as the table holds it."""
    writer, metric = Writer(), case.scenario.metric
    model = _model(writer, pick, is_partition=_is_partition(case))
    has_bonds = not _is_plain(case) and any(map(_listens, (*pick.models, pick.rule)))
    body = [
        _settings(case, pick, dataset),
        _reading(dataset, is_changed=has_other_words(dataset, case.dataset)),
        _building(pick, model),
        _scoring(writer, dataset, metric),
        _cutting(writer, case, has_bonds),
        _running(writer, case, model, has_bonds),
    ]
    warnings = ""
    if "MLPClassifier(" in model:  # stopping early is what keeps a small network calm
        writer.name(ConvergenceWarning.__module__, ConvergenceWarning.__name__)
        warnings = 'warnings.filterwarnings("ignore", category=ConvergenceWarning)'
    ours = {c for c in writer.classes if c[0].startswith("lib.")}
    head = _head(case, pick, bool(ours))
    imports = _imports(writer, bool(warnings))
    first = [head, imports + (f"\n\n{warnings}" if warnings else "")]
    return "\n\n".join([*first, *[part for part in body if part]]) + "\n", ours


def _head(case: Case, pick: Pick, needs_file: bool) -> str:
    made_with = ", ".join(f"{name} {version(name)}" for name in NEEDS)
    title = case.entry.title
    provenance = case.dataset.provenance
    file = [f"# {MODULE}.py beside it holds the parts that scikit-learn does not have."]
    return "\n".join(
        [
            '"""Computes a score shown by Better Together? once more, on the same folds."""',
            "",
            *comment(f"Method: {pick.method.title}"),
            *comment(f"Data: {title}. {provenance.source} Licence: {provenance.licence}"),
            f"# Made with {made_with};",
            "# other versions or computers may differ in the last digits.",
            *(file if needs_file else []),
        ]
    )


def _imports(writer: Writer, warns: bool) -> str:
    standard = ["import warnings"] if warns else []
    standard.append("from pathlib import Path")
    known = writer.classes | {("threadpoolctl", "threadpool_limits")}
    lines = import_lines(known, MODULE)
    ours = [line for line in lines if line.startswith(f"from {MODULE} ")]
    others = [line for line in lines if line not in ours]
    parts = [standard, ["import numpy as np", "import pandas as pd", *others], ours]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _settings(case: Case, pick: Pick, dataset: Dataset) -> str:
    results, first = case.results, case.scenario.seed * SEEDS_PER_SCENARIO
    shown = results.means(case.scenario.metric)[results.positions[pick.method.key]]
    return "\n".join(
        [
            f"FOLDS, REPEATS = {results.n_splits}, {len(results.repeats)}",
            f"FIRST_SEED = {first}  # of the folds; every repeat cuts them with the next one",
            f"SHOWN = {Writer().write(shown)}",
            f"CLASSES = {Writer().write(list(dataset.class_names))}",
        ]
    )


def _reading(dataset: Dataset, is_changed: bool) -> str:
    """is_changed : words stand behind an apostrophe where a spreadsheet would have run them."""
    kinds = kinds_of_words(dataset)
    target, group = (free_name(name, dataset) for name in (TARGET, GROUP))
    others = [group] if dataset.groups is not None else []
    others += [free_name(TIME, dataset)] if dataset.times is not None else []
    types = kinds | {target: "str"} | dict.fromkeys(others, "str")
    lines = [
        f"types = {Writer().write(types)}",
        f'file = Path(__file__).with_name("{DATA}")',
        'data = pd.read_csv(file, dtype=types, keep_default_na=False, na_values=[""])',
        f"y = data.pop({as_literal(target)}).map(CLASSES.index).to_numpy()",
    ]
    if others:
        lines.append(f"data = data.drop(columns={Writer().write(others)})")
    if is_changed:
        lines += [
            f"words = {Writer().write(kinds)}",
            f'apostrophe = r"^\'(?={FORMULA})"  # behind it a spreadsheet runs no word',
            "for name, kind in words.items():",
            '    plain = data[name].astype("str").str.replace(apostrophe, "", regex=True)',
            "    data[name] = plain.astype(kind)",
        ]
    if isinstance(dataset.X, np.ndarray):
        order = "C" if dataset.X.flags.c_contiguous else "F"
        lines.append(f'X = np.array(data, dtype=float, order="{order}")')
    else:
        lines.append("X = data")
    return "\n".join(lines)


def _model(writer: Writer, pick: Pick, is_partition: bool) -> str:
    """The unfitted pick as an expression, four columns in. is_partition : every row is held back
    once, without which scikit-learn cannot stack."""
    if pick.rule is None:
        return writer.write(pick.models[0], 4)
    members = writer.write(list(zip(pick.names, pick.models, strict=True)), 8)
    ours = not is_partition or any(map(_listens, (*pick.models, pick.rule)))
    if type(pick.rule) is SoftVote and not ours:
        return writer.call(VotingClassifier, {"estimators": members, "voting": '"soft"'}, 4)
    if isinstance(pick.rule, Stacking) and not pick.rule.passthrough and not ours:
        second = writer.write(pick.rule.make_learner(), 8)
        arguments = {"estimators": members, "final_estimator": second, "cv": INNER}
        return writer.call(StackingClassifier, arguments, 4)
    arguments = {"members": members, "combiner": writer.write(pick.rule, 8)}
    if pick.rule.learns:
        arguments["cv"] = INNER
    return writer.call(CombinedClassifier, arguments, 4)


def _building(pick: Pick, model: str) -> str:
    about = [f"    {line}" for line in comment(pick.method.title, 90)]
    if INNER in model:
        about.append("    # inner: folds in which it learns from rows that the models did not see")
    head = f"def build({INNER if INNER in model else ''}):"
    return "\n".join(["", head, *about, f"    return {model}"])


def _scoring(writer: Writer, dataset: Dataset, metric: str) -> str:
    score = formula_of(metric, dataset.n_classes)
    if score.function:
        writer.name("sklearn.metrics", score.function)
    expression = score.two_classes if dataset.n_classes == 2 else ""
    expression = (expression or score.expression).format(n_classes=dataset.n_classes)
    lines = comment(f"{METRICS[metric].title}. {METRICS[metric].explanation}", 90)
    lines.append("P = model.predict_proba(X)")
    lines += ["answers = P.argmax(axis=1)"] if score.reads_answers else []
    lines += [*score.lines, f"return {expression}"]
    return "\n".join(["", "def score(model, X, y):", *[f"    {line}" for line in lines]])


def _is_plain(case: Case) -> bool:
    """Whether scikit-learn's stratified folds are all there is to the cut."""
    return case.experiment.bonds.are_loose and _is_partition(case)


def _is_partition(case: Case) -> bool:
    return all(bool((repeat.folds >= 0).all()) for repeat in case.results.repeats)


def _folds_table(case: Case) -> pd.DataFrame:
    """The fold of each row in each repeat, below 0 for those only learned from; what it is tied to
    is in the column `unit`."""
    folds = {f"repeat {i + 1}": one.folds for i, one in enumerate(case.results.repeats)}
    return pd.DataFrame(folds | {UNIT: case.experiment.bonds.units})


def _listens(part: Any) -> bool:
    """Whether it holds rows back inside, and must be told which may not part."""
    return part is not None and bool(told(part, Bonds(np.zeros(2, dtype=int))))


def _cutting(writer: Writer, case: Case, has_bonds: bool) -> str:
    if _is_plain(case):
        name = writer.name(StratifiedKFold.__module__, StratifiedKFold.__name__)
        return dedent(f"""
            def cut(repeat):
                # the fold of each row
                splitter = {name}(FOLDS, shuffle=True, random_state=FIRST_SEED + repeat)
                folds = np.empty(len(y), dtype=int)
                for fold, (_, test) in enumerate(splitter.split(X, y)):
                    folds[test] = fold
                return folds""")
    is_forward = case.experiment.bonds.is_forward
    lines = [f'cuts = pd.read_csv(Path(__file__).with_name("{FOLDS}"))']
    if has_bonds:
        name = writer.name(Bonds.__module__, Bonds.__name__)
        lines.append(f'bonds = {name}(cuts["{UNIT}"].to_numpy(), is_forward={is_forward})')
    lines.append(
        dedent("""

        def cut(repeat):
            # the fold of each row; below 0 it is only learned from
            return cuts[f"repeat {repeat + 1}"].to_numpy()""")
    )
    return "\n".join(lines)


def _running(writer: Writer, case: Case, model: str, has_bonds: bool) -> str:
    title, is_forward = f"{case.metric.title}, mean of all folds", case.experiment.bonds.is_forward
    inner, past, more, before = "", "folds != fold", "", ""
    if is_forward:
        past, before = "folds < fold", PAST_FIRST
    if INNER in model and is_forward:
        inner = "past_first(folds[train])"
    elif INNER in model:
        writer.name(PredefinedSplit.__module__, PredefinedSplit.__name__)
        inner = "PredefinedSplit(folds[train])"
    if has_bonds:
        name = writer.name(told.__module__, told.__name__)
        more = f", **{name}(model, bonds.take(np.flatnonzero(train)))"
    return before * bool(inner) + dedent(f"""
        scores = np.empty((REPEATS, FOLDS))
        with threadpool_limits(limits=1):  # small fits are quicker without threads
            for repeat in range(REPEATS):
                folds = cut(repeat)
                for fold in range(FOLDS):
                    train, test = {past}, folds == fold
                    model = build({inner})
                    model.fit(X[train], y[train]{more})
                    scores[repeat, fold] = score(model, X[test], y[test])
                print(f"repeat {{repeat + 1}}: {{np.nanmean(scores[repeat]):.4f}}")
        print(f"{title}: {{np.nanmean(scores):.12f}}")
        print(f"As the app showed it: {{SHOWN:.12f}}")""")


PAST_FIRST = """
def past_first(folds):
    # each block is answered by models that learned from the blocks before it
    blocks = np.unique(folds)[1:]
    return [(np.flatnonzero(folds < b), np.flatnonzero(folds == b)) for b in blocks]

"""
