"""The sealed test in words: what came out, and what it cannot show."""

import numpy as np

from lib.statistics.metrics import METRICS
from lib.verdict.case import Case
from lib.verdict.sealed import LEVEL, Held, Promise, SealedTest, choice, mcnemar, wilson
from lib.words import (
    capital,
    counted,
    difference,
    direction,
    in_sentence,
    listed,
    number,
    score_name,
)

SURPRISE = 0.05  # a p-value below this is called a difference
AFTER = (
    "From here on these rows are known. Any choice made after this look, of models, methods or "
    "settings, can be tuned to them, and another look at them is no longer an honest test."
)


def sentences(test: SealedTest) -> tuple[str, ...]:
    """What came out, in plain text: the verdict on the promise first, the warning last."""
    start = looked_before(test.look - 1)
    found = [
        kept(test),
        *[_detail(test, held) for held in (test.pick, test.other) if held],
        pair(test),
        _clean(test),
        _groups(test),
        AFTER,
    ]
    return tuple(sentence for sentence in (start, *found) if sentence)


def precision(case: Case, n_rows: int) -> str:
    """How well so many rows can tell a share, before they are opened."""
    results = case.results
    right = results.means("accuracy")[results.positions[choice(case)]]
    found = wilson(round(float(right) * n_rows), n_rows)
    low, high = (METRICS["accuracy"].format(value) for value in (found.low, found.high))
    return (
        f"If {METRICS['accuracy'].format(found.mean)} of {n_rows:,} rows are answered right, the "
        f"95 % interval reaches from {low} to {high}: a smaller gap to the promise than that "
        "cannot be told from luck."
    )


def looked_before(n_looks: int) -> str:
    """The warning that these rows are known already; "" when they are not."""
    if not n_looks:
        return ""
    times = "once" if n_looks == 1 else f"{n_looks} times"
    return (
        f"These rows, or some of them, were already opened {times} in this session, with other "
        "models or settings: what follows is no longer a clean test."
    )


def kept(test: SealedTest) -> str:
    """Whether the promise was kept, in one sentence."""
    score = test.pick.scores[0]
    metric = METRICS[score.metric]
    rows = f"{test.n_sealed:,} sealed rows"
    if not np.isfinite([score.got.low, score.got.high, score.promised.mean]).all():
        return f"On the {rows} this score is not defined, so nothing can be said of the promise."
    if score.is_kept:
        return (
            f"The promise was kept: {metric.format(score.promised.mean)} was promised, and the "
            f"{rows} give {_got(score)}, no further from it than luck explains."
        )
    gain = float(metric.gain(score.got.mean - score.promised.mean))
    fate = "more than kept" if gain > 0 else "not kept"
    found = (
        f"The promise was {fate}: {metric.format(score.promised.mean)} was promised, and the "
        f"{rows} give {_got(score)}. It did {difference(score.metric, gain)} {direction(gain)} "
        "than promised, and that is more than the errors of both usually explain"
    )
    if test.n_groups is None:
        return f"{found}."
    return f"{found}; but whole groups were sealed, whose luck is larger than that of single rows."


def pair(test: SealedTest) -> str:
    """The choice against the other on the same rows, in counts; "" without another."""
    if test.other is None:
        return ""
    one, other = capital(in_sentence(test.pick.title)), in_sentence(test.other.title)
    n_one, n_other = (counted(n, "row") for n in (test.only_pick, test.only_other))
    p = mcnemar(test.only_pick, test.only_other)
    told = "tell the two apart" if p < SURPRISE else "cannot tell the two apart"
    promised = test.pick.scores[-1].promised.mean - test.other.scores[-1].promised.mean
    got = (test.only_pick - test.only_other) / test.n_sealed
    return (
        f"{one} is right on {n_one} that {other} gets wrong, and wrong on {n_other} that it gets "
        f"right: these rows {told} (McNemar's exact test, p = {p:.2g}). Its lead in accuracy is "
        f"{number(100 * got, 1)} points here, and {number(100 * promised, 1)} were promised."
    )


def _detail(test: SealedTest, held: Held) -> str:
    """ "Soft voting: accuracy promised 74.9 %, got 73.8 % (...)", for every score."""
    parts = [
        f"{score_name(score.metric)} promised {_promised(score)}, got {_got(score)}"
        for score in held.scores
    ]
    return f"{held.title}: {'; '.join(parts)}."


def _promised(score: Promise) -> str:
    """ "74.9 % (75.8 % measured, less the luck of having been chosen)" """
    promised, measured = map(METRICS[score.metric].format, (score.promised.mean, score.measured))
    if promised == measured or not np.isfinite(score.measured):
        return promised
    return f"{promised} ({measured} measured, corrected for the luck of having been chosen)"


def _got(score: Promise) -> str:
    """ "73.8 % (Wilson 95 % interval 67.1 % to 79.6 %)"."""
    mean, low, high = (
        METRICS[score.metric].format(value)
        for value in (score.got.mean, score.got.low, score.got.high)
    )
    how = "Wilson" if score.metric == "accuracy" else "bootstrap"
    return f"{mean} ({how} {100 * LEVEL:.0f} % interval {low} to {high})"


def _clean(test: SealedTest) -> str:
    if test.pick.clean is None:
        return ""
    show = METRICS["accuracy"].format
    shares = [
        f"{in_sentence(one.title)} gets {show(one.clean)} right"
        for one in (test.pick, test.other)
        if one and one.clean is not None
    ]
    return (
        "Some labels were made wrong on purpose, in the sealed rows too. Against the right labels "
        f"{listed(shares)}."
    )


def _groups(test: SealedTest) -> str:
    if test.n_groups is None:
        return ""
    return (
        f"The sealed rows come from {counted(test.n_groups, 'group')}, and rows of one group "
        "resemble each other: the intervals and the p-value take them for independent and are "
        "surer than they should be."
    )
