"""Two small pictures of a decision as SVG, which take their ink from the page: the gain beside what
is too small to matter, and a hundred dots. Shapes differ, not only colours."""

from collections.abc import Sequence

from lib.words.outside import as_html

WIDTH, STEP, COLUMNS = 252, 10, 25
KEY = "grey: too small to matter · line: where it may lie"
GREEN, ORANGE = "#009E73", "#D55E00"  # Okabe-Ito, seen on light and on dark paper
SMALL = 'font-size="12" fill="currentColor"'

# The marks of one dot around (0, 0), by what became of the row.
MARKS = {
    "right": '<circle r="3.2" fill="currentColor" opacity="0.35"/>',
    "rescued": f'<path d="M0-4.8 4.8 0 0 4.8-4.8 0Z" fill="{GREEN}"/>',
    "broken": f'<circle r="3.4" fill="none" stroke="{ORANGE}" stroke-width="2.2"/>',
    "wrong": '<path d="M-2.8-2.8 2.8 2.8M2.8-2.8-2.8 2.8" stroke="currentColor" opacity="0.7" '
    'stroke-width="1.5"/>',
}


SAID = {  # the same in words
    "right": "right either way",
    "rescued": "right only combined",
    "broken": "right only alone",
    "wrong": "wrong either way",
}


def hundred(counts: Sequence[tuple[str, int]], about: str) -> str:
    """A dot for each of 100 rows, with a mark for each kind below. counts : (one of `MARKS`, how
    many). about : read out instead of the picture."""
    kinds = [kind for kind, n in counts for _ in range(n)]
    dots = [
        _mark(kind, 6 + STEP * (i % COLUMNS), 6 + STEP * (i // COLUMNS))
        for i, kind in enumerate(kinds)
    ]
    legend = [
        f'<span style="white-space:nowrap;margin-right:0.9em"><svg viewBox="-6 -6 12 12" width="12"'
        f' height="12" style="vertical-align:-1px">{MARKS[kind]}</svg> {n} {SAID[kind]}</span>'
        for kind, n in counts
    ]
    return _svg(STEP * 4 + 2, about, "".join(dots)) + _below("".join(legend))


def gain(
    mean: float, ends: tuple[float, float], region: float, text: str, about: str, digits: int = 1
) -> str:
    """A dot with its interval on a line, the band of what is too small to matter behind it. ends :
    of the interval, equal to the mean where there is none; written above with so many digits.
    text : the gain, written below."""
    reach = [mean, *ends, region, -region]
    low, high = min(reach), max(reach)
    span = (high - low) or 1.0

    def x(value: float) -> float:
        return 12 + (WIDTH - 24) * (value - low) / span

    parts = [
        f'<rect x="{x(-region):.1f}" y="4" width="{x(region) - x(-region):.1f}" height="28" '
        'fill="currentColor" opacity="0.13"/>',
        f'<path d="M{x(0):.1f} 2V34" stroke="currentColor" stroke-dasharray="3 3" opacity="0.7"/>',
        f'<path d="M{x(ends[0]):.1f} 18H{x(ends[1]):.1f}" stroke="currentColor" stroke-width="2"/>',
        f'<circle cx="{x(mean):.1f}" cy="18" r="6" fill="currentColor"/>',
        *_labels(x(0), x(mean), text),
        *(_end(x(end), f"{end:+.{digits}f}".replace("-", "\u2212")) for end in ends if end != mean),
    ]
    return _svg(54, about, "".join(parts)) + _below(KEY)


def _labels(zero: float, dot: float, text: str) -> list[str]:
    """What the dashed line and the dot are; the line's own label only where there is room."""
    half = 3.3 * len(text)
    at = min(max(dot, half + 2), WIDTH - half - 2)
    labels = [
        f'<text x="{at:.1f}" y="50" text-anchor="middle" font-weight="600" {SMALL}>'
        f"{as_html(text)}</text>"
    ]
    if abs(zero - at) > half + 20:
        where = min(max(zero, 16), WIDTH - 16)
        labels.append(f'<text x="{where:.1f}" y="50" text-anchor="middle" {SMALL}>none</text>')
    return labels


def _end(x: float, text: str) -> str:
    """What an end of the interval is."""
    at = min(max(x, 14), WIDTH - 14)
    return f'<text x="{at:.1f}" y="10" text-anchor="middle" {SMALL}>{as_html(text)}</text>'


def _mark(kind: str, x: float, y: float) -> str:
    return f'<g transform="translate({x:g} {y:g})">{MARKS[kind]}</g>'


def _svg(height: int, about: str, inner: str) -> str:
    """One line, so that Markdown takes it for one block."""
    return (
        f'<svg role="img" aria-label="{as_html(about)}" viewBox="0 0 {WIDTH} {height}" '
        f'style="width:100%;max-width:{WIDTH + 68}px;height:auto;display:block">{inner}</svg>'
    )


def _below(text: str) -> str:
    """Small print that wraps, hidden from whoever is read the picture."""
    return f'<div aria-hidden="true" style="font-size:0.8rem;line-height:1.5">{text}</div>'
