"""What is said in a take-away, part by part: plain text and tables, the same for every format."""

import platform
from collections.abc import Mapping
from importlib.metadata import version

import numpy as np
import pandas as pd

from lib import base_models, combiners, datasets
from lib.catalogue.controls import Choice, Control, Knobs, Slider, Value, settings
from lib.engine.results import Method, Results
from lib.metrics import METRICS
from lib.report._report import Part, Report
from lib.scenario.link import LINK_VERSION
from lib.scenario.record import SHARED
from lib.verdict import advice, caveats, comparisons, notes, phrases, reasons, rule, sentences
from lib.verdict.caveats import Setting
from lib.verdict.reasons import Point
from lib.words import duration, in_sentence, number, size

PICKS = {
    "ensembling": "ensembling",
    "fusion": "fusion",
    "tuned single": "one model is enough",
}
FAMILIES = {
    "member": "Base model alone",
    "single": "Single model",
    "ensembling": "Ensembling",
    "fusion": "Fusion",
}
PACKAGES = ("scikit-learn", "numpy", "scipy", "pandas", "plotly", "streamlit")
IN_WORDS = ("Method", "Family", "In a word")
NO_BREAK = "\u00a0"
MANY_CLASSES = 12  # more are counted, not listed


def pick_title(report: Report) -> str:
    """The recommendation as a title: "Soft voting (ensembling)"."""
    judged = report.verdict
    if judged.problem:
        return "No recommendation"
    if judged.outcome == "too close":
        return "Too close to call"
    if judged.outcome == "single":
        return f"Keep your best single model: {judged.facts.single_title}"
    title = report.results.method(judged.pick or "").title
    return f"{title} ({PICKS[judged.outcome]})"


def headline(report: Report) -> str:
    """The finding in one sentence."""
    return sentences.headline(report.results, report.verdict, report.scenario.repeats)


def how(report: Report) -> str:
    """What was measured, in one line."""
    results, title = report.results, datasets.entries()[report.scenario.dataset].title
    return (
        f"{title}: {len(results.y):,} rows, models: {len(results.members)}, methods compared: "
        f"{len(results.methods)}, {len(results.repeats)} × {results.n_splits} folds, "
        f"seed {report.scenario.seed}"
    )


def pick(report: Report) -> Part:
    """The recommendation, why, and what to do."""
    results, judged = report.results, report.verdict
    said = [
        sentences.why(results, judged),
        notes.rescued_broken(judged),
        notes.against_tuned(judged),
        notes.region_note(judged),
        notes.misleading_accuracy(results, judged),
        sentences.bottom_line(results, judged),
    ]
    return Part(f"Recommended pick: {pick_title(report)}", tuple(filter(None, said)))


def chosen(report: Report) -> Part:
    """The best score without the luck of being the best of so many."""
    title = "What was it worth to choose the best?"
    if report.verdict.problem:
        return Part(title)
    found = notes.selected(report.results, report.verdict)
    show = METRICS[report.verdict.metric].format
    scores = f"As measured: {show(found.raw)}. Corrected for the choice: {show(found.corrected)}."
    return Part(title, (scores, notes.why_selected(report.verdict, found)))


def pros(report: Report) -> Part:
    """What speaks for the pick, or for the best combination."""
    found = reasons.pros(report.results, report.verdict)
    return Part(f"For: {_subject(report)}", points=_points(found))


def cons(report: Report) -> Part:
    """What speaks against it."""
    found = reasons.cons(report.results, report.verdict)
    return Part(f"Against: {_subject(report)}", points=_points(found))


def use_if(report: Report) -> Part:
    """When each way is the right one."""
    ways = advice.use_if(report.results, report.verdict)
    return Part("Use which, and when?", points=tuple((one.sentence, one.fact) for one in ways))


def limits(report: Report) -> Part:
    """What the verdict does not show."""
    entry = datasets.entries()[report.scenario.dataset]
    flip = settings(entry.controls, report.scenario.dataset_knobs).get("flip", 0)
    setting = Setting(entry.title, report.scenario.seed, float(flip) / 100)
    said = caveats.limits(report.results, report.verdict, setting)
    return Part("What this does not show", said)


