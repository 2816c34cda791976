"""Is what the verdict prints so? Held against data of kinds that the recorded evidence has none of.

Every sample is judged as the app judges it. What is said of the candidate that the verdict argues
about (its probability of being better by more than the region, the gain to expect) is compared with
the truth of fresh rows. A crown is a pick that combines; it is false when the truth is no gain.

Constants were chosen on half of the kinds. The held-out half was read meanwhile, too, so what is
found there is a little better than what to expect.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from benchmarks._figure import Figure, at_least, at_most
from benchmarks._kinds import BY_LOT
from benchmarks._unseen import SIZES, Sample, samples
from lib.verdict.comparisons import versus
from lib.verdict.records import Verdict
from lib.verdict.rule import recommend
from lib.verdict.sealed import Promise, promised, wilson

ROPE = 1.0
BINS = (0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0001)
ENOUGH = 30  # cases in a bin, from which on a goal is set for it
OFF = 5.0  # points of probability
DRAWS = 20  # of sealed rows, for each sample
NO_WIDTH = 0.1  # points: an interval narrower than this
RIVALS = ("soft_vote", "stacking_logistic", "stacking_nonnegative")


@dataclass(frozen=True, eq=False)
class Said:
    """One sample and what is said of it. key : of the candidate that is argued about."""

    sample: Sample
    verdict: Verdict
    key: str

    @property
    def p(self) -> float:
        return self.verdict.candidate(self.key).against_single.p_better

    @property
    def true(self) -> float:
        """The true gain of the candidate, in points."""
        return self.sample.gain(self.key)

    @property
    def is_crown(self) -> bool:
        return self.verdict.decision == "combine"

    @property
    def is_false(self) -> bool:
        return self.is_crown and (self.true <= 0 or self.sample.kind in BY_LOT)


def figures() -> list[Figure]:
    """Probabilities and shares in %, gains in points. Of the kinds on which the constants of the
    verdict were chosen, and of those that were held out."""
    every = [judged(sample) for sample in samples()]
    parts = {
        part: [one for one in every if one.sample.is_held_out is is_held_out]
        for part, is_held_out in (("tuned on", False), ("held out", True))
    }
    return [
        replace(figure, name=f"{part}: {figure.name}")
        for part, some in parts.items()
        for figure in _figures(part, some)
    ]


def _figures(part: str, every: Sequence[Said]) -> list[Figure]:
    print(f"\n=== {part}")
    said = [one for one in every if not one.sample.is_extra]
    lots = [one for one in every if one.sample.kind in BY_LOT]
    return [
        *_reliability(said),
        *_crowns(said, lots),
        *_gains(said),
        *_promises(said),
        *_regret(said),
        *_intervals(said),
    ]


def judged(sample: Sample) -> Said:
    """What the app would say of it, as of a visitor's own data."""
    verdict = recommend(sample.results, "accuracy", ROPE)
    changes = verdict.pick not in (None, verdict.reference)
    key = verdict.pick if changes else verdict.rival
    return Said(sample, verdict, key or verdict.reference)


def _reliability(said: Sequence[Said]) -> list[Figure]:
    """Said and true probability of being better by more than the region, in bins of what is said:
    of the candidate argued about, and of every candidate."""
    argued = [(one.p, one.true > one.verdict.rope) for one in said]
    every = [
        (c.against_single.p_better, one.sample.gain(c.key) > one.verdict.rope)
        for one in said
        for c in one.verdict.candidates
        if c.key != one.verdict.reference
    ]
    print(f"\n{len(said)} samples: probability said, and how often it was so")
    found = []
    for name, pairs in (("argued", np.array(argued)), ("every", np.array(every))):
        brier = float(((pairs[:, 0] - pairs[:, 1]) ** 2).mean())
        for low, high in pairwise(BINS):
            inside = pairs[(pairs[:, 0] >= low) & (pairs[:, 0] < high)]
            if not len(inside):
                continue
            p, true = 100 * inside.mean(axis=0)
            print(f"  {name:8s}{100 * low:4.0f} to {100 * high:3.0f} %  {len(inside):5d}", end="")
            print(f"  said {p:5.1f}  true {true:5.1f}")
            label = f"{name}: {100 * low:.0f} to {100 * high:.0f} % is off by ({len(inside)} cases)"
            if len(inside) >= ENOUGH:
                found.append(at_most(OFF, label, abs(p - true), "%"))
        found.append(Figure(f"{name}: Brier score of what is said", brier, ""))
    return found


def _crowns(said: Sequence[Said], lots: Sequence[Said]) -> list[Figure]:
    """How often something is crowned, and how often falsely. lots : more samples of mere chance."""
    crowns = [one for one in said if one.is_crown]
    n_false = sum(one.is_false for one in said)
    decisions = [one.verdict.decision for one in said]
    print(
        f"\n{len(crowns)} crowns, {n_false} false, {sum(o.is_crown for o in lots)} of {len(lots)}"
    )
    for n_rows in SIZES:
        some = [one for one in said if one.sample.n_rows == n_rows]
        print(f"  {n_rows:5d} rows: {sum(o.is_crown for o in some)} of {len(some)} crowned", end="")
        print(f", {sum(o.is_false for o in some)} falsely")
    return [
        Figure("crowned", 100 * len(crowns) / len(said), "% of samples"),
        Figure("too close to call", 100 * decisions.count("too close") / len(said), "% of samples"),
        at_most(2, "false crowns", 100 * n_false / len(said), "% of samples"),
        at_most(10, "false crowns", 100 * n_false / max(len(crowns), 1), "% of crowns"),
        Figure(
            "crowns where labels are drawn by lot",
            100 * sum(one.is_crown for one in lots) / max(len(lots), 1),
            "% of samples",
        ),
    ]


