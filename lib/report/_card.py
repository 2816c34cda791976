"""The card of a model: what it was trained on, how good it is, what it is not for, how to load."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version

import numpy as np

from lib import combiners
from lib.catalogue.controls import Control, Text, Value, settings
from lib.report._code import Writer
from lib.report._pick import Pick
from lib.report._take_home import MODULE, NEEDS
from lib.report.archive import kinds_of_words, sources
from lib.scenario.loading import SEEDS_PER_SCENARIO
from lib.statistics.metrics import costs_of_each
from lib.verdict.case import Case
from lib.verdict.comparisons import score_of
from lib.verdict.notes import selected
from lib.words.outside import as_literal, as_markdown

NOT_FOR = (
    "It was made to learn how models combine, on a small set of rows. Do not use it to decide "
    "about people, health, money or machines. Nobody has checked it on rows from anywhere else, "
    "and rows unlike these get an answer that sounds as sure as any other."
)


def card(case: Case, pick: Pick, types: Sequence[str]) -> str:
    """Markdown; whatever comes from the data is escaped. types : that skops asks to be trusted."""
    title = case.entry.title
    parts = [
        f"# {as_markdown(pick.method.title)} on {as_markdown(title)}",
        "A model fitted by Better Together?, on all rows of the data named below.",
        _section("What it was trained on", _data(case)),
        _section("The classes", _classes(case)),
        _section("The columns", _columns(case)),
        _section("What it is made of", _made_of(case, pick)),
        _section("How good it is", _scores(case, pick)),
        _section("What it is not for", [NOT_FOR]),
        _section("How to load it", _loading(case, types)),
    ]
    return "\n\n".join(parts) + "\n"


def _section(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"## {title}", "", *lines])


def _data(case: Case) -> list[str]:
    scenario, dataset = case.scenario, case.dataset
    entry = case.entry
    knobs = settings(entry.controls, scenario.dataset_knobs)
    said = {
        "Data": entry.title,
        "Rows": f"{len(dataset.y):,}",
        "Settings": _settings(entry.controls, knobs),
        "Set aside": f"{scenario.sealed} % of the rows, before anything was fitted"
        if scenario.sealed
        else "",
        "Seed": str(scenario.seed),
    } | sources(dataset)
    return [f"- **{name}**: {as_markdown(text)}" for name, text in said.items() if text]


def _classes(case: Case) -> list[str]:
    dataset = case.dataset
    counts = np.bincount(dataset.y, minlength=dataset.n_classes)
    rows = zip(range(dataset.n_classes), dataset.class_names, counts, strict=True)
    about = f"It answers with a number that stands for the {as_markdown(dataset.target)}."
    return [about, "", *_table(("Number", "Class", "Rows"), rows)]


def _columns(case: Case) -> list[str]:
    dataset = case.dataset
    kinds = {"category": "category", "str": "text"}
    words = {name: kinds[kind] for name, kind in kinds_of_words(dataset).items()}
    units = dataset.units or ("",) * len(dataset.feature_names)
    view_of = {column: view for view, columns in dataset.views.items() for column in columns}
    rows = [
        (i, name, words.get(name, "number"), unit, view_of[i])
        for i, (name, unit) in enumerate(zip(dataset.feature_names, units, strict=True))
    ]
    return _table(("Position", "Column", "Holds", "Unit", "View"), rows)


def _made_of(case: Case, pick: Pick) -> list[str]:
    entries = combiners.entries()
    lines = [as_markdown(entries[pick.method.key].summary)] if pick.method.key in entries else []
    lines += ["", "```python"]
    for name, model in zip(pick.names, pick.models, strict=True):
        lines.append(f"{name} = {Writer().write(model)}")
    if pick.rule is not None:
        lines.append(f"combiner = {Writer().write(pick.rule)}")
    made_with = ", ".join(f"{name} {version(name)}" for name in (*NEEDS, "skops"))
    return [*lines, "```", "", f"Made with {made_with}."]


def _scores(case: Case, pick: Pick) -> list[str]:
    results, metric = case.results, case.metric
    found = score_of(results, pick.method.key, case.scenario.metric)
    low, mean, high = (metric.format(value) for value in (found.low, found.mean, found.high))
    first = case.scenario.seed * SEEDS_PER_SCENARIO
    lines = [
        f"{metric.title} on rows held back: **{mean}** (95 % interval from {low} to {high}), from "
        f"{len(results.repeats)} × {results.n_splits} folds, the first cut with seed {first}. This "
        "file was then fitted on all rows, so it was never scored itself.",
    ]
    chosen = selected(case) if case.verdict.candidates else None
    if chosen and chosen.n_candidates > 1 and np.isfinite(chosen.corrected):
        lines += [
            "",
            f"The best of {chosen.n_candidates} candidates, "
            f"{as_markdown(results.method(chosen.key).title)}, has {metric.format(chosen.raw)} as "
            f"measured and {metric.format(chosen.corrected)} corrected for the luck of being the "
            "best of so many.",
        ]
    return lines


def _loading(case: Case, types: Sequence[str]) -> list[str]:
    dataset = case.dataset
    names = Writer().write(list(dataset.class_names))
    reading = 'rows = pd.read_csv("rows.csv")  # the columns above, in this order'
    if isinstance(dataset.X, np.ndarray):
        reading += "\nX = rows.to_numpy(float)"
    else:
        reading += f"\nX = rows.astype({Writer().write(kinds_of_words(dataset))})"
    listed = "".join(f"\n    {as_literal(name)}," for name in types)
    beside = [f"Keep `{MODULE}.py` beside the script: it defines the classes of that name.", ""]
    return [
        "skops loads data, not code: it makes no object of a type that is not listed here, so read "
        "the list before you trust it.",
        "",
        *(beside if any(name.startswith(MODULE) for name in types) else []),
        "```python",
        "import pandas as pd",
        "import skops.io",
        "",
        f"types = [{listed}\n]" if types else "types = []",
        'model = skops.io.load("model.skops", trusted=types)',
        f"classes = {names}",
        reading,
        *_answering(case),
        "```",
    ]


def _answering(case: Case) -> list[str]:
    """The most probable class, or the one that costs least."""
    if not case.metric.costs:
        return ["answers = [classes[i] for i in model.predict(X)]"]
    costs = costs_of_each(case.metric.costs, case.dataset.n_classes).tolist()
    return [
        f"costs = {costs}  # of missing one of each class",
        "answers = [classes[i] for i in (model.predict_proba(X) * costs).argmax(axis=1)]",
    ]


def _settings(controls: Mapping[str, Control], values: Mapping[str, Value]) -> str:
    told = {name: control for name, control in controls.items() if not isinstance(control, Text)}
    return ", ".join(f"{c.label.lower()} {c.format(values[k])}" for k, c in told.items())


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    cells = [head, ["---"] * len(head), *[[as_markdown(str(cell)) for cell in row] for row in rows]]
    return [f"| {' | '.join(row)} |" for row in cells]
