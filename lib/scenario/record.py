"""What the visitor chose: one frozen record, the only shared state."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from lib import base_models, combiners
from lib.base_models import Member
from lib.cares import Amounts, Priorities
from lib.catalogue.controls import Choice, Control, Knobs, Slider, Toggle, Value
from lib.combiners.rules.choosing import METRIC
from lib.datasets.cutting.bonds import GROUP, RANDOM, TIME
from lib.scenario.views import Views

MAX_MEMBERS = 12
MAX_REPEATS = 30  # more bring next to nothing: the rows stay the same
MAX_PINS = 4  # more cannot be seen side by side

BEST, ALL = "best", "all"

CUT = Choice(
    "Cut the rows",
    {
        "": "the usual way for these data",
        RANDOM: "at random",
        GROUP: "in whole groups",
        TIME: "in time order",
    },
    "",
    "Which rows are held back together. In time order models learn from the past and are "
    "tested on what comes next; nothing is shuffled, repeats move the borders between blocks.",
)

# What every scenario has, whatever the data set. The names are those in a link.
SHARED: dict[str, Control] = {
    "readers": Choice(
        "Who reads a source",
        {
            BEST: "the best of your models for it",
            ALL: "all your models",
            **{key: entry.title for key, entry in base_models.entries().items()},
        },
        BEST,
        "To fuse sources, each is read by models of its own. The best one for a source is chosen "
        "on rows held back in training. A model that you tell to read one source is its reader.",
    ),
    "metric": replace(METRIC, help="What decides. The best single model is chosen by it too."),
    "rope": Slider(
        "Too small to matter, in points",
        0.25,
        5,
        1,
        step=0.25,
        help="Differences smaller than this count as practically equal.",
    ),
    "cut": CUT,
    "folds": Slider(
        "Folds",
        3,
        10,
        5,
        help="The rows are cut into this many parts; each part is held back once and predicted.",
    ),
    "repeats": Slider(
        "Repeats",
        1,
        MAX_REPEATS,
        5,
        help="The cutting is done again with other random parts. More repeats, narrower intervals.",
    ),
    "calibrate": Toggle(
        "Calibrate what is combined",
        default=False,
        help="Makes how sure the best single model and every combination are match how often they "
        "are right. No answer changes, only how sure it is.",
    ),
    "sealed": Slider(
        "Set aside and sealed",
        0,
        40,
        0,
        step=5,
        unit="%",
        help="This share of the rows is hidden from every model and picture. The Verdict page "
        "opens it, once, to see whether the promise is kept.",
    ),
    "seed": Slider("Seed", 0, 9999, 0, help="Another seed draws other rows and other folds."),
}

WISHES = ("cares", "at_most")  # what only weighs the results, and changes no fit
TOLD = ("slide", "voice", "fusion")  # how it is told
PICTURE = (
    "left",
    "right",
    "plane",
    "tab",
    "row",
    "layer",
    "lesson",
    *TOLD,
)  # what is shown; changes no number
VOICES = ("", "manager", "engineer", "statistician")  # see `lib.verdict.voices`
LAYERS = ("", "steps", "entropy", "disagreement", "borders")  # of a picture, see layers.js
INSIDE = ("tab", "row", "lab")  # of these, what only the Inside page shows
CLASS = ("learned", "locks")  # what a course adds
SHOWN = (*PICTURE, *CLASS, "lab", "pins")  # what no verdict depends on
LOCKS = {  # what a teacher may lock in a link
    "data": "the data",
    "models": "the models",
    "methods": "the ways to combine",
    "measuring": "how it is measured",
    "seed": "the seed",
    "lesson": "the lesson",
}
HELD = {  # the fields of a scenario that a lock holds; for that on a lesson see `within_locks`
    "data": ("dataset", "dataset_knobs", "views"),
    "models": ("members",),
    "methods": ("methods", "combiner_knobs", "readers"),
    "measuring": ("metric", "rope", "cut", "folds", "repeats", "calibrate", "sealed"),
    "seed": ("seed",),
}
TABS = {  # of the Inside page, whose modules in `lib.ui.inside` have these names
    "voting": "Voting",
    "stacking": "Stacking",
    "fusion": "Fusion",
    "weights": "Weights lab",
    "sensors": "Sensor lab",
    "students": "Distil lab",
    "growth": "Forest and boosting",
    "threshold": "Threshold lab",
}
LABS = (
    "weights",
    "sensors",
    "students",
    "growth",
    "threshold",
)  # of these, what is there to be played with


@dataclass(frozen=True)
class Scenario:
    """Data, models, and how they are compared and shown. Equal scenarios give equal numbers.

    views : names and columns of the groups that count as views, () for the data set's own; what
    does not fit the data is mended when they are loaded (`views.arrange`).
    methods : keys of the combiners compared, () for the standard ones; the best single model is
    always among them. readers : who reads one source each where sources are fused: BEST (why not
    all: `BestOfEach`) or ALL of the members' kinds, or the one base model of that key.
    cut : how rows are held back, one of `bonds.kinds_for` the data; "" for the first of these.
    calibrate : the probabilities of every method but the base models alone are calibrated, inside
    each fold. sealed : percent of the rows set aside before anything is fitted, which nothing but
    the sealed test sees. combiner_knobs : (combiner key, its changed knobs), sorted.
    cares, at_most : the visitor's priorities, as `Priorities` holds them: weights and hard limits.
    left, right : keys of the methods on the two large pictures, "" for the best single model and
    the best combination. plane : "" or "i-j", the two columns drawn for data with more than two.
    lesson : what the Learn page shows, which asks questions of its own: the key of a lesson with
    the number of its step, as in "two_sensors-3"; "" for all of them.
    tab, row, lab : what the Inside page shows: one of TABS, "" or the position of a row, which is
    followed on the large picture too, and (name, text) for each choice in a lab; who draws the
    choice reads the text with `lab_choice`. layer : one of LAYERS, what lightness shows.
    slide : which screen of the deck, counted from 1. voice : for whom the verdict is told, one of
    `VOICES`, "" for the usual one.
    fusion : what the visitor means by it, a key of `combiners.MEANINGS`: only what is marked.
    learned : how far each lesson was gone, the furthest step of each that was seen, as `lesson`
    names it. locks : keys of LOCKS, what stays as the link has it for whoever opened it.
    pins : other scenarios kept to be held against each other, each a `pin`.
    """

    dataset: str = "moons"
    dataset_knobs: Knobs = ()
    views: Views = ()
    members: tuple[Member, ...] = (
        Member("logistic_regression"),
        Member("gaussian_naive_bayes"),
        Member("k_nearest_neighbours"),
        Member("decision_tree"),
    )
    combiner_knobs: tuple[tuple[str, Knobs], ...] = ()
    methods: tuple[str, ...] = ()
    readers: str = BEST
    metric: str = "accuracy"
    rope: float = 1
    folds: int = 5
    cut: str = ""
    repeats: int = 5
    calibrate: bool = False
    sealed: int = 0
    seed: int = 0
    cares: Amounts = ()
    at_most: Amounts = ()
    left: str = ""
    right: str = ""
    plane: str = ""
    tab: str = "voting"
    row: str = ""
    lesson: str = ""
    layer: str = ""
    slide: str = ""
    voice: str = ""
    fusion: str = ""
    learned: tuple[str, ...] = ()
    locks: tuple[str, ...] = ()
    lab: tuple[tuple[str, str], ...] = ()
    pins: tuple["Scenario", ...] = ()

    @cached_property
    def question(self) -> "Scenario":
        """Only what the fits depend on: the key under which they are kept."""
        return replace(self._without(*SHOWN, *WISHES), repeats=1, rope=1)

    @cached_property
    def judged(self) -> "Scenario":
        """Without what only chooses a picture: what a verdict depends on."""
        return self._without(*SHOWN)

    @property
    def pin(self) -> "Scenario":
        """What is kept of it as a pin: a verdict and the one picture beside it."""
        return self._without("left", *INSIDE, "lesson", "layer", *TOLD, *CLASS, "pins")

    def _without(self, *names: str) -> "Scenario":
        """These as they are when nobody has chosen anything."""
        return replace(self, **{name: getattr(DEFAULT, name) for name in names})

    @property
    def compared(self) -> tuple[str, ...]:
        """Keys of the combiners that take part, the best single model first."""
        return tuple(dict.fromkeys(("best_single", *(self.methods or combiners.standard()))))

    @property
    def priorities(self) -> Priorities:
        """What matters to the visitor."""
        return Priorities(self.cares, self.at_most)

    def with_priorities(self, priorities: Priorities) -> "Scenario":
        """A copy in which this matters."""
        wanted = priorities.ordered
        return replace(self, cares=wanted.weights, at_most=wanted.limits)

    def knobs_of(self, combiner: str) -> Knobs:
        """The changed knobs of one combiner."""
        return dict(self.combiner_knobs).get(combiner, ())

    def lab_choice(self, name: str, control: Control) -> Value:
        """What is chosen in a lab; the usual choice when the link says nothing the lab knows."""
        try:
            return control.parse(dict(self.lab)[name])
        except (KeyError, ValueError):
            return control.default

    def with_lab_choice(self, name: str, control: Control, value: Value) -> "Scenario":
        """A copy in which this is chosen in a lab."""
        chosen = {**dict(self.lab), name: control.format(value)}
        if value == control.default:
            del chosen[name]
        return replace(self, lab=tuple(sorted(chosen.items())))

    def with_combiner_knobs(self, combiner: str, knobs: Knobs) -> "Scenario":
        """A copy in which one combiner has these changed knobs."""
        every = {**dict(self.combiner_knobs), combiner: knobs}
        return replace(self, combiner_knobs=tuple(sorted((k, v) for k, v in every.items() if v)))


DEFAULT = Scenario()


def in_order(methods: Iterable[str]) -> tuple[str, ...]:
    """Keys of combiners as a scenario holds them: each once, in their order, () for the usual."""
    chosen = set(methods)
    usual = {"best_single", *combiners.standard()}
    return tuple(
        k for k in combiners.entries() if k in chosen and chosen | {"best_single"} != usual
    )
