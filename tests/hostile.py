"""Names that want to be more than text, for every test that looks what becomes of them."""

from dataclasses import replace

from lib.datasets import Dataset, DatasetEntry

HOSTILE = '<i onload="x">Tree</i> & co'  # drawn where only a chart looks
MARKERS = ("evilbold", "evilmath", "evilred", "evilstrong", "evilcode", "evilname")
NAMES = (  # at most 40 letters each; a marker stands alone only where markup was obeyed
    "![evilname](http://evil.test/a.png)",
    "www.evil.test me@evil.test //evil.test/x",
    "<img src=//evil.test/c><b>evilbold</b>",
    "$evilmath$ :red[evilred] :fire: `evilcode`",
    ":material/home: **evilstrong** -> %{x}",
    "=cmd('evil')&lt;b&gt;{{7*7}}\u202e\x00\x07\u2028",
    "[evilname](http://evil.test) " + "W" * 300,
)


def with_hostile_names(own: Dataset) -> Dataset:
    """The same numbers; classes, columns, sources and target have such names."""
    return replace(
        own,
        class_names=tuple(f"{NAMES[i % len(NAMES)]}" for i in range(own.n_classes)),
        feature_names=tuple(f"{NAMES[(i + 3) % len(NAMES)]}" for i in range(own.X.shape[1])),
        views={NAMES[(i + 1) % len(NAMES)]: c for i, c in enumerate(own.views.values())},
        target=NAMES[6],
    )


def hostile_entry(entry: DatasetEntry) -> DatasetEntry:
    """A data set of the catalogue as somebody else might have uploaded it."""
    hostile = replace(entry, title=NAMES[3], things=NAMES[0], question=NAMES[4][:40])
    load = entry.load
    object.__setattr__(hostile, "load", lambda **asked: with_hostile_names(load(**asked)))
    return hostile
