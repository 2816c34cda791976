"""What comes of a comparison: the verdict as text, table and HTML, and the pick to be fitted."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from lib.engine.combined import CombinedClassifier
from lib.engine.folds import learned_from
from lib.engine.results import Results
from lib.report import Report, html, in_short
from lib.report.model import unfitted
from lib.verdict.case import Case
from lib.verdict.comparisons import score_of, versus
from lib.verdict.text import as_text


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """The answer of `compare`. case : all of it, as the app's own pages are given it. kept : the
    position in X of each row that took part. notes : what else is to be known, a sentence each.
    """

    case: Case
    kept: np.ndarray
    notes: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """What the Verdict page says, as plain text."""
        return "\n\n".join((as_text(self.case), *self.notes))

    @property
    def results(self) -> Results:
        """What was measured, fold by fold and row by row."""
        return self.case.results

    @property
    def advised(self) -> str:
        """Key of the recommended pick; where there is none, of the best single model, which is kept
        until something is shown to be better."""
        return self.case.verdict.pick or self.case.verdict.reference

    @property
    def pick(self) -> CombinedClassifier:
        """The recommended pick, unfitted: a scikit-learn classifier for X and y as they came."""
        return self.unfitted(self.advised)

    def unfitted(self, key: str) -> CombinedClassifier:
        """Any method of the table, likewise. Raises KeyError when no method has that key.

        Where rows belong together (groups, times), what it learns on top is learned on the folds of
        the first pass, which name these very rows: for others, set `cv` anew.
        """
        asked, bonds = self.case.scenario, self.case.experiment.bonds
        is_cut = self.case.dataset.groups is not None or self.case.dataset.times is not None
        cv: Any = self._splits() if is_cut and not bonds.are_loose else self.results.n_splits
        return unfitted(self.case, key, cv, asked.seed)

    def _splits(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """(learned from, held back) of the first pass, as positions in X."""
        folds = self.results.repeats[0].folds
        return [
            (self.kept[learned_from(folds, fold)], self.kept[folds == fold])
            for fold in range(self.results.n_splits)
        ]

    @property
    def table(self) -> pd.DataFrame:
        """A row a method, the best mean first; the index holds keys.

        score, low, high : mean over folds and its 95 % interval, as the metric gives it.
        gain : over the best single model as measured, in points (hundredths) for shares; positive
        is better. expected, gain_low, gain_high : what is believed of it on new rows; p_better :
        how probably it is too large to be ignored. These are of candidates only.
        models : that run for an answer. fit_seconds, row_seconds, size_bytes : costs.
        """
        results, metric = self.results, self.case.scenario.metric
        ranked = results.ranking(metric)
        keys = [*ranked, *[m.key for m in results.methods if m.key not in ranked]]
        measured = results.table().set_index("key").loc[keys]
        found = pd.DataFrame([self._row(key) for key in keys], index=pd.Index(keys, name="key"))
        costs = measured[["models", "fit_seconds", "row_seconds", "size_bytes"]]
        return pd.concat([found, costs], axis=1)

    def _row(self, key: str) -> Mapping[str, Any]:
        results, metric, verdict = self.results, self.case.scenario.metric, self.case.verdict
        method, score = results.method(key), score_of(results, key, metric)
        gain = versus(results, key, verdict.reference, metric, verdict.rope)
        return {
            "method": method.title,
            "family": method.family,
            "score": score.mean,
            "low": score.low,
            "high": score.high,
            "gain": gain.mean,
            **self._believed(key),
            "is_pick": key == verdict.pick,
        }

    def _believed(self, key: str) -> Mapping[str, float]:
        """Of its gain on new rows; nothing of a model alone, which is no candidate."""
        verdict, names = self.case.verdict, ("expected", "gain_low", "gain_high", "p_better")
        if key == verdict.reference:
            return dict.fromkeys(names, 0.0)
        for candidate in verdict.candidates:
            if candidate.key == key:
                gain = candidate.against_single
                values = (gain.expected, gain.low, gain.high, gain.p_better)
                return dict(zip(names, values, strict=True))
        return dict.fromkeys(names, math.nan)

    def to_html(self) -> str:
        """The app's report: one file that needs nothing else, figures included (about 5 MB)."""
        return html.write(Report(self.case, date.today(), link=""))

    def _repr_html_(self) -> str:
        """What a notebook shows: the verdict and the table, without a script."""
        return in_short.write(self.case, self.notes)

    def __str__(self) -> str:
        shown = self.table[["method", "score", "low", "high", "gain", "p_better", "models"]]
        return f"{self.verdict}\n\n{shown.to_string(index=False, float_format='{:.3g}'.format)}"

    def __repr__(self) -> str:
        return f"<Comparison of {len(self.results.methods)} methods, advised: {self.advised}>"
