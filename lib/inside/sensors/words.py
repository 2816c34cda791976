"""The sensor lab in words, each sentence made from what was measured. Plain text."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from lib.drawing.methods import as_drawn, as_said
from lib.inside.numbers import points
from lib.inside.sensors.computing import WITHOUT, AtAmount, Breakage, Panel, alike
from lib.statistics.metrics import METRICS
from lib.verdict.comparisons import region_of
from lib.verdict.phrases import interval
from lib.words import capital, counted, in_sentence

TOO_SURE, SURE_AND_WRONG = 0.05, 0.25  # mean confidence so far above the share of right answers


def damage_words(chosen: AtAmount) -> str:
    """ "Noise of 150 % of its spread on Fourier", "Fourier missing in 100 % of rows"."""
    breakage = chosen.breakage
    amount = f"{breakage.amounts[chosen.at]:.0f} %"
    of_spread = {
        "bias": f"{breakage.view} off by {amount} of its spread",
        "noise": f"noise of {amount} of its spread on {breakage.view}",
    }
    return of_spread.get(breakage.how, f"{breakage.view} {breakage.how} in {amount} of rows")


def headline(chosen: AtAmount, rope: float) -> str:
    """Who loses least and most at this amount, in one sentence."""
    breakage, at = chosen.breakage, chosen.at
    every = breakage.losses(at)
    losses = {key: loss for key, loss in every.items() if key != WITHOUT and np.isfinite(loss)}
    if not losses:
        return f"{METRICS[breakage.metric].title} is not defined on these rows."
    least, most = min(losses, key=losses.__getitem__), max(losses, key=losses.__getitem__)
    broken = capital(damage_words(chosen))
    if at == 0:
        return f"Nothing is broken yet: move the slider to damage {breakage.view}."
    if losses[most] < region_of(breakage.metric, rope):
        return (
            f"{broken}: no method loses more than {points(breakage.metric, max(losses[most], 0))}."
        )
    if losses[most] - losses[least] < 1e-9:
        return f"{broken}: every method loses {points(breakage.metric, losses[most])}."
    apart = breakage.against(least, most, at, rope, since=breakage.scores[:, 0])
    if not apart.low > 0:  # nobody is crowned whom the folds cannot tell from the last
        low, high = (_signed(breakage, losses[key]) for key in (least, most))
        return (
            f"{broken}: the methods lose from {low} with {_named(breakage, least)} to {high} with "
            f"{_named(breakage, most)}, too close to rank."
        )
    first = f"{_named(breakage, least)} {_change(breakage, losses[least], 'least')}"
    last = f"{_named(breakage, most)} {_change(breakage, losses[most], 'most')}"
    return f"{broken}: {first}, {last}."


def averaging(chosen: AtAmount, rope: float) -> str:
    """Whether the average of all models stood the broken one, judged by the average without it."""
    breakage, at = chosen.breakage, chosen.at
    gain = breakage.averaged(at, rope)
    with_it = filled_in(breakage, "late_mean", at)
    without = score_at(Panel(breakage, at, WITHOUT), at)
    gaps = ", their gaps filled in," if breakage.how == "missing" else ""
    numbers = f"With {_the_models(breakage)}{gaps} the average scores {with_it}, without {without}"
    if gain.n < 2:
        return f"{numbers}; the score is defined in too few folds to compare them."
    if not at:
        return f"{numbers}: that is what the view is worth to it while it is whole."
    by = _signed(breakage, gain.mean)
    evidence = f"leaving it out is worth {by}, {interval(gain, breakage.metric)}"
    if gain.low > 0 and gain.mean >= gain.rope:
        return f"Averaging was hurt. {numbers} ({evidence}). Averaging is not robust by itself."
    if gain.high < 0 and gain.mean <= -gain.rope:
        return f"Averaging stood it: even damaged, the view helps. {numbers} ({evidence})."
    if abs(gain.mean) < gain.rope:
        return (
            f"Averaging stood it: leaving the view out would change little. {numbers} ({evidence})."
        )
    return f"Whether averaging was hurt is too close to tell. {numbers} ({evidence})."


def sureness(chosen: AtAmount) -> str:
    """How sure the models that see the view are, against how often they are right."""
    breakage, at = chosen.breakage, chosen.at
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


def _named(breakage: Breakage, key: str) -> str:
    """A method in the middle of a sentence."""
    title = in_sentence(breakage.title(key))
    return f"the {title}" if key == "best_single" else title


def _the_models(breakage: Breakage) -> str:
    if breakage.n_seeing == 1:
        return f"the model that sees {breakage.view}"
    return f"the {breakage.n_seeing} models that see {breakage.view}"


def _signed(breakage: Breakage, gain: float) -> str:
    return f"{'−' if gain < 0 else ''}{points(breakage.metric, gain)}"


def _change(breakage: Breakage, loss: float, rank: str) -> str:
    """ "loses least (2.1 points)"; who loses least may even gain."""
    if loss < 0:
        return f"even gains ({points(breakage.metric, loss)})"
    return f"loses {rank} ({points(breakage.metric, loss)})"


def change(panel: Panel) -> str:
    """What a method gained or lost at this amount, with its sign: "−2.1 points"."""
    return _signed(panel.breakage, -panel.breakage.losses(panel.at)[panel.key])


# Around the pictures

ONLY_ONE_VIEW = "There is only one view here, so no sensor can be lost"


def how_to_get_two(editor: str) -> str:
    """What to do with a single view. editor : what the editor of the views is called."""
    return (
        f"All columns are in one view. To break one of several, group the columns under “{editor}” "
        "in the sidebar; with two columns, make each axis a sensor of its own. Or open an example "
        "that has two sensors."
    )


def empty_views(names: Sequence[str]) -> str:
    """Views that cannot be broken."""
    return f"Without columns, so nothing to break: {', '.join(names)}."


def no_such_view(asked: str, instead: str) -> str:
    """A link asked for a view that is not there."""
    return f"These data have no view called “{asked}”; {instead} is broken instead."


def view_names(views: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """Each view, with how many columns it has."""
    return {name: f"{name} ({counted(len(columns), 'column')})" for name, columns in views.items()}


def status(breakage: Breakage) -> str:
    """How it was measured."""
    return (
        f"{METRICS[breakage.metric].title} on held-back rows, {breakage.n_samples:,} rows, "
        f"{breakage.scores.shape[2]} folds, first repeat. Trained on clean rows; only the rows "
        "held back are broken."
    )


def panel_title(panel: Panel) -> str:
    """The methods that share a panel, because they cannot differ."""
    group = next(group for group in alike(panel.breakage) if panel.key in group)
    return " = ".join(panel.breakage.short(each) for each in group)


def panel_in_words(panel: Panel) -> str:
    """One method's score, unbroken, at the chosen amount and at the largest."""
    whole, now, last = (score_at(panel, at) for at in (0, panel.at, -1))
    return (
        f"{panel_title(panel)} against the amount of damage: unbroken {whole}, at the chosen "
        f"amount {now}, at the largest {last}."
    )


