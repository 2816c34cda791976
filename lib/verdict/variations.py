"""What would change the pick: other weights, other rows, wrong labels, a member less.

Other weights need no new fits. The rest are scenarios like any other, for whoever runs them.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from lib import base_models, cares, datasets
from lib.cares import HEAVIEST, Priorities
from lib.catalogue.controls import Slider, changed, settings
from lib.engine.results import ONE
from lib.scenario.record import Scenario
from lib.verdict.case import Case
from lib.verdict.costs import priced
from lib.verdict.records import Decision
from lib.verdict.rule import decide
from lib.verdict.wishes import limit_words
from lib.words import capital, in_sentence, listed

What = Literal["rows", "flip", "members", "balance"]
SHARES_OF_ROWS = (0.25, 0.5, 2)
ABOUT_AS_MANY = 0.1  # of the rows there are: so few more or less show nothing
WRONG_LABELS = (0, 10, 20, 30)  # percent
NO_PICK = "no clear pick"
DECISIONS: dict[Decision, str] = {
    "combine": "combine",
    "don't": "don’t combine",
    "too close": "too close to call",
}
JUST_BELOW = 1 - 1e-6
LABELS = {"rows": "{:,.0f} rows", "flip": "{:g} % wrong labels"}
BETWEEN: dict[What, str] = {"rows": "Rows", "flip": "Wrong labels", "members": "Left out"}


@dataclass(frozen=True)
class Variation:
    """One thing changed. label : "250 rows", as it follows "with" or, for a member, "without".
    value : rows, or percent of wrong labels; for a member its position."""

    what: What
    label: str
    value: float
    scenario: Scenario


@dataclass(frozen=True)
class Rerun:
    """What came of it. title : of the pick, in a sentence. problem : why it could not be run."""

    variation: Variation
    decision: Decision
    title: str
    problem: str = ""


@dataclass(frozen=True)
class Scan:
    """The pick and the decision for every weight of one care, the others as they are. now : the
    weight set."""

    care: str
    now: float
    weights: tuple[float, ...]
    picks: tuple[str | None, ...]
    decisions: tuple[Decision, ...]

    @property
    def flip(self) -> tuple[float, str | None] | None:
        """The nearest weight with another decision, else with another pick, and that pick; None
        when there is none."""
        for each in (self.decisions, self.picks):
            now = each[self.weights.index(self.now)]
            others = [i for i, other in enumerate(each) if other != now]
            if others:
                at = min(others, key=lambda i: abs(self.weights[i] - self.now))
                return self.weights[at], self.picks[at]
        return None

    @property
    def changes_decision(self) -> bool:
        """Some weight on this changes whether to combine."""
        return len(set(self.decisions)) > 1


def scans(case: Case) -> tuple[Scan, ...]:
    """A scan for each cost that was measured, those that change the decision first, then those that
    flip at the smallest change."""
    verdict, wish = case.verdict, case.scenario.priorities
    if verdict.problem or not verdict.candidates:
        return ()
    fair = [candidate for candidate in verdict.candidates if not candidate.breaks]
    known = [care for care in cares.entries() if all(care in c.costs for c in fair)]
    grid = tuple(np.arange(0, HEAVIEST + 0.25, 0.5).tolist())
    found = []
    for care in known:
        picks = tuple(picked(case, wish.with_weight(care, w)) for w in grid)
        decisions = tuple(_decision(case, pick) for pick in picks)
        found.append(Scan(care, wish.weight(care), grid, picks, decisions))
    return tuple(sorted(found, key=_change))


def picked(case: Case, priorities: Priorities) -> str | None:
    """The pick on the same evidence and under the same limits, had this mattered."""
    bare = [replace(candidate, price=math.nan) for candidate in case.verdict.candidates]
    pick = decide(priced(bare, priorities), case.verdict.reference)[1]
    return pick.key if pick else None


def variations(scenario: Scenario) -> tuple[Variation, ...]:
    """Scenarios with one thing changed, each with as many repeats as it has itself, so that like is
    compared with like."""
    rows, labels = _with_knob(scenario, "rows"), _with_knob(scenario, "flip")
    return (*rows, *labels, *_fewer_members(scenario))


def as_it_is(scenario: Scenario, what: What) -> tuple[str, float]:
    """The label and the value of the scenario itself among its variations."""
    if what == "members":
        return "none", -1.0
    values = datasets.entries()[scenario.dataset].at_hand(scenario.dataset_knobs)[1]
    now = float(values[what])
    return LABELS[what].format(now), now


def title_of(case: Case, pick: str | None) -> str:
    """A pick in a sentence; the best single model is called that, whichever it is."""
    if pick is None:
        return NO_PICK
    if pick == case.verdict.reference:
        return "your best single model"
    return in_sentence(case.verdict.candidate(pick).title)


def rerun_of(variation: Variation, case: Case) -> Rerun:
    """What came of a variation that was run. case : its own."""
    if case.verdict.problem:
        return Rerun(variation, "too close", "", "it gives no verdict there.")
    return Rerun(variation, case.verdict.decision, title_of(case, case.verdict.pick))


def decision_sentence(decision: Decision, reruns: Sequence[Rerun]) -> str:
    """In how many variations the decision is the same: "Combine in 7 of 8 variations." """
    ran = [rerun for rerun in reruns if not rerun.problem]
    same = sum(rerun.decision == decision for rerun in ran)
    told = capital(DECISIONS[decision])
    every = " Nothing that was tried changes the decision." if same == len(ran) else ""
    return f"{told} in {same} of {len(ran)} variations.{every}"


def weight_sentence(case: Case, found: Sequence[Scan]) -> str:
    """At which weight the pick flips, the nearest first."""
    flips = [(scan, flip) for scan in found if (flip := scan.flip)]
    if not flips:
        return "No weight alone would change the pick, whichever cost it is put on."
    told = [
        f"give “{_label(scan)}” a weight of {flip[0]:g} instead of {scan.now:g} and it is "
        f"{title_of(case, flip[1])}"
        for scan, flip in flips[:2]
    ]
    flipped = f"{capital('; '.join(told))}."
    steady = [_label(scan) for scan in found if not scan.flip]
    return f"{flipped} No weight on {listed(steady, 'or')} changes it." if steady else flipped


def limit_sentence(case: Case) -> str:
    """What the pick would be if a limit ruled this one out, by the limit; "" without a pick."""
    verdict = case.verdict
    if verdict.pick is None:
        return ""
    costs, below = verdict.candidate(verdict.pick).costs, defaultdict(list)
    for limit in cares.limits().values():
        if limit.care not in costs:
            continue
        most = JUST_BELOW * costs[limit.care] / limit.unit / limit.about
        if most < limit.control.low:  # nobody can ask for less
            continue
        wish = case.scenario.priorities.with_limit(limit.name, most)
        other = replace(case, scenario=case.scenario.with_priorities(wish))
        if other.verdict.problem:  # nothing would be left, so nobody would ask for it
            continue
        title = title_of(other, other.verdict.pick)
        amount = limit_words(limit.name, most / JUST_BELOW)
        below[title].append(amount)
    told = [f"with a limit below {listed(x, 'or')} it would be {t}" for t, x in below.items()]
    return f"{capital('; '.join(told))}." if told else ""


def rerun_sentence(what: What, reruns: Sequence[Rerun], standing: Rerun) -> str:
    """What became of the decision in one kind of variation, then of the pick; "" when nothing was
    varied. standing : the scenario as it is."""
    ran = [rerun for rerun in reruns if rerun.variation.what == what]
    word = "without" if what == "members" else "with"
    decided, picked_else, failed = defaultdict(list), defaultdict(list), []
    for rerun in ran:
        label = rerun.variation.label
        if rerun.problem:
            failed.append(f"{capital(word)} {label} it could not be tried: {rerun.problem}")
            continue
        decided[rerun.decision].append(label)
        if rerun.decision == standing.decision and rerun.title != standing.title:
            picked_else[rerun.title].append(label)
    same = decided.pop(standing.decision, [])
    told = [
        f"{capital(word)} {listed(labels, 'or')}: {DECISIONS[other]}."
        for other, labels in decided.items()
    ]
    if same:
        told.append(f"It stays “{DECISIONS[standing.decision]}” {word} {listed(same, 'or')}.")
    told += [
        f"{capital(word)} {listed(labels, 'or')} it would be {title}."
        for title, labels in picked_else.items()
    ]
    return " ".join([*told, *failed])


def _change(scan: Scan) -> tuple[bool, float]:
    return not scan.changes_decision, abs(scan.flip[0] - scan.now) if scan.flip else math.inf


def _decision(case: Case, pick: str | None) -> Decision:
    if pick is None:
        return "too close"
    return "don't" if case.verdict.candidate(pick).way == ONE else "combine"


def _label(scan: Scan) -> str:
    return cares.entries()[scan.care].label.lower()


def _with_knob(scenario: Scenario, what: What) -> Iterator[Variation]:
    """A knob of the data set put elsewhere."""
    controls, values = datasets.entries()[scenario.dataset].at_hand(scenario.dataset_knobs)
    knob = controls.get(what)
    if not isinstance(knob, Slider):
        return
    now = float(values[what])
    for value in other_rows(knob, now) if what == "rows" else WRONG_LABELS:
        if value != now:
            yield Variation(
                what, LABELS[what].format(value), value, with_knob(scenario, what, value)
            )


def with_knob(scenario: Scenario, what: What, value: float) -> Scenario:
    """The same with a knob of its data set, which it has, put at this value."""
    controls = datasets.entries()[scenario.dataset].controls
    values, knob = settings(controls, scenario.dataset_knobs), controls[what]
    put = changed(controls, values | {what: knob.parse(knob.format(value))})
    return replace(scenario, dataset_knobs=put)


def other_rows(knob: Slider, now: float) -> Iterator[float]:
    """Fewer and more rows, as far as there are any, that are clearly apart."""
    taken = [now]
    for share in SHARES_OF_ROWS:
        rows = min(max(knob.step * round(now * share / knob.step), knob.low), knob.high)
        if all(abs(rows - other) > ABOUT_AS_MANY * now for other in taken):
            taken.append(rows)
            yield rows


def _fewer_members(scenario: Scenario) -> Iterator[Variation]:
    names = base_models.member_names(scenario.members)
    for i, name in enumerate(names if len(names) > 1 else []):
        members = (*scenario.members[:i], *scenario.members[i + 1 :])
        yield Variation("members", in_sentence(name), i, replace(scenario, members=members))