def evidence(report: Report) -> pd.DataFrame:
    """Every method, the best mean first; everything is text, ready to be shown.

    The index holds the methods' keys.
    """
    results, judged = report.results, report.verdict
    keys = results.ranking(judged.metric)
    rows = [_evidence_of(report, results.method(key)) for key in keys]
    return pd.DataFrame(rows, index=keys).rename(columns={"Score": METRICS[judged.metric].title})


def data(report: Report) -> Part:
    """What the data are and where they come from."""
    dataset, scenario = report.experiment.dataset, report.scenario
    entry, source = datasets.entries()[scenario.dataset], dataset.provenance
    values = settings(entry.controls, scenario.dataset_knobs)
    said = {
        entry.title: entry.summary,
        "Rows": f"{len(dataset.y):,}, with {dataset.X.shape[1]:,} columns.",
        "To be told": f"{dataset.target}: {_classes(report)}.",
        "Views": _views(report),
        "Settings": _knobs(entry.controls, values),
        "Source": source.source,
        "Citation": source.citation,
        "Licence": source.licence,
        "Changes": source.changes,
    }
    return Part("The data", points=_said(said))


def measured(report: Report) -> Part:
    """Which models, which methods, and how they were compared."""
    scenario, results, judged = report.scenario, report.results, report.verdict
    metric = METRICS[judged.metric]
    said = {
        "Models": "; ".join(_models(report)),
        "Each model sees": SHARED["sees"].options[scenario.sees],  # type: ignore[union-attr]
        "Compared": "; ".join(_compared(report)),
        "Left out": "; ".join(f"{each.title}: {each.reason}" for each in results.failures),
        "What decides": f"{metric.title}. {metric.explanation}",
        "Too small to matter": phrases.region_text(judged.metric, judged.rope),
        "Folds": f"{results.n_splits}, repeated {len(results.repeats)} times with other parts.",
        "Seed": str(scenario.seed),
    }
    return Part("How it was measured", points=_said(said))


def made_with(report: Report) -> Part:
    """Versions, date and the way back."""
    versions = [f"{name} {version(name)}" for name in PACKAGES]
    said = {
        "Versions": ", ".join([f"Python {platform.python_version()}", *versions]) + ".",
        "Link format": LINK_VERSION,
        "Made on": report.day.isoformat(),
    }
    return Part("Made with", points=_said(said))


def readable(table: pd.DataFrame) -> pd.DataFrame:
    """The table behind a chart for people: no keys, numbers to four digits."""
    shown = table.drop(columns="key", errors="ignore")
    return shown.map(lambda value: f"{value:.4g}" if isinstance(value, float) else str(value))


def in_the_pictures(report: Report) -> list[tuple[str, str, str]]:
    """(key of the method, key of its picture, title) of the two boundaries worth showing.

    The best single model is chosen in every fold; it is drawn as the one chosen in most.
    """
    results, judged = report.results, report.verdict
    single = results.favourite_member(judged.reference) if judged.reference else None
    shown = [(judged.reference, single.key, f"Best single: {single.title}")] if single else []
    if judged.combination:
        title = results.method(judged.combination).title
        shown.append((judged.combination, judged.combination, title))
    known = report.boundaries.pictures if report.boundaries else {}
    return [row for row in shown if row[1] in known and row[0] in results.positions]


def which_is_better(report: Report) -> str:
    """Which way the score points."""
    metric = METRICS[report.verdict.metric]
    return f"{metric.title}: {'higher' if metric.greater_is_better else 'lower'} is better."


def _evidence_of(report: Report, method: Method) -> dict[str, str]:
    """One row of the evidence."""
    results, judged = report.results, report.verdict
    metric, costs = METRICS[judged.metric], results.costs()
    score = comparisons.score_of(results, method.key, judged.metric)
    at = results.positions[method.key]
    row = {
        "Method": method.title,
        "Family": FAMILIES[method.family],
        "Score": metric.format(score.mean),
        "95 % interval": _interval(metric.format(score.low), metric.format(score.high)),
        **_gain_of(report, method),
        "Models run": number(float(costs.models[at]), 1).removesuffix(".0"),
        "Training": duration(float(costs.fit_seconds[at])),
        "Answer a row": duration(float(costs.predict_seconds[at])),
        "Size": size(float(costs.size_bytes[at])),
    }
    twin = report.results.same_answers(method.key)
    if twin != method.key:
        row["Method"] += f" (= {in_sentence(results.method(twin).title)})"
    return {name: text if name in IN_WORDS else unbroken(text) for name, text in row.items()}


