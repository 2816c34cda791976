"""What the visitor chose: one frozen record, the only shared state, and a link as text.

A link never fails: whatever it asks for that cannot be honoured falls back, and is said.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, unquote

from lib import base_models, cares, combiners, datasets
from lib.base_models import Member
from lib.cares import Amounts, Priorities
from lib.catalogue.controls import Choice, Control, Knobs, Slider, Toggle, Value
from lib.metrics import METRICS
from lib.scenario.views import MAX_VIEWS, Views, read_view, write_view

LINK_VERSION = "1"  # defaults are part of a link's meaning: change one, and this must change too
MAX_MEMBERS = 12
MAX_REPEATS = 30  # more bring next to nothing: the rows stay the same
MAX_NOTICES = 5  # a link that is wrong throughout need not fill the page

EVERYTHING, ONE_VIEW = "everything", "one"

# What every scenario has, whatever the data set. The names are those in a link.
SHARED: dict[str, Control] = {
    "sees": Choice(
        "Each model sees",
        {EVERYTHING: "Everything", ONE_VIEW: "One view"},
        EVERYTHING,
        "Everything: all models read all columns, and their answers are combined. One view: each "
        "model is dealt one group of columns, like one sensor each.",
    ),
    "metric": Choice(
        "Score",
        {name: metric.title for name, metric in METRICS.items()},
        "accuracy",
        "What decides. The best single model is chosen by it too.",
    ),
    "rope": Slider(
        "Too small to matter, in points",
        0.25,
        5,
        1,
        step=0.25,
        help="Differences smaller than this count as practically equal.",
    ),
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

# What only weighs the results, and changes no fit: the field of a scenario, and its name in a link.
WISHES = {"cares": "care", "at_most": "at_most"}
WISH_CONTROLS: dict[str, dict[str, Slider]] = {
    "cares": {name: care.control for name, care in cares.entries().items()},
    "at_most": {name: limit.control for name, limit in cares.limits().items()},
}
PICTURE = ("left", "right", "plane", "tab", "row")  # what is shown, which changes no number
TABS = {  # of the Inside page, whose modules in `lib.ui.inside` have these names
    "voting": "Voting",
    "stacking": "Stacking",
    "fusion": "Fusion",
    "weights": "Weights lab",
    "sensors": "Sensor lab",
    "students": "Distil lab",
    "growth": "Forest and boosting",
}


@dataclass(frozen=True)
class Scenario:
    """Data, models, and how they are compared and shown. Equal scenarios give equal numbers.

    views : names and columns of the groups that count as views, () for the data set's own; what
    does not fit the data is mended when they are loaded (`views.arrange`).
    methods : keys of the combiners compared, () for the standard ones; the best single model is
    always among them. calibrate : the probabilities of every method but the base models alone are
    calibrated, inside each fold. sealed : percent of the rows set aside before anything is fitted,
    which nothing but the sealed test sees. combiner_knobs : (combiner key, its changed knobs),
    sorted.
    cares, at_most : the visitor's priorities, as `Priorities` holds them: weights and hard limits.
    left, right : keys of the methods on the two large pictures, "" for the best single model and
    the best combination. plane : "" or "i-j", the two columns drawn for data with more than two.
    tab, row, lab : what the Inside page shows: one of TABS, "" or the position of a row, and
    (name, text) for each choice in a lab; who draws the choice reads the text with `lab_choice`.
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
    sees: str = EVERYTHING
    metric: str = "accuracy"
    rope: float = 1
    folds: int = 5
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
    lab: tuple[tuple[str, str], ...] = ()

    @property
    def question(self) -> "Scenario":
        """Only what the fits depend on: the key under which they are kept."""
        seen = {name: getattr(DEFAULT, name) for name in (*PICTURE, "lab", *WISHES)}
        return replace(self, repeats=1, rope=1, **seen)

    @property
    def judged(self) -> "Scenario":
        """Without what only chooses a picture: what a verdict depends on."""
        return replace(self, **{name: getattr(DEFAULT, name) for name in (*PICTURE, "lab")})

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


