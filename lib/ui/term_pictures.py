"""Small pictures of terms that a formula would not tell: who reads what, which rows are held
back."""

from itertools import pairwise

from lib.inside.flow import Flow, Kind, Link, Station, all_to_all, draw

WIDTH = 300.0  # of a picture
N_FOLDS = 5
BOX, APART, LOW = 34.0, 6.0, 20.0  # a part of the rows: its width, between two, its height
DATA, TWO = "all columns", ("source 1", "source 2")
Layers = tuple[tuple[str, ...], ...]

# The boxes of each layer from the inputs on; joined one to one where two layers are of one width,
# else all to all. A box with "(dropped)" is needed only while learning.
LAYERS: dict[str, Layers] = {
    "base model": ((DATA,), ("a model",), ("answer",)),
    "ensembling": ((DATA,), ("model 1", "model 2", "model 3"), ("combine answers",)),
    "fusion": (TWO, ("one decision",)),
    "source": (("all columns",), ("microphone", "camera")),
    "stacking": ((DATA,), ("model 1", "model 2", "model 3"), ("a further model",)),
    "early fusion": (TWO, ("all columns side by side",), ("one model",)),
    "late fusion": (TWO, ("model 1", "model 2"), ("merge scores",)),
    "intermediate fusion": (TWO, ("a few numbers", "a few numbers"), ("one model",)),
    "hybrid fusion": (
        ("source 1", "source 2", DATA),
        ("model 1", "model 2", "model 3"),
        ("merge scores",),
    ),
    "fusion of models": (("model 1 (dropped)", "model 2 (dropped)"), ("one model",), ("answer",)),
    "distillation": (("model 1 (dropped)", "model 2 (dropped)"), ("student",), ("answer",)),
    "best single source": (("source 1 (dropped)", "source 2"), ("best model",)),
    "machine learning": (("rows with their class",), ("learn",), ("a rule for new rows",)),
    "random forest": (
        ("some rows", "other rows", "other rows"),
        ("tree 1", "tree 2", "tree 3"),
        ("average",),
    ),
    "boosting": (("all rows",), ("tree 1",), ("what is wrong: tree 2",), ("sum",)),
}
SAID = {
    "best single source": "Of two sources the better one is kept.",
    "source": "The columns come from two origins.",
}

# Rows of parts: which part of each is held back; 5 is a part apart from the others.
CUTS: dict[str, tuple[tuple[int, ...], str]] = {
    "fold": ((0,), "held back: one fold of five"),
    "held-back rows": ((4,), "held back: not trained on"),
    "pass": ((0, 1, 2, 3, 4), "each fold once: one pass"),
    "trial": ((2,), "learn from four, score on one"),
    "sealed rows": ((5,), "sealed until the end"),
}
NAMES = (*LAYERS, *CUTS)


def picture(name: str) -> str:
    """The picture of a term as SVG, which takes its ink from the page; "" where there is none."""
    if name in LAYERS:
        return draw(_flow(name, LAYERS[name]), WIDTH)
    return _cut(*CUTS[name]) if name in CUTS else ""


def _flow(name: str, layers: Layers) -> Flow:
    between: list[Kind] = ["model"] * (len(layers) - 2)
    kinds: list[Kind] = ["view", *between, "merge"]
    stations = tuple(
        tuple(
            Station(text.removesuffix(" (dropped)"), kind, is_kept="(dropped)" not in text)
            for text in texts
        )
        for texts, kind in zip(layers, kinds, strict=True)
    )
    links = tuple(_links(len(a), len(b)) for a, b in pairwise(layers))
    read = "; then ".join(", ".join(box.title for box in layer) for layer in stations)
    return Flow(f"{name.capitalize()}.", f"{SAID.get(name, '')} {read}.".strip(), stations, links)


def _links(n: int, m: int) -> tuple[Link, ...]:
    return tuple((i, i) for i in range(n)) if n == m else all_to_all(n, m)


def _cut(held: tuple[int, ...], said: str) -> str:
    """The rows in parts, a line for each time they are cut; what is held back is filled."""
    parts = [
        _part(at, row, at == back, is_apart=back == N_FOLDS and at == N_FOLDS)
        for row, back in enumerate(held)
        for at in range(max(N_FOLDS, back + 1))
    ]
    below = len(held) * (LOW + APART) + 12
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {below + 6:.0f}" '
        f'role="img" aria-label="Rows in parts; {said}" '
        'style="width:100%;max-width:336px;height:auto;display:block;margin:0 auto;'
        f'font-family:inherit">{"".join(parts)}<text x="2" y="{below:.0f}" font-size="13" '
        f'fill="currentColor">{said}</text></svg>'
    )


def _part(at: int, row: int, is_held: bool, is_apart: bool) -> str:
    x, y = 2 + at * (BOX + APART) + 14 * is_apart, 2 + row * (LOW + APART)
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{BOX:.0f}" height="{LOW:.0f}" rx="4" '
        f'fill="currentColor" fill-opacity="{0.75 if is_held else 0.04}" stroke="currentColor" '
        'stroke-opacity="0.5"/>'
    )
