"""Priorities named by use."""

from dataclasses import dataclass

from lib.cares._priorities import NO_WISH, Priorities


@dataclass(frozen=True)
class Preset:
    """Priorities and what they are for."""

    title: str
    sentence: str
    priorities: Priorities


PRESETS: dict[str, Preset] = {
    "nothing": Preset(
        "No special wish",
        "Fewest models, then the quickest answer, then the best mean.",
        NO_WISH,
    ),
    "phone": Preset(
        "A phone",
        "It has to fit and to answer at once.",
        Priorities(
            (("latency", 3), ("size", 4), ("models", 2)),
            (("latency_us", 1000), ("size_kb", 1000)),
        ),
    ),
    "hospital": Preset(
        "A hospital",
        "Probabilities must be honest, answers explained, and a shaky reading must not matter.",
        Priorities((("score", 2), ("calibration", 4), ("explain", 3), ("robust", 2))),
    ),
    "competition": Preset(
        "A competition",
        "Only the score is ranked, even by differences that may be luck.",
        Priorities((("score", 4),)),
    ),
    "batch": Preset(
        "A batch job",
        "Trained anew every night, answers in the morning.",
        Priorities((("score", 1), ("training", 4), ("models", 2))),
    ),
}


def preset_of(priorities: Priorities) -> str | None:
    """The preset that these are; None for a visitor's own."""
    for key, preset in PRESETS.items():
        if preset.priorities == priorities:
            return key
    return None
