"""Tiny results made up for tests, with chosen scores and costs; and a case that was fitted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lib.cares import NO_WISH, Measured, Priorities
from lib.engine.costs import Costs, Times
from lib.engine.results import Method, Name, Repeat, Results, fold_scores
from lib.scenario.edits import one_source_each
from lib.scenario.experiment import prepare
from lib.scenario.loading import load_dataset
from lib.scenario.record import DEFAULT, Scenario
from lib.statistics.metrics import METRICS
from lib.verdict.case import Case


@dataclass(frozen=True)
class Fake:
    """One method. accuracy : share answered right. own : how much of its errors are its own."""

    key: str
    accuracy: float = 0.8
    family: str = "ensembling"
    kind: str = "voting"
    models: float = 3.0
    milliseconds: float = 1.0
    also: tuple[Name, ...] = ()
    title: str = ""
    own: float = 0.3


def member(key: str, accuracy: float = 0.8, **more: object) -> Fake:
    """A base model alone."""
    return Fake(key, accuracy, "member", "member", models=1, **more)  # type: ignore[arg-type]


def single(accuracy: float = 0.8, **more: object) -> Fake:
    """The best single model."""
    values = {"title": "Best single model", "models": 1} | more
    return Fake("best_single", accuracy, "single", "single", **values)  # type: ignore[arg-type]


USUAL = (
    member("model1", 0.80, title="k-nearest neighbours"),
    member("model2", 0.76, title="Decision tree", own=0.6),
    single(0.80),
    Fake("soft_vote", 0.84, title="Soft voting"),
    Fake("stacking", 0.83, title="Stacking", kind="stacking", milliseconds=1.2),
    Fake("early_fusion", 0.79, "fusion", "early", models=1, title="Early fusion"),
)


def around(value: float, spread: float = 0.002, seed: int = 0) -> np.ndarray:
    """(25,) fold scores with this mean, exactly, and this spread."""
    noise = np.random.default_rng(seed).normal(0, spread, 25)
    return value + noise - noise.mean()


def make_results(
    methods: Sequence[Fake] = USUAL,
    n_rows: int = 300,
    shape: tuple[int, int] = (5, 5),
    n_classes: int = 2,
    seed: int = 0,
    scores: Mapping[str, Mapping[str, np.ndarray | float]] | None = None,
) -> Results:
    """Results of these methods, whose errors fall mostly on the same, hard rows.

    shape : folds and repeats. scores : metric -> method key -> (n_repeats * n_folds,) or one
    number, to overrule what the made-up probabilities score.
    """
    n_splits, n_repeats = shape
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(n_rows) % n_classes)
    hard = rng.random(n_rows)
    quirks = rng.random((len(methods), n_rows))
    repeats = []
    for r in range(n_repeats):
        folds = rng.permutation(np.arange(n_rows) % n_splits)
        P = np.stack([_answers(fake, y, hard, quirks[i], rng) for i, fake in enumerate(methods)])
        measured = fold_scores(y, P, folds)
        for metric, rows in (scores or {}).items():
            for i, fake in enumerate(methods):
                if fake.key in rows:
                    values = np.broadcast_to(rows[fake.key], n_splits * n_repeats)
                    measured[metric][i] = values[r * n_splits : (r + 1) * n_splits]
        repeats.append(_repeat(methods, folds, P, measured))
    alone = np.array([fake.milliseconds / 1000 for fake in methods])
    names = tuple(f"class {c}" for c in range(n_classes))
    return Results(y, names, tuple(repeats), measured=Times(alone, alone / 100))


def case_of(
    results: Results | None = None,
    priorities: Priorities = NO_WISH,
    measured: Measured | None = None,
    **asked: object,
) -> Case:
    """These results, or the usual ones, as a case whose experiment never ran. asked : fields of its
    scenario; the others are the usual ones, with as many repeats as there are."""
    results = results or make_results()
    fields = {"repeats": len(results.repeats)} | asked
    scenario = replace(DEFAULT, **fields).with_priorities(priorities)  # type: ignore[arg-type]
    return Case(scenario, prepare(scenario), results, measured or {})


def apart(scenario: Scenario) -> Scenario:
    """The same with voters that read one source each."""
    views = list(load_dataset(scenario).views)
    return replace(scenario, members=one_source_each(scenario.members, views))


def fitted(scenario: Scenario) -> Case:
    """What the app makes of a scenario in one pass over the folds."""
    experiment = prepare(scenario)
    return Case(scenario, experiment, experiment.results([experiment.run(0)]))


def answering(
    results: Results,
    right: np.ndarray,
    y: np.ndarray | None = None,
    metrics: Iterable[str] = METRICS,
) -> Results:
    """Two classes, with every answer made anew, and these scores. right : (n_repeats, n_methods,
    n_rows), what is answered right. y : the true classes, if they change too."""
    y = results.y if y is None else y
    repeats = []
    for repeat, is_right in zip(results.repeats, right, strict=True):
        answer = np.where(is_right, y, 1 - y)
        P = np.where(np.eye(2, dtype=bool)[answer], 0.9, 0.1)
        repeats.append(replace(repeat, P=P, scores=fold_scores(y, P, repeat.folds, metrics)))
    return replace(results, y=y, repeats=tuple(repeats))


def _answers(
    fake: Fake, y: np.ndarray, hard: np.ndarray, quirk: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """(n_rows, n_classes): right on the rows that this method finds easiest."""
    difficulty = (1 - fake.own) * hard + fake.own * quirk + rng.normal(0, 0.03, len(y))
    right = difficulty.argsort().argsort() < round(fake.accuracy * len(y))
    n_classes = max(2, int(y.max()) + 1)
    answer = np.where(right, y, (y + 1) % n_classes)
    sure = rng.uniform(0.6, 0.95, len(y))[:, None]
    chosen = np.eye(n_classes)[answer]
    return chosen * sure + (1 - chosen) * (1 - sure) / (n_classes - 1)


def _repeat(
    methods: Sequence[Fake], folds: np.ndarray, P: np.ndarray, scores: dict[str, np.ndarray]
) -> Repeat:
    members = [i for i, fake in enumerate(methods) if fake.family == "member"]
    usage = np.zeros((len(methods), len(members)))
    for i, fake in enumerate(methods):
        usage[i, : round(fake.models)] = 1
        if fake.family == "member":
            usage[i] = np.arange(len(members)) == members.index(i)
    seconds = np.array([fake.milliseconds / 1000 for fake in methods])
    models = np.array([fake.models for fake in methods])
    return Repeat(
        methods=tuple(
            Method(
                fake.key,
                title,
                title[:16],
                fake.family,
                fake.kind,
                fake.also,
                fake.kind == "stacking",
            )
            for fake in methods
            for title in [fake.title or fake.key]
        ),
        columns=tuple(range(len(members))),
        folds=folds,
        P=P,
        P_members=P[members].swapaxes(0, 1),
        scores=scores,
        usage=usage,
        costs=Costs(models * 0.01, seconds, models * 2000.0, models),
    )