def to_query(scenario: Scenario) -> dict[str, str]:
    """The parameters of a link. Always has `v`, so an empty query is a plain visit."""
    query = {"v": LINK_VERSION}
    if scenario.dataset != DEFAULT.dataset:
        query["data"] = scenario.dataset
    controls = datasets.entries()[scenario.dataset].controls
    query |= {name: controls[name].format(value) for name, value in scenario.dataset_knobs}
    if scenario.views:
        query["views"] = ",".join(map(write_view, scenario.views))
    if scenario.members != DEFAULT.members:
        query["models"] = ",".join(_write_member(member) for member in scenario.members)
    if scenario.combiner_knobs:
        query["set"] = ",".join(
            _write_choice(key, knobs, combiners.entries()[key].controls)
            for key, knobs in scenario.combiner_knobs
        )
    if scenario.methods:
        query["methods"] = ",".join(scenario.methods)
    shared = {name: (control, getattr(scenario, name)) for name, control in SHARED.items()}
    query |= {k: control.format(v) for k, (control, v) in shared.items() if v != control.default}
    query |= _write_wishes(scenario)
    if scenario.lab:
        query["lab"] = ",".join(f"{name}:{quote(text, safe='')}" for name, text in scenario.lab)
    seen = {name: getattr(scenario, name) for name in PICTURE}
    return query | {name: text for name, text in seen.items() if text != getattr(DEFAULT, name)}


def from_query(query: Mapping[str, str]) -> tuple[Scenario, tuple[str, ...]]:
    """The scenario a link asks for, and a sentence for each wish that could not be honoured."""
    reader = _Reader(dict(query))
    scenario = Scenario(
        dataset=reader.take("data", _read_dataset, DEFAULT.dataset),
        **{name: reader.take(name, c.parse, c.default) for name, c in SHARED.items()},
    )
    controls = datasets.entries()[scenario.dataset].controls
    values = {name: reader.take(name, c.parse, c.default) for name, c in controls.items()}
    members = reader.take_list("models", _read_member, DEFAULT.members, MAX_MEMBERS)
    chosen = dict(reader.take_list("set", _read_combiner, ()))
    scenario = replace(
        scenario,
        dataset_knobs=tuple(sorted((k, v) for k, v in values.items() if v != controls[k].default)),
        views=reader.take_list("views", read_view, (), MAX_VIEWS),
        members=members,
        combiner_knobs=tuple(sorted((k, v) for k, v in chosen.items() if v)),
        methods=in_order(reader.take_list("methods", _read_method, ())),
        cares=reader.take_list("care", _reads_amount("cares"), ()),
        at_most=reader.take_list("at_most", _reads_amount("at_most"), ()),
        plane=reader.take("plane", _read_plane, ""),
        tab=reader.take("tab", _read_tab, DEFAULT.tab),
        row=reader.take("row", _read_row, ""),
        lab=tuple(sorted(dict(reader.take_list("lab", _read_lab_choice, ())).items())),
    )
    shown = {side: reader.take(side, _reads_method(scenario), "") for side in ("left", "right")}
    scenario = replace(scenario, **shown).with_priorities(scenario.priorities)
    return scenario, reader.finish()


@dataclass
class _Reader:
    """Takes parameters out of a query; what is wrong becomes a notice, never an exception."""

    query: dict[str, str]
    notices: list[str] = field(default_factory=list)

    def take(self, name: str, parse: Callable[[str], Any], default: Any) -> Any:
        text = self.query.pop(name, None)
        if text is None:
            return default
        try:
            return parse(text)
        except ValueError as problem:
            self.notices.append(f"{problem}. The usual choice is used instead.")
            return default

    def take_list(
        self,
        name: str,
        parse: Callable[[str], Any],
        default: tuple[Any, ...],
        most: int | None = None,
    ) -> tuple[Any, ...]:
        """Wrong items are left out, and those after the first `most`; the default only steps in
        when nothing right remains."""
        text = self.query.pop(name, None)
        if text is None:
            return default
        items = [item for item in text.split(",") if item]
        if most is not None and len(items) > most:
            self.notices.append(f"Only the first {most} {name} of the link are used.")
        found = []
        for item in items[:most]:
            try:
                found.append(parse(item))
            except ValueError as problem:
                self.notices.append(f"{problem}. It is left out.")
        return tuple(found) if found or not text else default

    def finish(self) -> tuple[str, ...]:
        version = self.query.pop("v", LINK_VERSION)
        if version != LINK_VERSION:
            self.notices.append("This link was made by another version; numbers may differ.")
        if self.query:
            names = ", ".join(f"“{name[:30]}”" for name in sorted(self.query)[:5])
            self.notices.append(f"The link also says {names}, which means nothing here.")
        if len(self.notices) > MAX_NOTICES:
            return (*self.notices[:MAX_NOTICES], "More of this link could not be honoured.")
        return tuple(self.notices)


