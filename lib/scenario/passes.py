"""The passes over the folds of one experiment, kept together."""

from dataclasses import dataclass, replace

from lib.engine.costs import Times
from lib.engine.kept import as_later
from lib.engine.results import Failure, Repeat, Results
from lib.scenario.experiment import Experiment


@dataclass(frozen=True, eq=False)
class Passes:
    """The finished passes of one question. A record is replaced, never changed, so what somebody
    looks at stays as it is."""

    experiment: Experiment
    repeats: tuple[Repeat, ...] = ()
    failures: tuple[Failure, ...] = ()
    times: Times | None = None

    def with_pass(self, repeat: Repeat) -> "Passes":
        """What fails in one pass is left out of all, because without a model the combinations would
        not be the same ones in every pass: then the passes start anew without it."""
        failures = tuple(dict.fromkeys([*self.failures, *repeat.failures]))
        took_part = {method.key for method in repeat.methods}
        experiment = self.experiment.without(
            each.method.key
            for each in self.experiment.task.combinations
            if each.method.key not in took_part
        )
        if self.repeats and not repeat.is_like(self.repeats[0]):
            fitted = [c for c in repeat.columns if c in self.repeats[0].columns]
            return Passes(experiment.keep(fitted), (), failures)
        kept = as_later(repeat, self.experiment.tested.y) if self.repeats else repeat
        return Passes(experiment, (*self.repeats, kept), failures, self.times)

    def results(self, most: int) -> Results:
        """Of at most so many passes. How long models take that are not here, nobody knows."""
        results = self.experiment.results(self.repeats[:most], self.failures)
        known = None if self.experiment.dataset.answers else self.times
        return replace(results, measured=known)