def score_at(panel: Panel, at: int) -> str:
    """The mean score of the method at an amount."""
    mean = panel.breakage.interval(panel.key, at).mean
    return METRICS[panel.breakage.metric].format(mean)


def filled_in(breakage: Breakage, key: str, at: int) -> str:
    """The mean score of the method when the gaps are filled in for it."""
    return METRICS[breakage.metric].format(breakage.filled[breakage.keys.index(key), at].mean())


def interval_now(panel: Panel) -> str:
    """How sure the score is at the chosen amount, and what it was."""
    metric, found = panel.breakage.metric, panel.breakage.interval(panel.key, panel.at)
    drawn = as_drawn(metric, found)
    low, high = (as_said(metric, drawn[end]) for end in ("Low", "High"))
    said = f"95 % interval {low} to {high}; unbroken {score_at(panel, 0)}"
    if not panel.breakage.left_out(panel.key, panel.at):
        return said
    return f"Left out. Filled in: {filled_in(panel.breakage, panel.key, panel.at)}. {said}"


def under_the_panels(breakage: Breakage) -> str:
    """What the lines of the panels are."""
    lines = (
        "Thick: this method, with its 95 % interval over the folds. Thin: the others. Ring: the "
        f"chosen amount. {capital(METRICS[breakage.metric].better)} is better."
    )
    if breakage.how == "missing":
        lines += " Dotted: the same method with the gaps filled in."
    return (
        f"{lines} Dashed: the average without the models that see the broken view, as if we knew."
    )


def right_answers_lost(
    answers: Mapping[str, tuple[int, int]], row: int, truth: int, classes: Sequence[str]
) -> str:
    """Which methods lose the row. answers : as `before_and_after` gives them."""
    lost = [title for title, (before, after) in answers.items() if before == truth != after]
    if lost:
        costs = f"The damage costs its right answer: {', '.join(lost)}."
    else:
        costs = "The damage takes no right answer away from it."
    return f"Row {row} is {classes[truth]}. {costs}"


def table_of_answers(
    answers: Mapping[str, tuple[int, int]], truth: int, classes: Sequence[str]
) -> pd.DataFrame:
    """One row a method: the classes it names, each with whether it is right."""
    rows = [
        (title, *[f"{'✓' if c == truth else '✗'} {classes[c]}" for c in pair])
        for title, pair in answers.items()
    ]
    return pd.DataFrame(rows, columns=["Method", "Unbroken", "At the chosen amount"])
