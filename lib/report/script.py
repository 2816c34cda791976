"""A Python script to take home: plain scikit-learn that computes a shown score once more."""

from importlib.metadata import version
from textwrap import dedent

import numpy as np
from sklearn.ensemble import StackingClassifier, VotingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import PredefinedSplit, StratifiedGroupKFold, StratifiedKFold

from lib import datasets
from lib.combiners.majority_vote import MajorityVote
from lib.combiners.rules.stacking import Stacking
from lib.combiners.soft_vote import SoftVote
from lib.datasets import Dataset
from lib.engine.combined import CombinedClassifier
from lib.report._code import Writer, comment, import_lines
from lib.report._formulas import FORMULAS
from lib.report._pick import Pick, pick_of
from lib.report._take_home import MODULE, NEEDS, take_home
from lib.report.archive import (
    GROUP,
    TARGET,
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

SCRIPT, DATA = "script.py", "data.csv"
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
    if ours:
        files[f"{MODULE}.py"] = take_home(ours)
    return files


def _script_text(case: Case, pick: Pick, dataset: Dataset) -> tuple[str, set[tuple[str, str]]]:
    """The script, and the classes of ours that it imports. dataset : as the table holds it."""
    writer, metric = Writer(), case.scenario.metric
    is_hard = isinstance(pick.rule, MajorityVote) and FORMULAS[metric].reads_answers
    model = _model(writer, pick, is_hard)
    body = [
        _settings(case, pick, dataset),
        _reading(dataset, is_changed=has_other_words(dataset, case.dataset)),
        _building(pick, model),
        _scoring(writer, dataset, metric, is_hard),
        _cutting(writer, dataset),
        _running(writer, INNER in model, f"{case.metric.title}, mean of all folds"),
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
    title = datasets.entries()[case.scenario.dataset].title
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
    types = kinds | {target: "str"} | ({group: "str"} if dataset.groups is not None else {})
    lines = [
        f"types = {Writer().write(types)}",
        f'file = Path(__file__).with_name("{DATA}")',
        'data = pd.read_csv(file, dtype=types, keep_default_na=False, na_values=[""])',
        f"y = data.pop({as_literal(target)}).map(CLASSES.index).to_numpy()",
    ]
    if dataset.groups is not None:
        lines.append(f"groups = data.pop({as_literal(group)}).to_numpy()")
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


def _model(writer: Writer, pick: Pick, is_hard: bool) -> str:
    """The unfitted pick as an expression, four columns in."""
    if pick.rule is None:
        return writer.write(pick.models[0], 4)
    members = writer.write(list(zip(pick.names, pick.models, strict=True)), 8)
    if is_hard:
        return writer.call(VotingClassifier, {"estimators": members, "voting": '"hard"'}, 4)
    if type(pick.rule) is SoftVote:
        return writer.call(VotingClassifier, {"estimators": members, "voting": '"soft"'}, 4)
    if isinstance(pick.rule, Stacking) and not pick.rule.passthrough:
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


def _scoring(writer: Writer, dataset: Dataset, metric: str, is_hard: bool) -> str:
    score = FORMULAS[metric]
    if score.function:
        writer.name("sklearn.metrics", score.function)
    expression = score.two_classes if dataset.n_classes == 2 else ""
    expression = (expression or score.expression).format(n_classes=dataset.n_classes)
    lines = comment(f"{METRICS[metric].title}. {METRICS[metric].explanation}", 90)
    if is_hard:
        lines.append("answers = model.predict(X)")
    else:
        lines.append("P = model.predict_proba(X)")
        lines += ["answers = P.argmax(axis=1)"] if score.reads_answers else []
    lines += [*score.lines, f"return {expression}"]
    return "\n".join(["", "def score(model, X, y):", *[f"    {line}" for line in lines]])


def _cutting(writer: Writer, dataset: Dataset) -> str:
    kind = StratifiedKFold if dataset.groups is None else StratifiedGroupKFold
    name = writer.name(kind.__module__, kind.__name__)
    rows = "X, y" if dataset.groups is None else "X, y, groups"
    return dedent(f"""
        def cut(seed):
            # the fold of each row; no fold has a class for itself
            splitter = {name}(FOLDS, shuffle=True, random_state=seed)
            folds = np.empty(len(y), dtype=int)
            for fold, (_, test) in enumerate(splitter.split({rows})):
                folds[test] = fold
            return folds""")


def _running(writer: Writer, learns: bool, title: str) -> str:
    if learns:
        writer.name(PredefinedSplit.__module__, PredefinedSplit.__name__)
    inner = "PredefinedSplit(folds[train])" if learns else ""
    return dedent(f"""
        scores = np.empty((REPEATS, FOLDS))
        with threadpool_limits(limits=1):  # small fits are quicker without threads
            for repeat in range(REPEATS):
                folds = cut(FIRST_SEED + repeat)
                for fold in range(FOLDS):
                    train, test = folds != fold, folds == fold
                    model = build({inner}).fit(X[train], y[train])
                    scores[repeat, fold] = score(model, X[test], y[test])
                print(f"repeat {{repeat + 1}}: {{np.nanmean(scores[repeat]):.4f}}")
        print(f"{title}: {{np.nanmean(scores):.12f}}")
        print(f"As the app showed it: {{SHOWN:.12f}}")""")
