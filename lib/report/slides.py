"""The slides: four to seven for a meeting, the decision first, with native tables and charts, and
one more for each pin.

Scores and probabilities are PowerPoint's own charts, so that they can be edited and need no
browser on the server; boundaries are pictures.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from lib import charts
from lib.drawing.display import Display
from lib.report import _parts
from lib.report._boundary_image import drawn_boundaries
from lib.report._canvas import HEIGHT, MARGIN, QUIET, WIDTH, Area, Bars, Deck
from lib.report._evidence import evidence, which_is_better
from lib.report._report import Part, Report
from lib.verdict.card import counts, gain_text, price, price_title
from lib.verdict.case import Case
from lib.verdict.records import Verdict
from lib.verdict.sentences import headline, kicker
from lib.words.outside import shortened

INNER = WIDTH - 2 * MARGIN
TITLE = Area(MARGIN, 0.45, INNER, 0.95)
BODY = Area(MARGIN, 1.55, INNER, HEIGHT - 1.55 - 0.5)
LEFT = Area(MARGIN, BODY.top, 0.48 * INNER, BODY.height)
RIGHT = Area(MARGIN + 0.52 * INNER, BODY.top, 0.48 * INNER, BODY.height)
MOST_ROWS = 11  # of the evidence; more cannot be read on a wall
LONGEST_NAME = 25
MOST_ABOVE = 150  # letters in the line above a title
LEFT_TO_THE_REPORT = ["Family", "Training", "A row of many", "Size"]


def write(report: Report) -> bytes:
    """The whole file, four to seven slides of 16:9 and one a pin, the decision first."""
    deck = Deck(headline(report.case))
    _decision(deck, report.case, kicker(report.case))
    if not report.case.verdict.problem and report.case.verdict.rival:
        _reasons(deck, report)
    _boundaries(deck, report)
    _evidence(deck, report)
    if not report.case.verdict.problem and report.case.verdict.rival:
        _how_sure(deck, report.case)
    for pin in report.pins:
        _decision(deck, pin.case, " · ".join(["Pinned", *pin.differs]))
    _limits(deck, report)
    _question(deck, report)
    return deck.to_bytes()


def _decision(deck: Deck, case: Case, above: str) -> None:
    """What to do, what it brings and costs, with a hundred rows as dots."""
    part = _parts.decision(case)
    deck.add_slide(part.title, Area(MARGIN, 0.95, INNER, 1.5), 36)
    deck.add_text([shortened(above, MOST_ABOVE)], _line(0.55), 14, QUIET)
    deck.add_notes([part.title, *part.sentences])
    is_argued = bool(case.verdict.rival and not case.verdict.problem)
    deck.add_text(part.sentences[:1], Area(MARGIN, 2.5, INNER, 1.3), 20)
    if not is_argued:
        return
    things, (large, small) = case.entry.things, price(case)
    deck.add_text([f"Of 100 {things}"], Area(MARGIN, 4.0, 6, 0.4), 14, QUIET)
    found = counts(case)
    deck.add_dots(found, Area(MARGIN, 4.45, 6.0, 1.0))
    deck.add_dot_legend(found, Area(MARGIN, 5.6, 6.5, 0.4))
    right = MARGIN + 7.2
    deck.add_text(["The gain"], Area(right, 4.0, 2.4, 0.4), 14, QUIET)
    deck.add_text([gain_text(case)], Area(right, 4.4, 2.4, 0.6), 24)
    deck.add_text([price_title(case)], Area(right + 2.5, 4.0, 2.4, 0.4), 14, QUIET)
    deck.add_text([large], Area(right + 2.5, 4.4, 2.4, 0.6), 24)
    deck.add_text([small], Area(right + 2.5, 5.0, 2.4, 1.2), 14)
    deck.add_text([part.sentences[1]], Area(MARGIN, 6.4, INNER, 0.6), 12, QUIET)


def _question(deck: Deck, report: Report) -> None:
    """The last page: what was asked, on which data, with what, and the way back."""
    deck.add_slide("How it was made", TITLE)
    left, right = (Area(a.left, a.top, a.width, a.height - 0.7) for a in (LEFT, RIGHT))
    deck.add_points(_named(_parts.data(report.case)), left, 13)
    made = [*_named(_parts.measured(report.case)), *_named(_parts.made_with(report))]
    deck.add_points(made, right, 13)
    if report.link.startswith(("https://", "http://")):
        deck.add_link("Open the same scenario in the app", report.link, _line(HEIGHT - 0.8))
    else:
        text = f"To open the same scenario, put this behind the app's address: {report.link}"
        deck.add_text([text], _line(HEIGHT - 0.8), 14)


def _boundaries(deck: Deck, report: Report) -> None:
    """What combining changes, as two pictures."""
    drawn = list(drawn_boundaries(report))
    if not (drawn and report.boundaries):
        return
    deck.add_slide("What does combining change?", TITLE)
    side = 4.4
    for i, (title, wrong, png) in enumerate(drawn):
        words_below = f"{wrong} wrong while held back"
        left = MARGIN + i * (side + 0.6)
        deck.add_picture(png, Area(left, BODY.top, side, side), f"{title}: {words_below}")
        below = Area(left, BODY.top + side + 0.05, side, 0.7)
        deck.add_text([shortened(title, 60), words_below], below, 12)
    plane = report.boundaries.plane
    axes = f"Across: {shortened(plane.x.label, 40)}. Up: {shortened(plane.y.label, 40)}."
    note = [axes, "Dark line: border. Crossed marks: answered wrongly.", plane.caption]
    beside = Area(MARGIN + 2 * (side + 0.6), BODY.top, INNER - 2 * (side + 0.6), side)
    deck.add_text(note, beside, 13, QUIET)


def _evidence(deck: Deck, report: Report) -> None:
    """The best methods, with the pick and the best single model always among them."""
    table = evidence(report.case)
    keys, wanted = _first(list(table.index), report.case.verdict)
    shown = table.loc[keys].drop(columns=LEFT_TO_THE_REPORT)
    shown = shown.assign(Method=_names(shown))
    left_out = len(table) - len(keys)
    more = f" {left_out} more are in the report." if left_out else ""
    deck.add_slide("What is the evidence?", TITLE)
    height = 0.4 * (len(shown) + 1)
    where = Area(MARGIN, BODY.top, INNER, height)
    deck.add_table(shown, where, [key in wanted for key in keys])
    note = (
        "Gains are over the best single model, in points for percentages; positive is better. "
        f"{which_is_better(report.case)} Bold: the best single model and the pick.{more}"
    )
    deck.add_text([note], Area(MARGIN, BODY.top + height + 0.12, INNER, 0.45), 12, QUIET)


def _how_sure(deck: Deck, case: Case) -> None:
    """Two of the displays as native charts: the scores with intervals, and the probabilities."""
    shown = charts.entries()
    deck.add_slide("How sure is that?", TITLE)
    for area, key, bars in ((LEFT, "scores", _score_bars), (RIGHT, "gain_posterior", _gain_bars)):
        _display(deck, shown[key], case, area, bars)


def _display(
    deck: Deck,
    display: Display[Case],
    case: Case,
    area: Area,
    bars_of: Callable[[pd.DataFrame, Case], Bars | None],
) -> None:
    """A display as PowerPoint shows one: its question, its reading, its table as bars."""
    words = [display.question, display.words(case)]
    deck.add_text(words, Area(area.left, area.top, area.width, 1.25), 13)
    bars = bars_of(display.table(case), case)
    if bars:
        below = Area(area.left, area.top + 1.35, area.width, area.height - 1.35)
        deck.add_bars(bars, below, display.alt(case))


def _gain_bars(table: pd.DataFrame, case: Case) -> Bars | None:
    """The three probabilities of each combination."""
    if table.empty:
        return None
    parts = {"Worse": "FFFFFF", "As good": "BDBDBD", "Better": "3B3F47"}
    return Bars(
        series={part: table[part].tolist() for part in parts},
        names=_names(table),
        colours=list(parts.values()),
        axis="Probability (%)",
        span=(0, 100),
        number_format="0",
    )


def _score_bars(table: pd.DataFrame, case: Case) -> Bars | None:
    """Bars from the lower to the upper end of each interval, with a step at the mean."""
    table = table[np.isfinite(table[["Low", "High"]]).all(axis=1)].set_index("key", drop=False)
    if table.empty:
        return None
    rows, metric = table.loc[_first(list(table.index), case.verdict)[0]], case.metric
    step, number_format = (1.0, "0") if metric.as_percent else (0.01, "0.00")
    low = step * math.floor(rows["Low"].min() / step - 0.5)
    high = step * math.ceil(rows["High"].max() / step + 0.5)
    return Bars(
        series={
            "below the interval": rows["Low"].tolist(),
            "lower end to mean": (rows["Score"] - rows["Low"]).tolist(),
            "mean to upper end (95 % interval)": (rows["High"] - rows["Score"]).tolist(),
        },
        names=_names(rows),
        colours=["", "9CC6E0", "0072B2"],
        axis=f"{metric.title}{' (%)' if metric.as_percent else ''}, {metric.better} is better",
        span=(max(0.0, low), high),
        number_format=number_format,
    )


def _names(table: pd.DataFrame) -> list[str]:
    return [shortened(name, LONGEST_NAME) for name in table["Method"]]


def _reasons(deck: Deck, report: Report) -> None:
    deck.add_slide("What speaks for it, and what against?", TITLE)
    for box, part in ((LEFT, _parts.pros(report.case)), (RIGHT, _parts.cons(report.case))):
        told = tuple((f"{point}.", fact) for point, fact in part.points)
        points = told or (("", "Nothing measured here speaks for this side."),)
        deck.add_text([part.title], Area(box.left, box.top, box.width, 0.45), 20)
        deck.add_points(points, Area(box.left, box.top + 0.6, box.width, box.height - 0.6), 16)


def _limits(deck: Deck, report: Report) -> None:
    """What it does not show, and what others have added."""
    part = _parts.limits(report.case)
    deck.add_slide(part.title, TITLE)
    extras = [text for extra in report.extras for text in (extra.title, *extra.sentences)]
    room = Area(BODY.left, BODY.top, BODY.width, BODY.height - 0.7)
    if extras:
        deck.add_text(extras, Area(RIGHT.left, room.top, RIGHT.width, room.height), 15)
        room = Area(LEFT.left, room.top, LEFT.width, room.height)
    said = [("", sentence) for sentence in part.sentences]
    deck.add_points(said, room, 15)


def _first(keys: Sequence[str], judged: Verdict) -> tuple[list[str], list[str]]:
    """As many of the first keys as a slide holds, the pick and the best single model always among
    them; and these two alone."""
    wanted = [key for key in keys if key in (judged.pick, judged.reference)]
    others = [key for key in keys if key not in wanted][: MOST_ROWS - len(wanted)]
    return [key for key in keys if key in wanted or key in others], wanted


def _named(part: Part) -> list[tuple[str, str]]:
    """The points of a part, each as "what it is about: the rest"."""
    return [(f"{about}:", text) for about, text in part.points]


def _line(top: float) -> Area:
    return Area(MARGIN, top, INNER, 0.4)
