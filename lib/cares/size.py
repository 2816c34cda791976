"""Bytes on the disk."""

from lib.cares._entry import Axis, Care, Limit
from lib.catalogue.controls import Slider
from lib.words import size

ENTRY = Care(
    label="Little room",
    phrase="little room on the disk",
    help="Bytes of the fitted models that must be kept, as saved.",
    measure=lambda results, metric: results.costs().size_bytes,
    format=lambda amount, metric: size(amount),
    floor=1000,
    same_within=1.05,
    axis=Axis("Room on the disk (kB)<br>lower is better", "Kilobytes", "room", 1e3),
    limit=Limit("size_kb", "size", 1e3, Slider("Room on the disk, kB", 1, 100_000, 1000), order=30),
    order=40,
)
