"""What is said in a take-away, part by part: plain text and tables, the same for every format."""

import platform
from collections.abc import Mapping
from importlib.metadata import version

import numpy as np

from lib import combiners
from lib.catalogue.controls import Choice, Control, Knobs, Slider, Text, Value, settings
from lib.report._report import Part, Report
from lib.report.archive import sources
from lib.scenario.link import LINK_VERSION
from lib.scenario.record import SHARED
from lib.scenario.views import in_words
from lib.verdict import advice, caveats, grounds, notes, phrases, reasons, sentences
from lib.verdict.case import Case
from lib.verdict.reasons import Point
from lib.words import in_sentence

PACKAGES = ("scikit-learn", "numpy", "scipy", "pandas", "plotly", "streamlit")
MANY_CLASSES = 12  # more are counted, not listed


def how(case: Case) -> str:
    """What was measured, in one line."""
    results, title = case.results, case.entry.title
    return (
        f"{title}: {len(results.y):,} rows, models: {len(results.members)}, methods compared: "
        f"{len(results.methods)}, {len(results.repeats)} × {results.n_splits} folds, "
        f"seed {case.scenario.seed}"
    )


def decision(case: Case) -> Part:
    """What to do, as on the page, and why."""
    said = [
        sentences.lead(case),
        sentences.detail(case),
        grounds.why(case),
        grounds.elsewhere(case),
        notes.rescued_broken(case),
        notes.against_tuned(case),
        notes.region_note(case),
        notes.misleading_accuracy(case),
    ]
    return Part(sentences.headline(case), tuple(filter(None, said)))


def chosen(case: Case) -> Part:
    """The best score without the luck of being the best of so many."""
    title = "What was it worth to choose the best?"
    if case.verdict.problem:
        return Part(title)
    found = notes.selected(case)
    show = case.metric.format
    scores = f"As measured: {show(found.raw)}. Corrected for the choice: {show(found.corrected)}."
    return Part(title, (scores, notes.why_selected(case, found)))


def pros(case: Case) -> Part:
    """What speaks for the pick, or for the best combination."""
    return Part(f"For: {_subject(case)}", points=_points(reasons.pros(case)))


def cons(case: Case) -> Part:
    """What speaks against it."""
    return Part(f"Against: {_subject(case)}", points=_points(reasons.cons(case)))


def use_if(case: Case) -> Part:
    """When each way is the right one."""
    ways = advice.use_if(case)
    points = tuple((f"{one.title} {one.sentence}", one.fact) for one in ways)
    return Part("When you would choose otherwise", points=points)


def limits(case: Case) -> Part:
    """What the verdict does not show."""
    return Part("What this does not show", caveats.caveats(case))


def data(case: Case) -> Part:
    """What the data are and where they come from."""
    dataset, scenario = case.dataset, case.scenario
    entry = case.entry
    values = settings(entry.controls, scenario.dataset_knobs)
    said = {
        entry.title: entry.summary,
        "Rows": f"{len(dataset.y):,}, with {dataset.X.shape[1]:,} columns.",
        "To be told": f"{dataset.target}: {_classes(case)}.",
        "Views": _views(case),
        "Settings": _knobs(entry.controls, values),
    } | sources(dataset)
    return Part("The data", points=_said(said))


def measured(case: Case) -> Part:
    """Which models, which methods, and how they were compared."""
    scenario, results = case.scenario, case.results
    said = {
        "Models": "; ".join(_models(case)),
        "Who reads a source": SHARED["readers"].options[scenario.readers],  # type: ignore[union-attr]
        "Compared": "; ".join(_compared(case)),
        "Left out": "; ".join(f"{each.title}: {each.reason}" for each in results.failures),
        "What decides": f"{case.metric.title}. {case.metric.explanation}",
        "Too small to matter": phrases.rope_text(case),
        "Folds": f"{results.n_splits}, repeated {len(results.repeats)} times with other parts.",
        "Seed": str(scenario.seed),
    }
    return Part("How it was measured", points=_said(said))


def made_with(report: Report) -> Part:
    """Versions, date and the way back."""
    versions = [f"{name} {version(name)}" for name in PACKAGES]
    said = {
        "Versions": ", ".join([f"Python {platform.python_version()}", *versions]) + ".",
        "Link format": LINK_VERSION if report.link else "",
        "Made on": report.day.isoformat(),
    }
    return Part("Made with", points=_said(said))


def _subject(case: Case) -> str:
    key = case.verdict.subject
    return in_sentence(case.results.method(key).title) if key else "nothing compared"


def _points(found: tuple[Point, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((point.sentence, point.fact) for point in found)


def _said(said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Only what there is something to say about."""
    return tuple((about, text) for about, text in said.items() if text)


def _classes(case: Case) -> str:
    """The classes with their rows."""
    results = case.results
    if len(results.class_names) > MANY_CLASSES:
        return f"{len(results.class_names)} classes"
    counts = np.bincount(results.y, minlength=len(results.class_names))
    pairs = zip(results.class_names, counts, strict=True)
    return ", ".join(f"{name} ({count:,} rows)" for name, count in pairs)


def _views(case: Case) -> str:
    """Names of the views, when there are several."""
    views = case.dataset.views
    return in_words(views) if len(views) > 1 else ""


def _knobs(controls: Mapping[str, Control], values: Mapping[str, Value]) -> str:
    """Every knob with its value, in words."""
    return ", ".join(
        f"{control.label.lower()} {_value(control, values[name])}"
        for name, control in controls.items()
        if not isinstance(control, Text)
    )


def _value(control: Control, value: Value) -> str:
    if isinstance(control, Choice):
        return control.options[str(value)]
    unit = f" {control.unit}" if isinstance(control, Slider) and control.unit else ""
    return (control.format(value) or "usual") + unit


def _models(case: Case) -> list[str]:
    """Every member with all of its knobs, and the source it reads."""
    named = []
    for member in case.experiment.models.voters:
        entry = member.entry
        knobs = _knobs(entry.controls, settings(entry.controls, member.knobs))
        view = f"reads only {member.view}" if member.view else ""
        details = ", ".join(filter(None, [knobs, view]))
        named.append(f"{entry.title} ({details})" if details else entry.title)
    return named


def _compared(case: Case) -> list[str]:
    """Every combination with the knobs that were changed."""
    entries, named = combiners.entries(), []
    for key in case.scenario.compared:
        if key in case.results.positions:
            changed: Knobs = case.scenario.knobs_of(key)
            controls = {name: entries[key].controls[name] for name, _ in changed}
            knobs = _knobs(controls, dict(changed))
            named.append(entries[key].title + (f" ({knobs})" if knobs else ""))
    return named
