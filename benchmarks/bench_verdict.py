"""Are the verdicts right? Where the data are generated, 20 000 fresh points know the truth.

Small samples of four generators, forty seeds each, go through the app's own comparison. Every claim
is then held against the share of fresh points that each method, fitted on the whole sample, answers
right. Two more settings have a true null, in which no difference is real: labels drawn by lot, and
five probes that are alike by construction.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from joblib import Parallel, delayed
from scipy.stats import ttest_1samp

from benchmarks._figure import Figure, at_least, at_most
from lib.base_models import Member
from lib.engine.evaluation import predict_everywhere, run_repeat
from lib.engine.folds import make_folds
from lib.engine.results import Results
from lib.scenario.edits import one_source_each
from lib.scenario.experiment import Experiment, fresh_rows, prepare
from lib.scenario.loading import load_dataset
from lib.scenario.record import Scenario
from lib.statistics.metrics import METRICS
from lib.verdict.comparisons import score_of, versus
from lib.verdict.rule import recommend
from lib.verdict.selection import corrected_score

SEEDS, NULL_SEEDS = 40, 150
FRESH = 20_000
ROPE = 1.0  # points, as the app has it
REPEATS = 3  # of five folds; the null has the app's five
ROWS = (("flip", 0), ("rows", 150))  # no wrong labels, for fresh points have none either
METHODS = ("majority_vote", "soft_vote", "late_product", "late_median", "greedy_selection")
METHODS += ("stacking_logistic", "stacking_nonnegative", "early_fusion")
LINE, BAYES, NEAR, TREE = (
    Member("logistic_regression"),
    Member("gaussian_naive_bayes"),
    Member("k_nearest_neighbours"),
    Member("decision_tree"),
)


def _apart(scenario: Scenario) -> Scenario:
    """The same with models that read one source each."""
    views = list(load_dataset(scenario).views)
    return replace(scenario, members=one_source_each(scenario.members, views))


SETTINGS = {
    "moons": Scenario("moons", ROWS, members=(LINE, BAYES, NEAR, TREE), methods=METHODS),
    "strong member": Scenario(
        "strong_member", ROWS, members=(LINE, BAYES, NEAR, TREE), methods=METHODS
    ),
    "five probes": _apart(Scenario("five_stumps", ROWS, members=(BAYES,), methods=METHODS)),
    "microphones": _apart(Scenario("noisy_views", ROWS, members=(LINE, NEAR), methods=METHODS)),
}
# Two to compare where nothing differs; the labels of the first are shuffled.
BY_LOT = replace(SETTINGS["moons"], members=(LINE, BAYES), repeats=5)
ALIKE = replace(SETTINGS["five probes"], repeats=5)
# A word is right when the true difference is where the word says; how often it should be.
CLAIMS = {
    "practically better": 0.95,
    "likely better": 0.80,
    "practically equivalent": 0.95,
    "worse": 0.80,
}


def figures() -> list[Figure]:
    """Shares in %, scores in points."""
    rounds = Parallel(n_jobs=-1)(
        delayed(_play)(name, replace(asked, seed=seed))
        for name, asked in SETTINGS.items()
        for seed in range(SEEDS)
    )
    return [
        *_estimates(rounds),
        *_picks(rounds),
        *_outcomes(rounds),
        *_words(rounds),
        *_false_alarms(),
    ]


@dataclass(frozen=True)
class Round:
    """One sample. Scores in points; true : what every candidate is right about of fresh points.

    raw, corrected : (estimate, low, high) for the candidate with the best mean, `leader`.
    pick : None when it was too close to call. rival : the combination with the best mean.
    words : (word, true difference to the best single model) of every candidate but that.
    """

    setting: str
    true: dict[str, float]
    leader: str
    reference: str
    pick: str | None
    rival: str
    raw: tuple[float, float, float]
    corrected: tuple[float, float, float]
    words: tuple[tuple[str, float], ...]
    rope: float


def _play(name: str, asked: Scenario) -> Round:
    experiment = prepare(asked)
    results = _run(experiment, REPEATS)
    verdict = recommend(results, "accuracy", ROPE)
    fresh = fresh_rows(asked, FRESH)
    if fresh is None or verdict.leader is None:
        raise RuntimeError(f"{name} has no truth or no candidate")
    P, _ = predict_everywhere(experiment.task, results.repeats[0], fresh.X)
    right = 100 * METRICS["accuracy"].compute(fresh.y, P)
    everybody = dict(zip(results.positions, right, strict=True))
    keys = [candidate.key for candidate in verdict.candidates]
    true = {key: float(everybody[key]) for key in keys}
    leader = verdict.leader.key
    raw = score_of(results, leader, "accuracy")
    declared = [key for key in results.positions if key in true]
    corrected = corrected_score(results, "accuracy", declared, random_state=asked.seed)
    return Round(
        setting=name,
        true=true,
        leader=leader,
        reference=verdict.reference,
        pick=verdict.pick,
        rival=verdict.rival or verdict.reference,
        raw=_points(raw.mean, raw.low, raw.high),
        corrected=_points(corrected.corrected, corrected.low, corrected.high),
        words=tuple(
            (candidate.word, true[candidate.key] - true[verdict.reference])
            for candidate in verdict.candidates
            if candidate.key != verdict.reference
        ),
        rope=verdict.rope,
    )


def _run(experiment: Experiment, repeats: int) -> Results:
    return experiment.results([experiment.run(repeat) for repeat in range(repeats)])


def _points(*shares: float) -> tuple[float, float, float]:
    estimate, low, high = (100 * share for share in shares)
    return estimate, low, high


def _percent(right: Sequence[bool] | np.ndarray) -> float:
    return float(100 * np.mean(right))


# ---------------------------------------------------------------- is the best score believable?


def _estimates(rounds: Sequence[Round]) -> list[Figure]:
    """Bias and coverage of the best candidate's score, as measured and corrected.

    The sample is cut in five to measure, so models learn from four fifths of it and a little too
    little is expected of them; luck in being chosen works the other way.
    """
    print(f"\nbest candidate of each sample: estimate less truth, 95 % intervals, {SEEDS} seeds")
    print(f"  {'':16s}{'raw bias':>10s}{'covers':>9s}{'width':>8s}", end="")
    print(f"{'corr. bias':>13s}{'covers':>9s}{'width':>8s}")
    found = []
    for name in [*SETTINGS, "all"]:
        some = [played for played in rounds if name in (played.setting, "all")]
        cells = [_judged([getattr(p, kind) for p in some], some) for kind in ("raw", "corrected")]
        print(f"  {name:16s}" + "".join(f"{b:+10.2f}{c:8.0f}%{w:8.1f}   " for b, c, w in cells))
        found += [
            Figure(f"{name}: best score as measured, less truth", cells[0][0], "points"),
            Figure(f"{name}: best score corrected, less truth", cells[1][0], "points"),
        ]
    (raw_bias, raw_covers, _), (bias, covers, _) = cells
    return [
        *found,
        Figure("best score as measured: 95 % interval covers the truth", raw_covers, "%"),
        # 160 samples: a share of 95 % has a standard error of 1.7
        at_least(92, "best score corrected: 95 % interval covers the truth", covers, "%"),
        at_most(1, "best score corrected: too high by", bias, "points"),
        at_most(0, "corrected less measured", bias - raw_bias, "points"),
    ]


def _judged(
    estimates: Sequence[tuple[float, float, float]], some: Sequence[Round]
) -> tuple[float, float, float]:
    """Mean bias, share of intervals that cover the truth in %, mean width."""
    values = np.array(estimates)
    true = np.array([played.true[played.leader] for played in some])
    covers = (values[:, 1] <= true) & (true <= values[:, 2])
    width = (values[:, 2] - values[:, 1]).mean()
    return float((values[:, 0] - true).mean()), _percent(covers), float(width)


# ---------------------------------------------------------------- is the pick a good one?


def _lost(rounds: Sequence[Round]) -> dict[str, np.ndarray]:
    """Points lost to the truly best candidate by following the advice, and by other ways to choose.

    Too close to call is read as: keep the best single model.
    """
    chosen = {
        "advice": [played.pick or played.reference for played in rounds],
        "leader": [played.leader for played in rounds],
        "single": [played.reference for played in rounds],
        "soft vote": ["soft_vote"] * len(rounds),
    }
    best = np.array([max(played.true.values()) for played in rounds])
    return {
        who: best - [played.true[key] for played, key in zip(rounds, keys, strict=True)]
        for who, keys in chosen.items()
    }


def _picks(rounds: Sequence[Round]) -> list[Figure]:
    """How much is lost by following the advice."""
    print("\nlost to the truly best candidate, in points; picks within the region of it in %")
    found = []
    for name in [*SETTINGS, "all"]:
        some = [played for played in rounds if name in (played.setting, "all")]
        lost = _lost(some)
        near = _percent(lost["advice"] <= np.array([played.rope for played in some]))
        kinds = Counter("none" if p.pick is None else p.pick for p in some).most_common(3)
        line = "   ".join(f"{who} {values.mean():5.2f}" for who, values in lost.items())
        print(f"  {name:16s}{line}   within {near:3.0f} %   {dict(kinds)}")
        found.append(Figure(f"{name}: lost by the advice", lost["advice"].mean(), "points"))
    picked = [played for played in rounds if played.pick]
    gained = [played.true[p] - played.true[played.reference] for played, p in _combined(picked)]
    more, harmless = lost["advice"] - lost["leader"], _percent(np.array(gained) >= 0)
    return [
        *found,
        # whoever must choose on 150 rows cannot do better than the region on average
        at_most(ROPE, "lost by the advice, on average", lost["advice"].mean(), "points"),
        # The rule keeps a simpler method that is about as good, so it may lose a little against
        # taking the best mean: half the region.
        at_most(
            ROPE / 2, "lost by the advice, against taking the best mean", more.mean(), "points"
        ),
        Figure(
            "samples in which something is picked", _percent([bool(p.pick) for p in rounds]), "%"
        ),
        Figure("samples in which the advice is within the region of the best", near, "%"),
        at_least(95, "a picked combination is no worse than the single model", harmless, "%"),
    ]


def _outcomes(rounds: Sequence[Round]) -> list[Figure]:
    """For each verdict, how often it is true of the fresh points."""
    right: dict[str, list[bool]] = {"single": [], "combination": [], "too close": []}
    for played in rounds:
        single, rope = played.true[played.reference], played.rope
        if played.pick is None:
            right["too close"].append(abs(played.true[played.rival] - single) <= rope)
        elif played.pick == played.reference:
            right["single"].append(max(played.true.values()) - single <= rope)
        else:
            right["combination"].append(played.true[played.pick] - single > rope)
    print("\nverdict: how often given, how often true")
    for verdict, each in right.items():
        print(f"  {verdict:16s}{len(each):5d}" + (f"{_percent(each):8.0f} %" if each else ""))
    names = {
        "single": "“single”: no combination is better by more than the region",
        "combination": "“combination”: it is better by more than the region",
    }
    return [
        *[at_least(80, name, _percent(right[kind]), "%") for kind, name in names.items()],
        # no claim that nothing differs, only that these rows cannot tell: so there is no goal
        Figure(
            "“too close”: the best combination is within the region",
            _percent(right["too close"]),
            "%",
        ),
    ]


def _combined(picked: Sequence[Round]) -> list[tuple[Round, str]]:
    return [(p, p.pick) for p in picked if p.pick and p.pick != p.reference]


# ---------------------------------------------------------------- do the words keep their promise?


def _words(rounds: Sequence[Round]) -> list[Figure]:
    """For each word, how often the true difference to the best single model is where it says."""
    print("\nword: how often said of a candidate, how often right")
    said: dict[str, list[bool]] = {}
    for played in rounds:
        for word, true in played.words:
            said.setdefault(word, []).append(_is_right(word, true, played.rope))
    found = []
    for word, share in CLAIMS.items():
        right = said.get(word, [])
        print(f"  {word:24s}{len(right):6d}" + (f"{_percent(right):8.0f} %" if right else ""))
        if right:
            name = f"“{word}” is right (said {len(right)} times)"
            found.append(at_least(100 * share, name, _percent(right), "%"))
    undecided = len(said.get("undecided", []))
    everything = sum(len(right) for right in said.values())
    print(f"  {'undecided':24s}{undecided:6d}", flush=True)
    return [*found, Figure("“undecided” is said", 100 * undecided / everything, "%")]


def _is_right(word: str, true: float, rope: float) -> bool:
    if word in ("practically better", "likely better"):
        return true > rope
    if word == "worse":
        return true < -rope
    return abs(true) <= rope


# ---------------------------------------------------------------- false alarms


def _false_alarms() -> list[Figure]:
    """Our test and the naive paired t-test where no difference is real, at 5 %."""
    jobs = [delayed(_null)(asked, seed) for asked in (BY_LOT, ALIKE) for seed in range(NULL_SEEDS)]
    alarms = np.array(Parallel(n_jobs=-1)(jobs)).reshape(2, NULL_SEEDS, 3)
    found = []
    print(f"\nfalse alarms at 5 % where nothing differs, 5 x 5 folds, {NULL_SEEDS} seeds")
    for name, (ours, naive, word) in zip(
        ("labels by lot", "probes alike"), 100 * alarms.mean(axis=1), strict=True
    ):
        print(
            f"  {name:16s}ours {ours:5.1f} %   naive {naive:5.1f} %   “practically” {word:5.1f} %"
        )
        found += [
            # 5 % of 150 pairs has a standard error of 1.8, so up to 9 % is no evidence against it
            at_most(9, f"{name}: false alarms of our test", ours, "%"),
            at_least(20, f"{name}: false alarms of the naive t-test", naive, "%"),
            at_most(5, f"{name}: a practical difference claimed at 95 %", word, "%"),
        ]
    return found


def _null(asked: Scenario, seed: int) -> tuple[bool, bool, bool]:
    """Alarms of our interval, of the naive test, of the posterior beyond the region.

    The first two members of a setting are compared: a line with a bell curve, or two probes.
    """
    experiment = prepare(replace(asked, seed=seed))
    data = experiment.dataset
    if asked == BY_LOT:
        data = replace(data, y=np.random.default_rng(seed).permutation(data.y))
    task = replace(experiment.task, y=data.y, combinations=())  # nobody to combine: far fewer fits
    folds = [make_folds(data.y, asked.folds, 10 * seed + repeat) for repeat in range(asked.repeats)]
    several = tuple(run_repeat(task, each) for each in folds)
    results = Results(data.y, data.class_names, several)
    pair = ("model1", "model2")
    ours = versus(results, *pair, "accuracy", ROPE)
    differences = results.differences(*pair, "accuracy")
    is_constant = np.ptp(differences) == 0
    p = 1.0 if is_constant else ttest_1samp(differences, 0).pvalue
    return (
        ours.low > 0 or ours.high < 0,
        bool(p < 0.05),
        max(ours.p_better, ours.p_worse) > 0.95,
    )