def unbroken(text: str) -> str:
    """Numbers and their units stay on one line.

    >>> unbroken("87.1 to 90.2 %").count(" ")
    0
    """
    return text.replace(" ", NO_BREAK)


def _gain_of(report: Report, method: Method) -> dict[str, str]:
    """How much better it is than the best single model, and how sure that is."""
    results, judged = report.results, report.verdict
    if method.key == judged.reference or judged.reference not in results.positions:
        return {"Gain": "reference", "Its interval": "", "In a word": ""}
    gain = comparisons.versus(results, method.key, judged.reference, judged.metric, judged.rope)
    digits = 1 if METRICS[judged.metric].as_percent else 3
    if not gain.is_known:
        return {"Gain": "unknown", "Its interval": "", "In a word": ""}
    low, high = number(gain.low, digits), number(gain.high, digits)
    return {
        "Gain": number(gain.mean, digits),
        "Its interval": _interval(low, high),
        "In a word": rule.word_of(gain),
    }


def _interval(low: str, high: str) -> str:
    """
    >>> _interval("87.1 %", "90.2 %"), _interval("not defined", "not defined")
    ('87.1 to 90.2 %', '')
    """
    if "not defined" in (low, high):
        return ""
    return f"{low.removesuffix(' %')} to {high}"


def _subject(report: Report) -> str:
    key = report.verdict.subject
    return in_sentence(report.results.method(key).title) if key else "nothing compared"


def _points(found: tuple[Point, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((point.sentence, point.fact) for point in found)


def _said(said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Only what there is something to say about."""
    return tuple((about, text) for about, text in said.items() if text)


def _classes(report: Report) -> str:
    """The classes with their rows."""
    results: Results = report.results
    if len(results.class_names) > MANY_CLASSES:
        return f"{len(results.class_names)} classes"
    counts = np.bincount(results.y, minlength=len(results.class_names))
    pairs = zip(results.class_names, counts, strict=True)
    return ", ".join(f"{name} ({count:,} rows)" for name, count in pairs)


def _views(report: Report) -> str:
    """Names of the views, when there are several."""
    views = report.experiment.dataset.views
    if len(views) < 2:
        return ""
    return ", ".join(
        f"{name} ({len(columns)} column{'' if len(columns) == 1 else 's'})"
        for name, columns in views.items()
    )


def _knobs(controls: Mapping[str, Control], values: Mapping[str, Value]) -> str:
    """Every knob with its value, in words."""
    return ", ".join(
        f"{control.label.lower()} {_value(control, values[name])}"
        for name, control in controls.items()
    )


def _value(control: Control, value: Value) -> str:
    if isinstance(control, Choice):
        return control.options[str(value)]
    unit = f" {control.unit}" if isinstance(control, Slider) and control.unit else ""
    return (control.format(value) or "usual") + unit


def _models(report: Report) -> list[str]:
    """Every member with all of its knobs, and the view it sees."""
    entries, named = base_models.entries(), []
    for member in report.experiment.members:
        entry = entries[member.model]
        knobs = _knobs(entry.controls, settings(entry.controls, member.knobs))
        view = f"sees {member.view}" if member.view else ""
        details = ", ".join(filter(None, [knobs, view]))
        named.append(f"{entry.title} ({details})" if details else entry.title)
    return named


def _compared(report: Report) -> list[str]:
    """Every combination with the knobs that were changed."""
    entries, named = combiners.entries(), []
    for key in report.scenario.compared:
        if key in report.results.positions:
            changed: Knobs = report.scenario.knobs_of(key)
            controls = {name: entries[key].controls[name] for name, _ in changed}
            knobs = _knobs(controls, dict(changed))
            named.append(entries[key].title + (f" ({knobs})" if knobs else ""))
    return named
