"""The case: what was asked, what was measured, and what follows, as one thing."""

from dataclasses import dataclass, field
from functools import cached_property

from lib.cares import Measured, examined, wanted
from lib.datasets import Dataset, DatasetEntry
from lib.engine.results import Results
from lib.scenario.experiment import Experiment
from lib.scenario.passes import Passes
from lib.scenario.record import Scenario
from lib.statistics.metrics import METRICS, Metric
from lib.verdict.records import Verdict
from lib.verdict.rule import recommend


@dataclass(frozen=True, eq=False)
class Case:
    """Scenario, experiment, results and verdict that belong together: what every page, chart,
    report, lab and lesson is given. The verdict follows from the rest, so it cannot be another's.

    scenario : what was asked, without what only chooses a picture (`Scenario.judged`).
    experiment : without the models that could not be fitted. results : the passes so far.
    measured : costs that the results do not hold, see `lib.cares.examined`.
    """

    scenario: Scenario
    experiment: Experiment
    results: Results
    measured: Measured = field(default_factory=dict)

    @cached_property
    def verdict(self) -> Verdict:
        """The pick, or none, with everything it rests on."""
        asked = self.scenario
        wish, costs = asked.priorities, self.measured
        return recommend(self.results, asked.metric, asked.rope, wish, costs, asked.dataset)

    @property
    def dataset(self) -> Dataset:
        """The rows that everything works with."""
        return self.experiment.dataset

    @property
    def entry(self) -> DatasetEntry:
        """What these rows are, in words."""
        return self.experiment.entry

    @property
    def voters(self) -> tuple[str, ...]:
        """Keys of the models that vote: the visitor's own, but for those that could not be
        fitted."""
        own = (f"model{i + 1}" for i in range(len(self.experiment.models.voters)))
        return tuple(key for key in own if key in self.results.positions)

    @property
    def n_voters(self) -> int:
        """How many models vote."""
        return len(self.voters)

    @property
    def metric(self) -> Metric:
        """The score that decides; its key is `scenario.metric`."""
        return METRICS[self.scenario.metric]


def case_of(scenario: Scenario, passes: Passes) -> Case:
    """What follows from these passes, for whoever keeps no costs for the next case."""
    results, experiment = passes.results(scenario.repeats), passes.experiment
    asked = (scenario.metric, scenario.seed)
    known = {c: examined(c, experiment.task, results, *asked) for c in wanted(scenario.priorities)}
    return Case(scenario, experiment, results, known)
