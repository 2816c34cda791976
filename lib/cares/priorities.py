"""What matters to the visitor: how much each cost weighs, and limits that rule a method out.

Only names and numbers. `lib.verdict` measures the costs and turns them into a pick.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lib.catalogue.controls import Slider

HEAVIEST = 4  # of a weight: "above all"; 0 is "not at all"
SHAKEN = 0.10  # noise on every number of a row, as a share of its spread in training


@dataclass(frozen=True)
class Care:
    """Something a visitor may care about, as a cost: less is better.

    label : on screen. phrase : in a sentence, after "what matters is". help : what is measured, and
    on what. floor : less is not worth having, so it counts as this much. same_within : two amounts
    less than so many times apart count as equal, because measuring again would part them anew.
    """

    label: str
    phrase: str
    help: str
    floor: float
    same_within: float = 1.0

    @property
    def control(self) -> Slider:
        """The weight as a knob."""
        return Slider(self.label, 0, HEAVIEST, 0, step=0.5, help=self.help)


CARES: dict[str, Care] = {
    "score": Care(
        "Score",
        "the score",
        "What is missing to a perfect score, on rows held back. Weighs even a difference that may "
        "be luck, as a ranking does.",
        floor=0.001,
    ),
    "calibration": Care(
        "Honest probabilities",
        "honest probabilities",
        "The calibration error on rows held back: how far “I am 90 % sure” is from being right in "
        "90 % of such cases.",
        floor=0.005,
        same_within=1.1,
    ),
    "latency": Care(
        "Quick answers",
        "quick answers",
        "Time to answer one row, measured while rows held back were answered.",
        floor=1e-6,
        same_within=1.5,
    ),
    "size": Care(
        "Little room",
        "little room on the disk",
        "Bytes of the fitted models that must be kept, as saved.",
        floor=1000,
        same_within=1.05,
    ),
    "training": Care(
        "Quick training",
        "quick training",
        "Time of every fit that is needed, choosing and weighing included.",
        floor=1e-3,
        same_within=1.5,
    ),
    "models": Care(
        "Few models",
        "few models to maintain",
        "Models run for one answer, counted in every fold: each must be kept up to date.",
        floor=1,
        same_within=1.05,
    ),
    "explain": Care(
        "Easy to explain",
        "answers that can be explained",
        "Parts a reader must follow for one answer, counted in the fitted methods: a model whose "
        "answer can be written out (a sum, a list of questions) counts 1, any other 5, and a "
        "learned rule on top counts as a model.",
        floor=1,
        same_within=1.05,
    ),
    "robust": Care(
        "Steady under noise",
        "answers that stand noise",
        f"Share of the score lost when every number of a row is shaken by {100 * SHAKEN:.0f} % of "
        "its spread, measured on rows held back. Takes one more pass of fits.",
        floor=0.005,
        same_within=1.1,
    ),
}


@dataclass(frozen=True)
class Limit:
    """A hard limit: what costs more is ruled out. care : the cost it is about. unit : how much of
    that cost one is. control : the amounts that can be asked for."""

    care: str
    unit: float
    control: Slider


LIMITS: dict[str, Limit] = {
    "models": Limit("models", 1, Slider("At most so many models", 1, 50, 1)),
    "latency_us": Limit("latency", 1e-6, Slider("Answer within, µs a row", 1, 100_000, 1000)),
    "size_kb": Limit("size", 1e3, Slider("Room on the disk, kB", 1, 100_000, 1000)),
    "training_ms": Limit("training", 1e-3, Slider("Trained within, ms", 1, 100_000, 1000)),
}

Amounts = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Priorities:
    """weights : (name in CARES, above 0 to HEAVIEST). limits : (name in LIMITS, most allowed)."""

    weights: Amounts = ()
    limits: Amounts = ()

    def __bool__(self) -> bool:
        return bool(self.weights or self.limits)

    @property
    def heaviest(self) -> str:
        """What matters most; of equal weights the first in CARES; "" without any."""
        return max(in_care_order(self.weights), key=lambda pair: pair[1], default=("", 0.0))[0]

    def weight(self, care: str) -> float:
        """0 for what does not matter."""
        return dict(self.weights).get(care, 0.0)

    def with_weight(self, care: str, weight: float) -> "Priorities":
        """A copy in which this matters so much."""
        return Priorities(in_care_order({**dict(self.weights), care: weight}.items()), self.limits)


NO_WISH = Priorities()


def in_care_order(pairs: Iterable[tuple[str, float]]) -> Amounts:
    """(name, weight) as a scenario holds them: in the order of CARES, without the zeros."""
    return _in_order(CARES, dict(pairs))


def in_limit_order(pairs: Iterable[tuple[str, float]]) -> Amounts:
    """(name, amount) likewise."""
    return _in_order(LIMITS, dict(pairs))


def _in_order(names: Mapping[str, object], chosen: Mapping[str, float]) -> Amounts:
    return tuple((name, chosen[name]) for name in names if chosen.get(name))


@dataclass(frozen=True)
class Preset:
    """Priorities named by use."""

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


def named(cares: Sequence[str]) -> str:
    """Names in a sentence: "quick answers, few models to maintain and the score"."""
    phrases = [CARES[care].phrase for care in cares]
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"
