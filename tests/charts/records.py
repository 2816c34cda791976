"""What the displays of `lib.charts` are drawn from in tests: cases and records of awkward kinds."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

import numpy as np

from lib.cares import Priorities
from lib.charts.calibration import Calibration
from lib.charts.row_by_row import ORDERS, Barcode, barcode_of
from lib.charts.single_views import SingleViews
from lib.charts.variations import Along, Spot
from lib.combiners.rules.calibrated import tempered
from lib.engine.results import ONE, STACK, VOTE, Name, Results, fold_scores
from lib.scenario.record import DEFAULT
from lib.scenario.single_views import EARLY, LATE
from lib.statistics.comparison import Interval
from lib.statistics.metrics import METRICS
from lib.verdict.case import Case
from lib.verdict.samples import Plan, Samples, Stand
from lib.verdict.sealed import Held, Promise, SealedTest
from lib.verdict.variations import What
from tests.hostile import HOSTILE
from tests.synthetic import USUAL, Fake, case_of, make_results, member, single

EARLY_FUSION = Name("early_fusion", "Early fusion", "Early fusion", "The same rule.")
NOTHING = dict.fromkeys([fake.key for fake in USUAL], np.nan)
SCENES = {
    "usual": make_results(),
    "first repeat": make_results(shape=(5, 1)),
    "five classes": make_results(n_classes=5, n_rows=150),
    "one model": make_results((member("model1"), single())),
    "no combination": make_results((*USUAL[:2], single())),
    "no score": make_results(scores=dict.fromkeys(METRICS, NOTHING)),
    "undefined folds": make_results(
        scores={"accuracy": {"soft_vote": np.where(np.arange(25) % 3, 0.8, np.nan)}}
    ),
    "no variance": make_results(scores={"accuracy": dict.fromkeys(NOTHING, 1.0)}),
    "no reference": make_results((*USUAL[:2], USUAL[3])),
    "two names": make_results((*USUAL[:2], single(0.8, also=(EARLY_FUSION,)), USUAL[3])),
    "no clock": make_results(tuple(replace(fake, milliseconds=0.0) for fake in USUAL)),
    "hostile names": make_results(
        (member("model1", title=HOSTILE), *USUAL[1:3], replace(USUAL[3], title=HOSTILE))
    ),
    "many": make_results((*USUAL, *[Fake(f"c{i}", 0.8, milliseconds=i + 1) for i in range(20)])),
    "many repeats": make_results(n_rows=60, shape=(10, 30)),
}
WISHES = {
    "weights": Priorities((("size", 4.0), ("training", 1.0))),
    "limits": Priorities((), (("models", 3.0),)),
    "all ruled out": Priorities((), (("size_kb", 0.001),)),
}


@cache
def cases() -> list[tuple[str, Case]]:
    """Every scene with scores of three kinds, the usual one with all scores and with wishes."""
    wanted = {(name, m) for name in SCENES for m in ("accuracy", "log_loss", "roc_auc")}
    wanted |= {("usual", metric) for metric in METRICS}
    found = [(f"{name}, {m}", case_of(SCENES[name], metric=m)) for name, m in sorted(wanted)]
    wishes = {name: case_of(SCENES["usual"], each) for name, each in WISHES.items()}
    costs = {"explain": {"model1": 1.0, "best_single": 1.0}}
    alone = case_of(SCENES["one model"], Priorities((("explain", 4.0),)), costs)
    return [*found, *wishes.items(), ("one model to explain", alone)]


def at_temperature(results: Results, value: float) -> Results:
    """The same answers, milder or surer."""
    repeats = []
    for repeat in results.repeats:
        P = np.stack([tempered(each, value) for each in repeat.P])
        repeats.append(replace(repeat, P=P, scores=fold_scores(results.y, P, repeat.folds)))
    return replace(results, repeats=tuple(repeats))


def calibrations() -> Iterator[tuple[str, Calibration]]:
    """One method, before, after and both, from one repeat on."""
    for name in ("usual", "first repeat", "five classes", "hostile names"):
        before = SCENES[name]
        after = at_temperature(before, 3.0)
        for key in ("soft_vote", "best_single"):
            yield f"{name}, both, {key}", Calibration(key, before, after)
            yield f"{name}, before, {key}", Calibration(key, before, None)
            yield f"{name}, after, {key}", Calibration(key, None, after)


def held(key: str, accuracy: float, metric: str = "accuracy", title: str = "") -> Held:
    """A method of which so much was promised, and a little less came."""
    got = Interval(accuracy - 0.02, accuracy - 0.1, accuracy + 0.04, 60)
    scores = tuple(
        Promise(name, Interval(accuracy, accuracy - 0.03, 1.2, 25), got)
        for name in dict.fromkeys((metric, "accuracy"))
    )
    return Held(key, title or key, (title or key)[:16], scores, None)


def openings() -> Iterator[tuple[str, SealedTest]]:
    """Sealed rows opened, with and without a rival, and where the score is not defined on them."""
    for metric in ("accuracy", "log_loss", "roc_auc"):
        pick, other = held("soft_vote", 0.8, metric), held("best_single", 0.75, metric)
        both = SealedTest(DEFAULT, 60, None, pick, other, 0.78, 5, 3)
        yield f"both, {metric}", both
        yield f"alone, {metric}", replace(both, other=None)
        score = replace(pick.scores[0], got=Interval(np.nan, np.nan, np.nan, 60))
        undefined = replace(pick, scores=(score, *pick.scores[1:]))
        yield f"undefined, {metric}", replace(both, pick=undefined)
    yield "hostile names", replace(both, pick=held("soft_vote", 0.8, title=HOSTILE), look=3)


def single_views() -> Iterator[tuple[str, SingleViews]]:
    """Two views and both ways to fuse them; one view; none that could be fitted; no score."""
    alone = [member("view1", 0.7, title="petal"), member("view2", 0.9, title=HOSTILE)]
    fused = [
        Fake(key, 0.92, "fusion", title=title) for key, title in ((EARLY, "All"), (LATE, "Two"))
    ]
    views = {"petal": (0, 1), HOSTILE: (2,)}
    undefined = {"roc_auc": dict.fromkeys(("view1", "view2", EARLY, LATE), np.nan)}
    for metric in METRICS:
        results = make_results([*alone, *fused])
        yield f"two views, {metric}", SingleViews(results, views, metric, 1.0)
    yield "one view", SingleViews(make_results([alone[0], *fused]), views, "accuracy", 1.0)
    yield "one pass", SingleViews(make_results(alone, shape=(3, 1)), views, "accuracy", 1.0)
    results = make_results([*alone, *fused], scores=undefined)
    yield "no score", SingleViews(results, views, "roc_auc", 1.0)


def alongs() -> Iterator[tuple[str, Along]]:
    """Picks that stay and picks that move, one thing tried and many."""
    few = (Spot("100", "Soft voting"), Spot("200", "Stacking", True), Spot("400", "Stacking"))
    yield "three", Along("Rows", few, "With fewer rows, soft voting is picked.")
    yield "one", Along("Rows", few[1:2], "Nothing else could be tried.")
    many = tuple(Spot(f"{i}", "no clear pick", i == 7) for i in range(20))
    yield "many", Along("Weight of “size”", many, "No weight changes the pick.")
    named = (Spot(HOSTILE, HOSTILE), Spot("none", "Stacking", True))
    yield "hostile names", Along("Left out", named, f"Without {HOSTILE} another is picked.")


def barcodes() -> Iterator[tuple[str, Barcode]]:
    """Every order, with a row that is in dispute and one that is not, few rows in dispute and
    many, many classes, nothing to combine."""
    for name in ("usual", "five classes", "no combination", "one model", "hostile names", "many"):
        case = case_of(SCENES[name])
        easiest = int(barcode_of(case).n_wrong.argmin())
        for order in ORDERS:
            yield f"{name}, {order}", barcode_of(case, order)
            yield f"{name}, {order}, followed", barcode_of(case, order, easiest)


def planned(what: What | None, metric: str = "accuracy", title: str = "Soft voting") -> Plan:
    """Three ways, of which the vote is picked. title : of the vote."""
    ways = ((ONE, "best_single", "Best single model"), (VOTE, "soft_vote", title))
    stands = [Stand(*way, 0.8 + 0.01 * i) for i, way in enumerate((*ways, (STACK, "s", "Stack")))]
    labels = ("1", "2", "3") if what else ("",)
    scenarios = tuple((DEFAULT,) * (5 if what else 20) for _ in labels)
    drawn = "Each sample is drawn anew."
    named = (title, "models") if what else ("", "")
    now = 1 if what else None
    return Plan(what, *named, labels, scenarios, tuple(stands), 1, 1, metric, drawn, now)


def sampled(what: What | None) -> Iterator[tuple[str, Samples]]:
    """Samples with and without a pick, with ways that are not everywhere, and without a score."""
    for metric in ("accuracy", "log_loss"):
        plan = planned(what, metric)
        shape = (len(plan.labels), plan.n_samples, 3)
        scores = np.random.default_rng(0).integers(60, 90, shape) / 100
        yield f"usual, {metric}", Samples(plan, scores)
    yield "no pick", Samples(replace(plan, pick=None), scores)
    gone = scores.copy()
    gone[0, :, 1:] = np.nan
    gone[-1, 0] = np.nan
    yield "not everywhere", Samples(plan, gone, "Too few rows.")
    yield "no score", Samples(plan, np.full(shape, np.nan), "Too few rows")
    yield "hostile names", Samples(planned(what, title=HOSTILE), scores)


RECORDS = {
    "lib.charts.calibration.ENTRY": calibrations,
    "lib.charts.row_by_row.BARCODE": barcodes,
    "lib.charts.curves.ENTRY": partial(sampled, "members"),
    "lib.charts.redraws.ENTRY": partial(sampled, None),
    "lib.charts.sealed.ENTRY": openings,
    "lib.charts.single_views.ENTRY": single_views,
    "lib.charts.variations.ENTRY": alongs,
    "lib.charts.wrong_rows.ENTRY": cases,
}
