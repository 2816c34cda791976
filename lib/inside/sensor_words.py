"""The sensor lab in words, each sentence made from what was measured. Plain text."""

import numpy as np
import pandas as pd

from lib.inside.sensor_charts import order
from lib.inside.sensors import WITHOUT, Breakage
from lib.metrics import METRICS
from lib.verdict.comparisons import region_of
from lib.words import capital, in_sentence, number

TOO_SURE, SURE_AND_WRONG = 0.05, 0.25  # mean confidence so far above the share of right answers


def damage_words(breakage: Breakage, at: int) -> str:
    """ "Noise of 150 % of its spread on Fourier", "Fourier missing in 100 % of rows"."""
    amount = f"{breakage.amounts[at]:.0f} %"
    of = {
        "bias": f"{breakage.view} off by {amount} of its spread",
        "noise": f"noise of {amount} of its spread on {breakage.view}",
        "missing": f"{breakage.view} missing in {amount} of rows",
        "stuck": f"{breakage.view} stuck in {amount} of rows",
        "scrambled": f"{breakage.view} scrambled in {amount} of rows",
    }
    return of[breakage.how]


def headline(breakage: Breakage, at: int, rope: float) -> str:
    """Who loses least and most at this amount, in one sentence."""
    every = breakage.losses(at)
    losses = {key: loss for key, loss in every.items() if key != WITHOUT and np.isfinite(loss)}
    keys = sorted(losses, key=order)
    if not keys:
        return f"{METRICS[breakage.metric].title} is not defined on these rows."
    least, most = min(keys, key=losses.__getitem__), max(keys, key=losses.__getitem__)
    broken = capital(damage_words(breakage, at))
    if at == 0:
        return f"Nothing is broken yet: move the slider to damage {breakage.view}."
    if losses[most] < region_of(breakage.metric, rope):
        return f"{broken}: no method loses more than {_points(breakage, max(losses[most], 0))}."
    if losses[most] - losses[least] < 1e-9:
        return f"{broken}: every method loses {_points(breakage, losses[most])}."
    apart = breakage.loss_apart(least, most, at, rope)
    if not apart.low > 0:  # nobody is crowned whom the folds cannot tell from the last
        low, high = (_signed(breakage, losses[key]) for key in (least, most))
        return (
            f"{broken}: the methods lose from {low} with {_named(breakage, least)} to {high} with "
            f"{_named(breakage, most)}, too close to rank."
        )
    first = f"{_named(breakage, least)} {_change(breakage, losses[least], 'least')}"
    last = f"{_named(breakage, most)} {_change(breakage, losses[most], 'most')}"
    return f"{broken}: {first}, {last}."


def averaging(breakage: Breakage, at: int, rope: float) -> str:
    """Whether the average of all models stood the broken one, judged by the average without it."""
    if WITHOUT not in breakage.keys:
        return (
            f"Every model looks at {breakage.view}, so there is none to leave out, and an average "
            "of models that are all hit can only be as good as they are."
        )
    gain = breakage.against(WITHOUT, "late_mean", at, rope)
    score = METRICS[breakage.metric]
    with_it, without = (
        score.format(breakage.interval(key, at).mean) for key in ("late_mean", WITHOUT)
    )
    numbers = f"With {_the_models(breakage)} the average scores {with_it}, without {without}"
    if gain.n < 2:
        return f"{numbers}; the score is defined in too few folds to compare them."
    if not at:
        return f"{numbers}: that is what the view is worth to it while it is whole."
    low, high = (number(value, 1 if score.as_percent else 3) for value in (gain.low, gain.high))
    by = _signed(breakage, gain.mean)
    evidence = f"leaving it out is worth {by}, 95 % interval {low} to {high}"
    if gain.low > 0 and gain.mean >= gain.rope:
        return f"Averaging was hurt. {numbers} ({evidence}). Averaging is not robust by itself."
    if gain.high < 0 and gain.mean <= -gain.rope:
        return f"Averaging stood it: even damaged, the view helps. {numbers} ({evidence})."
    if abs(gain.mean) < gain.rope:
        return (
            f"Averaging stood it: leaving the view out would change little. {numbers} ({evidence})."
        )
    return f"Whether averaging was hurt is too close to tell. {numbers} ({evidence})."


def sureness(breakage: Breakage, at: int) -> str:
    """How sure the models that see the view are, against how often they are right."""
    if not breakage.n_seeing:
        return f"None of your models looks at {breakage.view}; only early fusion does."
    sure, right = breakage.confidence[at], breakage.accuracy[at]
    words = (
        f"{capital(_the_models(breakage))} {'is' if breakage.n_seeing == 1 else 'are'} "
        f"{100 * sure:.0f} % sure on average and right in {100 * right:.0f} % of rows"
    )
    if sure - right >= SURE_AND_WRONG:
        return f"{words}: confidently wrong. An average believes whoever is surest."
    if sure < breakage.confidence[0] - TOO_SURE:
        return f"{words}: less sure than before the damage, so the others outvote it easily."
    if sure - right >= TOO_SURE:
        return f"{words}: more sure than it should be."
    return f"{words}: no more sure than is justified."


def one_row(breakage: Breakage, at: int, row: int, y: np.ndarray) -> pd.DataFrame:
    """One row a method: the position of the class it names for this row, before and after."""
    keys = sorted(breakage.keys, key=order)
    before, after = (
        [int(breakage.answers[breakage.keys.index(key), i, row]) for key in keys] for i in (0, at)
    )
    return pd.DataFrame(
        {
            "Method": [breakage.title(key) for key in keys],
            "before": before,
            "after": after,
            "right before": [each == y[row] for each in before],
            "right after": [each == y[row] for each in after],
        }
    )


def _named(breakage: Breakage, key: str) -> str:
    """A method in the middle of a sentence."""
    return f"{'the ' * (key == 'best_single')}{in_sentence(breakage.title(key))}"


def _the_models(breakage: Breakage) -> str:
    if breakage.n_seeing == breakage.n_models:
        return "the models, which all see it,"
    if breakage.n_seeing == 1:
        return f"the model that sees {breakage.view}"
    return f"the {breakage.n_seeing} models that see {breakage.view}"


def _points(breakage: Breakage, size: float) -> str:
    if METRICS[breakage.metric].as_percent:
        return f"{number(abs(size), 1)} points"
    return number(abs(size), 3)


def _signed(breakage: Breakage, gain: float) -> str:
    return f"{'−' if gain < 0 else ''}{_points(breakage, gain)}"


def _change(breakage: Breakage, loss: float, rank: str) -> str:
    """ "loses least (2.1 points)"; who loses least may even gain."""
    if loss < 0:
        return f"even gains ({_points(breakage, loss)})"
    return f"loses {rank} ({_points(breakage, loss)})"


def change(breakage: Breakage, key: str, at: int) -> str:
    """What a method gained or lost at this amount, with its sign: "−2.1 points"."""
    return _signed(breakage, -breakage.losses(at)[key])
