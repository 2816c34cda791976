"""The slides: five to seven for a meeting, with native tables and charts, and the boundaries.

Scores and probabilities are PowerPoint's own charts, so that they can be edited and need no
browser on the server; boundaries are pictures.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from lib import charts
from lib.metrics import METRICS
from lib.report import _parts
from lib.report._boundary_image import boundary_png
from lib.report._canvas import HEIGHT, MARGIN, QUIET, WIDTH, Box, Deck, fill, scale_axis, short
from lib.report._report import Part, Report
from lib.verdict.records import Verdict

INNER = WIDTH - 2 * MARGIN
TITLE = Box(MARGIN, 0.45, INNER, 0.95)
BODY = Box(MARGIN, 1.55, INNER, HEIGHT - 1.55 - 0.5)
LEFT = Box(MARGIN, BODY.top, 0.48 * INNER, BODY.height)
RIGHT = Box(MARGIN + 0.52 * INNER, BODY.top, 0.48 * INNER, BODY.height)
MOST_ROWS = 11  # of the evidence; more cannot be read on a wall
LONGEST_NAME = 25
LEFT_TO_THE_REPORT = ["Family", "Training", "Size"]


def write(report: Report) -> bytes:
    """The whole file, five to seven slides of 16:9."""
    deck = Deck(_parts.headline(report))
    _title(deck, report)
    _question(deck, report)
    _pick(deck, report)
    _evidence(deck, report)
    if not report.verdict.problem and report.verdict.rival:
        _how_sure(deck, report)
        _reasons(deck, report)
    _limits(deck, report)
    return deck.to_bytes()


def _title(deck: Deck, report: Report) -> None:
    deck.add_slide(_parts.headline(report), Box(MARGIN, 1.6, INNER, 2.9), 40)
    deck.add_text(["Better Together? Should these models be combined, and how?"], _line(0.7), 16)
    said = [_parts.how(report), f"Report of {report.day.isoformat()}"]
    deck.add_text(said, Box(MARGIN, 5.0, INNER, 1.2), 18, QUIET)
    deck.add_notes([_parts.headline(report), *_parts.pick(report).sentences])


def _question(deck: Deck, report: Report) -> None:
    deck.add_slide("What was asked, on which data?", TITLE)
    deck.add_points(_named(_parts.data(report)), LEFT, 15)
    deck.add_points(_named(_parts.measured(report)), RIGHT, 15)


def _pick(deck: Deck, report: Report) -> None:
    """What to do and why, beside what combining changes."""
    part = _parts.pick(report)
    deck.add_slide(part.title, TITLE)
    drawn = list(_drawn(report))
    words = Box(MARGIN, BODY.top, INNER if not drawn else 4.2, BODY.height)
    deck.add_text(part.sentences, words, 18)
    deck.add_notes(part.sentences)
    side = min(3.75, (INNER - 4.5) / 2 - 0.15)
    for i, (title, words_below, png) in enumerate(drawn):
        left = MARGIN + 4.5 + i * (side + 0.25)
        deck.add_picture(png, Box(left, BODY.top, side, side), f"{title}: {words_below}")
        below = Box(left, BODY.top + side + 0.1, side, 0.75)
        deck.add_text([short(title, 60), words_below], below, 12)
    if drawn and report.boundaries:
        plane = report.boundaries.plane
        axes = f"Across: {short(plane.x.label, 40)}. Up: {short(plane.y.label, 40)}."
        note = f"{axes} Dark line: border. Crossed marks: answered wrongly. {plane.caption}"
        below = Box(MARGIN + 4.5, BODY.top + side + 0.95, INNER - 4.5, 0.7)
        deck.add_text([note], below, 11, QUIET)


def _evidence(deck: Deck, report: Report) -> None:
    """The best methods, with the pick and the best single model always among them."""
    table = _parts.evidence(report)
    keys, wanted = _first(list(table.index), report.verdict)
    shown = table.loc[keys].drop(columns=LEFT_TO_THE_REPORT)
    shown = shown.assign(Method=[short(name, LONGEST_NAME) for name in table.loc[keys, "Method"]])
    left_out = len(table) - len(keys)
    more = f" {left_out} more are in the report." if left_out else ""
    deck.add_slide("What is the evidence?", TITLE)
    height = 0.4 * (len(shown) + 1)
    where = Box(MARGIN, BODY.top, INNER, height)
    deck.add_table(shown, where, [key in wanted for key in keys])
    note = (
        "Gains are over the best single model, in points for percentages; positive is better. "
        f"{_parts.which_is_better(report)} Bold: the best single model and the pick.{more}"
    )
    deck.add_text([note], Box(MARGIN, BODY.top + height + 0.12, INNER, 0.45), 12, QUIET)


def _how_sure(deck: Deck, report: Report) -> None:
    """Two of the figures as native charts: the scores with intervals, and the probabilities."""
    asked = (report.results, report.verdict, report.verdict.metric)
    scores, gains = charts.entries()["scores"], charts.entries()["gain_posterior"]
    deck.add_slide("How sure is that?", TITLE)
    for box, chart in ((LEFT, scores), (RIGHT, gains)):
        words = [chart.title, chart.in_words(*asked)]
        deck.add_text(words, Box(box.left, box.top, box.width, 1.25), 13)
    _scores(deck, report, scores.alt(*asked))
    table = gains.table(*asked)
    if table.empty:
        return
    parts = {"Worse": "FFFFFF", "As good": "BDBDBD", "Better": "3B3F47"}
    bars = {part: table[part].tolist() for part in parts}
    names = [short(name, LONGEST_NAME) for name in table["Method"]]
    chart = deck.add_bars(bars, names, _below_words(RIGHT), gains.alt(*asked))
    fill(chart, list(parts.values()))
    scale_axis(chart, "Probability (%)", 0, 100, "0")


def _scores(deck: Deck, report: Report, alt: str) -> None:
    """Bars from the lower to the upper end of each interval, with a step at the mean."""
    verdict, metric = report.verdict, METRICS[report.verdict.metric]
    table = charts.entries()["scores"].table(report.results, verdict, verdict.metric)
    table = table[np.isfinite(table[["Low", "High"]]).all(axis=1)].set_index("key", drop=False)
    if table.empty:
        return
    rows = table.loc[_first(list(table.index), verdict)[0]]
    bars = {
        "below the interval": rows["Low"].tolist(),
        "lower end to mean": (rows["Score"] - rows["Low"]).tolist(),
        "mean to upper end (95 % interval)": (rows["High"] - rows["Score"]).tolist(),
    }
    names = [short(name, LONGEST_NAME) for name in rows["Method"]]
    chart = deck.add_bars(bars, names, _below_words(LEFT), alt)
    fill(chart, ["", "9CC6E0", "0072B2"])
    step, number_format = (1.0, "0") if metric.as_percent else (0.01, "0.00")
    low = step * math.floor(rows["Low"].min() / step - 0.5)
    high = step * math.ceil(rows["High"].max() / step + 0.5)
    better = "higher" if metric.greater_is_better else "lower"
    title = f"{metric.title}{' (%)' if metric.as_percent else ''}, {better} is better"
    scale_axis(chart, title, max(0.0, low), high, number_format)


def _reasons(deck: Deck, report: Report) -> None:
    deck.add_slide("What speaks for it, and what against?", TITLE)
    for box, part in ((LEFT, _parts.pros(report)), (RIGHT, _parts.cons(report))):
        points = part.points or (("", "Nothing measured here speaks for this side."),)
        deck.add_text([part.title], Box(box.left, box.top, box.width, 0.45), 20)
        deck.add_points(points, Box(box.left, box.top + 0.6, box.width, box.height - 0.6), 16)


def _limits(deck: Deck, report: Report) -> None:
    """What it does not show, what others have added, and the way back."""
    part = _parts.limits(report)
    deck.add_slide(part.title, TITLE)
    extras = [text for extra in report.extras for text in (extra.title, *extra.sentences)]
    room = Box(BODY.left, BODY.top, BODY.width, BODY.height - 0.7)
    if extras:
        deck.add_text(extras, Box(RIGHT.left, room.top, RIGHT.width, room.height), 15)
        room = Box(LEFT.left, room.top, LEFT.width, room.height)
    said = [("", sentence) for sentence in part.sentences]
    deck.add_points([*said, *_named(_parts.made_with(report))], room, 15)
    if report.link.startswith(("https://", "http://")):
        deck.add_link("Open the same scenario in the app", report.link, _line(HEIGHT - 0.8))
    else:
        text = f"To open the same scenario, put this behind the app's address: {report.link}"
        deck.add_text([text], _line(HEIGHT - 0.8), 14)


def _drawn(report: Report) -> Iterator[tuple[str, str, bytes]]:
    """(title, words, PNG) of the best single model and of the pick or the best combination."""
    if report.boundaries is None:
        return
    plane, dataset = report.boundaries.plane, report.experiment.dataset
    for method, drawn, title in _parts.in_the_pictures(report):
        predicted = report.results.predicted(method)
        wrong = int((predicted != dataset.y).sum())
        png = boundary_png(report.boundaries.pictures[drawn], plane, dataset, predicted)
        yield title, f"{wrong} of {len(dataset.y):,} rows wrong while held back", png


def _first(keys: Sequence[str], judged: Verdict) -> tuple[list[str], list[str]]:
    """As many of the first keys as a slide holds, the pick and the best single model always among
    them; and these two alone."""
    wanted = [key for key in keys if key in (judged.pick, judged.reference)]
    others = [key for key in keys if key not in wanted][: MOST_ROWS - len(wanted)]
    return [key for key in keys if key in wanted or key in others], wanted


def _named(part: Part) -> list[tuple[str, str]]:
    """The points of a part, each as "what it is about: the rest"."""
    return [(f"{about}:", text) for about, text in part.points]


def _line(top: float) -> Box:
    return Box(MARGIN, top, INNER, 0.4)


def _below_words(box: Box) -> Box:
    return Box(box.left, box.top + 1.35, box.width, box.height - 1.35)
