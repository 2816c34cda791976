"""The model to take home: its files, its card, and what it says when it cannot be fitted."""

import ast
import re
from dataclasses import replace

import numpy as np
import pytest

from lib.combiners import Models
from lib.datasets import DataError
from lib.report.model import model
from lib.statistics.metrics import METRICS
from tests.report.conftest import HARMFUL, with_harmful_names
from tests.report.take_home import run, with_dataset


def test_one_model_alone_needs_no_file_of_ours_and_progress_is_told_for_each_fit():
    case = run("usual models, accuracy")
    for key in ("model1", "model3", "best_single"):
        assert sorted(model(case, key)) == ["README.md", "model.skops"]
    told = []
    model(case, "soft_vote", lambda *step: told.append(step))
    assert [step[0] for step in told] == [i / 4 for i in range(1, 5)]


def test_the_card_says_what_the_model_is():
    case = run("three classes, four sources")
    said = str(model(case, "hybrid_fusion")["README.md"])
    shown = case.results.means("brier")[case.results.positions["hybrid_fusion"]]
    for expected in (
        "# Hybrid fusion on ",
        "**Rows**: 100",
        case.dataset.provenance.licence.split()[0],
        f"| 0 | {case.dataset.class_names[0]} | {(case.dataset.y == 0).sum()} |",
        case.dataset.units[0],
        f"**{METRICS['brier'].format(shown)}**",
        "corrected for the luck",
        "2 × 3 folds",
        "What it is not for",
        "skops.io.load(",
        "scikit-learn 1.",
    ):
        assert expected in said


def test_names_from_data_are_only_text_in_the_card():
    case = run("three classes, four sources")
    harmful = with_harmful_names(replace(case.experiment, models=Models(()))).dataset
    changed = with_dataset(case, replace(harmful, views=case.dataset.views))
    text = str(model(changed, "model1")["README.md"])
    prose = re.sub(r"```python.*?```", "", text, flags=re.DOTALL)
    assert HARMFUL[0] in text  # as a literal of the code
    for name in HARMFUL:
        assert name not in prose
    assert not re.search(r"(?<!\\)[<>$]", prose)
    code = re.search(r"^classes = (.*)$", text, re.MULTILINE)
    assert code
    assert ast.literal_eval(code.group(1)) == list(changed.dataset.class_names)


def test_a_model_that_cannot_learn_from_all_rows_says_so():
    case = run("usual models, accuracy")
    changed = with_dataset(case, replace(case.dataset, y=np.zeros_like(case.dataset.y)))
    assert case.experiment.task.titles[0] == "Logistic regression"
    with pytest.raises(DataError, match="Logistic regression cannot be fitted on all rows"):
        model(changed, "model1")
