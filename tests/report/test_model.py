"""The model to take home: loaded where nothing of this project can be imported, it must answer as
the app's own models do."""

import ast
import pickle
import re
from dataclasses import replace

import numpy as np
import pytest
from skops.io import get_untrusted_types

from lib.engine.evaluation import keep_columns, predict_everywhere
from lib.engine.folds import DataError
from lib.report.model import model
from lib.scenario.experiment import Experiment
from tests.report.conftest import HARMFUL, with_harmful_names
from tests.report.take_home import SCENARIOS, in_clean_process, put, run

# The card's own list is what is trusted, so a type that it forgets fails the test.
LOAD_ALL = """
import pickle, re, sys
import numpy as np
import skops.io
with open(sys.argv[1], "rb") as file:
    X = pickle.load(file)
for folder in sys.argv[2:]:
    sys.modules.pop("better_together", None)
    sys.path.insert(0, folder)
    with open(folder + "/README.md", encoding="utf-8") as file:
        listed = re.search(r"^types = (\\[[^]]*\\])", file.read(), re.MULTILINE).group(1)
    model = skops.io.load(folder + "/model.skops", trusted=eval(listed))
    sys.path.pop(0)
    np.save(folder + "/P.npy", model.predict_proba(X))
assert "lib" not in sys.modules
"""
KNOWN_TYPES = re.compile(r"better_together\.\w+|sklearn(\.\w+)+")


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_model_answers_as_the_app_draws_it(name, tmp_path):
    experiment, results = run(name)
    X = experiment.dataset.X
    expected, _ = predict_everywhere(experiment.task, results.repeats[0], X)
    (tmp_path / "X").write_bytes(pickle.dumps(X))
    keys = [method.key for method in results.methods]
    folders = [put(model(experiment, results, key), tmp_path / key) for key in keys]
    in_clean_process(LOAD_ALL, tmp_path / "X", *folders)
    for folder, P in zip(folders, expected, strict=True):
        loaded = np.load(folder / "P.npy")
        np.testing.assert_allclose(loaded, P, rtol=0, atol=1e-9, err_msg=folder.name)
        types = get_untrusted_types(file=folder / "model.skops")
        assert [each for each in types if not KNOWN_TYPES.fullmatch(each)] == []


def test_one_model_alone_needs_no_file_of_ours():
    experiment, results = run("usual models, accuracy")
    for key in ("model1", "model3", "best_single"):
        assert sorted(model(experiment, results, key)) == ["README.md", "model.skops"]


def test_progress_is_told_for_each_fit():
    experiment, results = run("usual models, accuracy")
    told = []
    model(experiment, results, "soft_vote", lambda *step: told.append(step))
    assert [step[:2] for step in told] == [(i, 4) for i in range(1, 5)]


def test_the_card_says_what_the_model_is():
    experiment, results = run("iris")
    said = str(model(experiment, results, "early_fusion")["README.md"])
    shown = results.means("balanced_accuracy")[results.positions["early_fusion"]]
    for expected in (
        "# Early fusion on ",
        "**Rows**: 150",
        experiment.dataset.provenance.licence.split()[0],
        "| 0 | setosa | 50 |",
        "cm",
        f"**{100 * shown:.1f} %**",
        "corrected for the luck",
        "2 × 4 folds",
        "What it is not for",
        "skops.io.load(",
        "scikit-learn 1.",
    ):
        assert expected in said


def test_names_from_data_are_only_text_in_the_card():
    experiment, results = run("iris")
    harmful = with_harmful_names(Experiment(experiment.scenario, experiment.dataset, ()))
    changed = Experiment(experiment.scenario, harmful.dataset, experiment.members)
    changed = replace(changed, dataset=replace(changed.dataset, views=experiment.dataset.views))
    text = str(model(changed, results, "model1")["README.md"])
    prose = re.sub(r"```python.*?```", "", text, flags=re.DOTALL)
    assert HARMFUL[0] in text  # as a literal of the code
    for name in HARMFUL:
        assert name not in prose
    assert not re.search(r"(?<!\\)[<>$]", prose)
    code = re.search(r"^classes = (.*)$", text, re.MULTILINE)
    assert code
    assert ast.literal_eval(code.group(1)) == list(changed.dataset.class_names)


def test_a_model_that_cannot_learn_from_all_rows_says_so():
    experiment, results = run("usual models, accuracy")
    task = keep_columns(experiment.task, results.repeats[0].columns)
    one_class = np.zeros_like(experiment.dataset.y)
    changed = replace(experiment, dataset=replace(experiment.dataset, y=one_class))
    assert task.titles[0] == "Logistic regression"
    with pytest.raises(DataError, match="Logistic regression cannot be fitted on all rows"):
        model(changed, results, "model1")
