"""The picture: what a method answers everywhere on a plane through the data.

A `Plane` says which rows to ask about and where the data lie on it. `draw` turns the answers,
probabilities of every class in every cell, into one byte a cell and one line for all borders.
Unit coordinates: (0, 0) is the lower left corner of the picture, (1, 1) the upper right.
"""

from dataclasses import dataclass
from typing import Any

import contourpy
import numpy as np


@dataclass(frozen=True, eq=False)
class Picture:
    """One method's answers: `field` (n * n,) uint8 by `encode`, `line` (m, 2) by `outline`."""

    field: np.ndarray
    line: np.ndarray


def encode(P: np.ndarray) -> np.ndarray:
    """(m, K) probabilities as one byte each: `winner * w + confidence * (w - 1)`, w = 256 // K.

    Confidence is 0 where all classes are level and 1 where one is certain. Ties go to the first
    class, as with argmax.
    """
    K = P.shape[1]
    width = 256 // K
    confidence = (P.max(axis=1) - 1 / K) / (1 - 1 / K)
    steps = np.rint(np.clip(confidence, 0, 1) * (width - 1))
    return (P.argmax(axis=1) * width + steps).astype(np.uint8)


def decode_two(codes: np.ndarray) -> np.ndarray:
    """(m, 2) probabilities of two classes from what `encode` gave, to within 1/250; what encodes
    alike decodes to the side of its winner, never to a tie."""
    winner, steps = np.divmod(codes.astype(int), 128)
    sure = 0.5 + np.maximum(steps, 0.25) / 254
    return np.where(np.arange(2) == winner[:, None], sure[:, None], 1 - sure[:, None])


def outline(P: np.ndarray, n: int) -> np.ndarray:
    """All borders between the classes' regions as one line, (m, 2) float32 unit coordinates.

    Pieces are parted by a row of nan. Empty where one class fills the picture.
    """
    winner = P.argmax(axis=1)
    present = np.unique(winner)
    # Every border has two sides, so the class with the largest region need not be traced.
    traced = np.delete(present, np.bincount(winner)[present].argmax())
    edges = np.concatenate([[0], (np.arange(n) + 0.5) / n, [1]])
    second, best = np.partition(P, -2, axis=1)[:, -2:].T
    is_stepped = _is_stepped(P, n)
    tolerance = 0.45 if is_stepped else 0.1
    pieces: list[np.ndarray] = []
    for c in traced:
        lead = P[:, c] - np.where(winner == c, second, best)
        height = np.where(winner == c, 1.0, -1.0)
        if not is_stepped:  # a level stretch must lie on the side of its winner, not on the border
            height *= np.maximum(np.abs(lead), 1e-9)
        padded = np.pad(height.reshape(n, n), 1, mode="edge")
        tracer = contourpy.contour_generator(edges, edges, padded, line_type="ChunkCombinedOffset")
        traces: Any = tracer.lines(0.0)
        (points,), (offsets,) = traces
        if points is not None:
            pieces.append(_with_gaps(np.asarray(points), np.asarray(offsets, int), tolerance / n))
    if not pieces:
        return np.zeros((0, 2), np.float32)
    return np.concatenate(pieces)[1:].astype(np.float32)


def simplify(points: np.ndarray, ends: np.ndarray, tolerance: float) -> np.ndarray:
    """Which points to keep so that every other stays within `tolerance` (Douglas and Peucker).

    `ends` are positions that are kept: the first and last point of each piece. All spans are
    split at once, level by level, because a busy border has thousands of short ones.
    """
    kept = np.unique(ends)
    while True:
        span = np.repeat(np.arange(len(kept)), np.diff(np.append(kept, len(points))))
        start = points[kept]
        chord = (np.append(start[1:], start[-1:], axis=0) - start)[span]
        away = points - start[span]
        share = (away * chord).sum(axis=1) / np.maximum((chord**2).sum(axis=1), 1e-300)
        distance = np.hypot(*(away - np.clip(share, 0, 1)[:, None] * chord).T)
        worst = np.maximum.reduceat(distance, kept)[span]
        far = np.flatnonzero((distance == worst) & (distance > tolerance))
        if not len(far):
            return kept
        first = np.unique(span[far], return_index=True)[1]
        kept = np.sort(np.append(kept, far[first]))


def _with_gaps(points: np.ndarray, offsets: np.ndarray, tolerance: float) -> np.ndarray:
    """The pieces that start at `offsets`, simplified, each after a row of nan."""
    kept = simplify(points, np.append(offsets[:-1], offsets[1:] - 1), tolerance)
    return np.insert(points[kept], np.searchsorted(kept, offsets[:-1]), np.nan, axis=0)


def draw(P: np.ndarray, n: int) -> Picture:
    """The picture of one method from its probabilities on `plane.grid`, (n * n, n_classes)."""
    return Picture(field=encode(P), line=outline(P, n))


def _is_stepped(P: np.ndarray, n: int) -> bool:
    """Trees and votes answer the same in whole areas: their borders run between cells."""
    cells = P.reshape(n, n, -1)
    return bool((cells[:, 1:] == cells[:, :-1]).all(axis=2).mean() > 0.5)