def _read_dataset(text: str) -> str:
    if text not in datasets.entries():
        raise ValueError(f"There is no data set called “{text[:40]}”")
    return text


def _read_method(text: str) -> str:
    if text not in combiners.entries():
        raise ValueError(f"There is no way to combine called “{text[:40]}”")
    return text


def _read_plane(text: str) -> str:
    first, _, second = text.partition("-")
    try:
        columns = int(first), int(second)
    except ValueError:
        columns = -1, -1
    if min(columns) < 0 or columns[0] == columns[1]:
        raise ValueError(f"“{text[:40]}” does not name two columns to draw")
    return f"{columns[0]}-{columns[1]}"


def _read_tab(text: str) -> str:
    if text not in TABS:
        raise ValueError(f"“{text[:40]}” is no part of the Inside page")
    return text


def _read_row(text: str) -> str:
    if not (text.isdecimal() and text.isascii() and len(text) < 10):
        raise ValueError(f"“{text[:40]}” is not the number of a row")
    return str(int(text))


def _read_lab_choice(text: str) -> tuple[str, str]:
    name, colon, choice = text.partition(":")
    if not (colon and name.isidentifier()):
        raise ValueError(f"“{text[:40]}” is no choice in a lab")
    return name, unquote(choice)[:80]


def _reads_amount(field_name: str) -> Callable[[str], tuple[str, float]]:
    """Reads one of the priorities, "latency:3"."""
    known = WISH_CONTROLS[field_name]

    def read(text: str) -> tuple[str, float]:
        name, _, amount = text.partition(":")
        if name not in known:
            raise ValueError(f"“{text[:40]}” is nothing that can be asked of a pick")
        return name, float(known[name].parse(amount))

    return read


def _reads_method(scenario: Scenario) -> Callable[[str], str]:
    known = {f"model{i + 1}" for i in range(len(scenario.members))} | set(scenario.compared)

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"There is no method called “{text[:40]}” to show")
        return text

    return read


def _write_wishes(scenario: Scenario) -> dict[str, str]:
    written = {
        WISHES[field_name]: ",".join(
            f"{name}:{known[name].format(amount)}" for name, amount in getattr(scenario, field_name)
        )
        for field_name, known in WISH_CONTROLS.items()
    }
    return {name: text for name, text in written.items() if text}


def _write_choice(key: str, knobs: Knobs, controls: Mapping[str, Control]) -> str:
    settings = ";".join(f"{name}={controls[name].format(value)}" for name, value in knobs)
    return f"{key}:{settings}" if settings else key


def _read_choice(text: str, known: Mapping[str, Any], what: str) -> tuple[str, Knobs]:
    key, _, settings = text.partition(":")
    if key not in known:
        raise ValueError(f"There is no {what} called “{key[:40]}”")
    controls = known[key].controls
    knobs: dict[str, Value] = {}
    for setting in filter(None, settings.split(";")):
        name, _, value = setting.partition("=")
        if name not in controls:
            raise ValueError(f"{known[key].title} has no setting called “{name[:40]}”")
        knobs[name] = controls[name].parse(value)
    changed = {name: value for name, value in knobs.items() if value != controls[name].default}
    return key, tuple(sorted(changed.items()))


def _write_member(member: Member) -> str:
    text = _write_choice(member.model, member.knobs, base_models.entries()[member.model].controls)
    return f"{text}@{quote(member.view, safe='')}" if member.view else text


def _read_member(text: str) -> Member:
    choice, _, view = text.partition("@")
    key, knobs = _read_choice(choice, base_models.entries(), "base model")
    return Member(key, knobs, unquote(view))


def _read_combiner(text: str) -> tuple[str, Knobs]:
    return _read_choice(text, combiners.entries(), "way to combine")
