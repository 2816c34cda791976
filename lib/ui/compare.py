"""What only the Compare page shows: the choice of a score, and the truth where it is known."""

import numpy as np
import pandas as pd
import streamlit as st

from lib.engine.evaluation import predict_everywhere
from lib.engine.progress import Progress
from lib.engine.results import Repeat
from lib.scenario.experiment import Experiment, fresh_rows
from lib.scenario.loading import class_names_of
from lib.scenario.record import Scenario
from lib.statistics.metrics import METRICS
from lib.ui import controls, drawer
from lib.ui.shell import Page
from lib.ui.show import table
from lib.verdict.case import Case
from lib.verdict.comparisons import versus
from lib.verdict.rule import COMBINED, FEW

BETTER = "better here than one model by more than chance"
FRESH_ROWS = 5000  # enough that chance moves a share by less than a point


def headline(case: Case) -> str:
    """How many ways to combine are better here than one model. By more than chance: the 95 %
    interval of the gain has no zero in it."""
    verdict = case.verdict
    combined = [c for c in verdict.candidates if c.family in COMBINED]
    if verdict.problem == "no score":
        return f"{case.metric.title} is not defined in any fold here: nothing can be compared."
    if verdict.problem == FEW:
        return f"{len(case.results.y)} rows are too few to compare anything."
    if not combined:
        return "Nothing is combined here: there is one model, and nothing to compare it with."
    asked, single, rope = case.scenario.metric, verdict.reference, verdict.rope
    measured = [versus(case.results, c.key, single, asked, rope) for c in combined]
    better = sum(gain.low > 0 for gain in measured)
    if not better:
        return f"No way to combine is {BETTER}."
    if better == len(combined):
        many = f"All {better} ways to combine are" if better > 1 else "The one way to combine is"
        return f"{many} {BETTER}."
    return (
        f"Of {len(combined)} ways to combine, {better} {'is' if better == 1 else 'are'} {BETTER}."
    )


def choose_metric(scenario: Scenario) -> None:
    """The score that everything is sorted and judged by."""
    if "measuring" not in scenario.locks:
        controls.shared(scenario, "metric", "compare.metric", class_names_of(scenario))
    st.caption(METRICS[scenario.metric].explanation)


def true_scores(
    experiment: Experiment, first: Repeat, n: int, progress: Progress
) -> np.ndarray | None:
    """(n_methods,) accuracy on `n` fresh, clean rows; None for recorded data."""
    fresh = fresh_rows(experiment.scenario, n)
    if fresh is None:
        return None
    P, _ = predict_everywhere(experiment.task, first, fresh.X, progress)
    return np.asarray(METRICS["accuracy"].compute(fresh.y, P))


def truth(page: Page, case: Case) -> None:
    """How good the estimates were: the share right on many fresh rows without wrong labels."""
    with drawer("How close are these estimates to the truth?", "truth") as is_open:
        if is_open:
            _truth(page, case)


def _truth(page: Page, case: Case) -> None:
    results = case.results
    scores = page.once(true_scores, case.experiment, results.repeats[0], FRESH_ROWS)
    if scores is None:
        st.markdown(
            "Nobody knows, because these data were recorded and not generated. Choose a generated "
            "data set to see estimate and truth side by side."
        )
        return
    st.markdown(
        f"These data are generated, so we can draw {FRESH_ROWS:,} fresh rows, all labelled right, "
        "and ask every method about them. Where labels were made wrong on purpose, the estimate "
        "lies lower than the truth: a wrong label counts as a mistake even when the answer is "
        "right."
    )
    estimate = METRICS["accuracy"]
    frame = pd.DataFrame(
        {
            "Method": [method.title for method in results.methods],
            "Estimate (accuracy on held-back rows)": results.means("accuracy"),
            "Truth (accuracy on fresh, clean rows)": scores,
        }
    ).sort_values("Truth (accuracy on fresh, clean rows)", ascending=False)
    numbers = st.column_config.NumberColumn(format="percent", help=estimate.explanation)
    columns = dict.fromkeys(frame.columns[1:], numbers)
    table(frame, "Estimated and true accuracy of every method", columns)