def _gains(said: Sequence[Said]) -> list[Figure]:
    """The gain that is stated where something is crowned, against what is true."""
    crowns = [one for one in said if one.is_crown]
    if not crowns:
        return []
    beliefs = [one.verdict.candidate(one.key).against_single for one in crowns]
    measured = float(np.mean([belief.mean for belief in beliefs]))
    expected = float(np.mean([belief.expected for belief in beliefs]))
    true = float(np.mean([one.true for one in crowns]))
    print(f"\ncrowned: measured {measured:.2f}, expected {expected:.2f}, true {true:.2f} points")
    return [
        Figure("crowned: gain as measured", measured, "points"),
        Figure("crowned: gain as expected", expected, "points"),
        Figure("crowned: true gain", true, "points"),
        at_most(15, "crowned: expected is off by", 100 * abs(expected / true - 1), "% of true"),
    ]


def _promises(said: Sequence[Said]) -> list[Figure]:
    """How often the sealed test would say "not kept", or "more than kept", of a promise: sealed
    rows drawn from the truth, a quarter as many as there are open ones."""
    rng, broken = np.random.default_rng(0), []
    for one in said:
        pick = one.verdict.candidate(one.verdict.pick or one.verdict.reference)
        n, true = one.sample.n_rows // 4, one.sample.true[pick.key] / 100
        expected = promised(one.sample.results, pick, "accuracy")
        got = [wilson(int(n_right), n) for n_right in rng.binomial(n, true, DRAWS)]
        broken += [not Promise("accuracy", expected, each).is_kept for each in got]
    return [at_most(7, "a promise is called broken", 100 * float(np.mean(broken)), "%")]


def _bet(one: Said) -> str:
    """What is advised, or named the better bet where it is too close to call."""
    verdict = one.verdict
    if verdict.pick is None and verdict.candidate(one.key).against_single.expected > 0:
        return one.key
    return verdict.pick or verdict.reference


def _regret(said: Sequence[Said]) -> list[Figure]:
    """What is lost to the truly best candidate. Too close to call is read as: keep the best single
    model."""
    chosen = {"advice": [one.verdict.pick or one.verdict.reference for one in said]}
    chosen |= {"advice and better bets": [_bet(one) for one in said]}
    chosen |= {"best single": [one.verdict.reference for one in said]}
    chosen |= {"best mean": [one.verdict.candidates[0].key for one in said]}
    chosen |= {key: [key] * len(said) for key in RIVALS}
    best = [max(one.sample.true[c.key] for c in one.verdict.candidates) for one in said]
    found = []
    for who, keys in chosen.items():
        true = [one.sample.true[key] for one, key in zip(said, keys, strict=True)]
        found.append(Figure(f"lost by: {who}", float(np.mean(best) - np.mean(true)), "points"))
    return found


def _intervals(said: Sequence[Said]) -> list[Figure]:
    """How wide the intervals of a difference are: all candidates, the folds alone and as believed.

    z is the error in units of what the interval says; its spread is 1 where the width is right.
    """
    found = []
    flips = [one.verdict.facts.single_share < 0.8 for one in said]
    parts = {
        "all": said,
        "the best single model is another one in over a fifth of the folds": [
            one for one, flip in zip(said, flips, strict=True) if flip
        ],
        "it is mostly the same one": [
            one for one, flip in zip(said, flips, strict=True) if not flip
        ],
    }
    for name, some in parts.items():
        if not some:
            continue
        z, inside, believed = (np.concatenate(each) for each in zip(*map(_z, some), strict=True))
        print(f"  {name}: z-spread {z.std():.2f}, covered {100 * inside.mean():.1f} %", end="")
        print(f", believed {100 * believed.mean():.1f} % ({len(z)} differences)")
        found += [
            Figure(f"difference intervals, {name}: spread of z", float(z.std()), ""),
            Figure(f"difference intervals, {name}: cover", 100 * inside.mean(), "%"),
        ]
        goal = at_least(90, f"believed intervals, {name}: cover", 100 * believed.mean(), "%")
        found.append(goal)
    return found


def _z(one: Said) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """z, whether the interval of the folds alone covers the truth, whether the believed one does;
    of every combination."""
    found = []
    for candidate in one.verdict.candidates:
        if candidate.key == one.verdict.reference:
            continue
        true, belief = one.sample.gain(candidate.key), candidate.against_single
        alone = versus(
            one.sample.results, candidate.key, one.verdict.reference, "accuracy", one.verdict.rope
        )
        z = 1.96 * (alone.mean - true) / max(alone.half_width, NO_WIDTH)
        found.append((z, alone.low <= true <= alone.high, belief.low <= true <= belief.high))
    return tuple(np.array(each, float) for each in zip(*found, strict=True))  # type: ignore[return-value]
