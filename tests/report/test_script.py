"""The script to take home: what it is made of, and what data cannot do to it."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from lib import datasets
from lib.base_models import Member
from lib.combiners import Models
from lib.combiners.gated_fusion import GatedFusion
from lib.combiners.late_product import LateProduct
from lib.report._code import Writer, comment
from lib.report._pick import identifiers
from lib.report._take_home import take_home
from lib.report.archive import data_table, zipped
from lib.report.script import _reading, script
from lib.scenario.record import Scenario
from lib.words.outside import as_literal
from tests.report.conftest import with_harmful_names
from tests.report.take_home import RUN_ALL, in_clean_process, means_printed, put, run, with_dataset
from tests.synthetic import fitted


def test_what_scikit_learn_has_is_scikit_learns():
    case = run("usual models, accuracy")
    for key, expected in {
        "model3": 'SimpleImputer(strategy="median"), StandardScaler(), KNeighborsClassifier()',
        "soft_vote": 'voting="soft"',
        "stacking_logistic": "StackingClassifier(",
    }.items():
        files = script(case, key)
        assert expected in files["script.py"]
        assert sorted(files) == ["data.csv", "script.py"]
        assert len(files["script.py"].splitlines()) <= 100


def test_where_ours_differs_it_stays():
    """So many neighbours that scikit-learn's own class refuses."""
    wanted = (("n_neighbors", 50),)
    members = (Member("k_nearest_neighbours", wanted), Member("decision_tree"))
    scenario = Scenario(
        "moons", (("rows", 100),), members=members, folds=3, methods=("best_single",)
    )
    text = script(fitted(scenario), "best_single")["script.py"]
    assert "Neighbours(n_neighbors=50)" in text


def test_names_from_data_cannot_leave_their_place(tmp_path):
    case = run("three classes, four sources")
    harmful = with_harmful_names(replace(case.experiment, models=Models(()))).dataset
    names = ('"); raise SystemExit(1) #', "a'''\"\"\"\\", "x\nraise SystemExit(2)")
    dataset = replace(
        harmful,
        views=case.dataset.views,
        class_names=names,
        feature_names=("target", "target_", 'a,b\n"c', "=1+1", *case.dataset.feature_names[4:]),
        provenance=replace(harmful.provenance, source="one\nraise SystemExit(3)"),
    )
    files = script(with_dataset(case, dataset), "model1")
    printed = means_printed(in_clean_process(RUN_ALL, put(files, tmp_path / "harmful")))
    shown = case.results.means("brier")[case.results.positions["model1"]]
    assert printed["harmful"] == pytest.approx(shown, abs=1e-9)


@pytest.mark.parametrize(
    "estimator",
    [
        LogisticRegression(C=0.5, max_iter=2000, random_state=3),
        LateProduct(prior=False),
        GatedFusion(views=(tuple(range(20)), (20,))),
        StratifiedKFold(3, shuffle=True, random_state=np.int64(4)),
        Pipeline([("scale", StandardScaler(with_mean=False)), ("model", LogisticRegression())]),
        ColumnTransformer([("words", OneHotEncoder(handle_unknown="ignore"), [0, 2])]),
        LogisticRegression(C=float("inf"), class_weight={0: 1.5, 1: 2}),
        ["it's", 'say "so"', "\\", "\n", None, True, 1e-9, (1,), ()],
    ],
    ids=lambda estimator: type(estimator).__name__,
)
def test_written_code_makes_the_same_object(estimator):
    writer = Writer()
    code = writer.write(estimator)
    known = {
        name: getattr(__import__(module, fromlist=[name]), name) for module, name in writer.classes
    }
    assert max(map(len, code.splitlines())) <= 100
    assert Writer().write(eval(code, known)) == code
    if hasattr(estimator, "fit"):
        assert isinstance(clone(eval(code, known)), type(estimator))


def test_only_what_differs_from_defaults_is_written_and_what_keeps_no_parameters_cannot_be():
    assert Writer().write(LogisticRegression(C=2)) == "LogisticRegression(C=2)"
    assert Writer().write(Pipeline([("model", LogisticRegression())])) == "LogisticRegression()"
    assert Writer().write(list(range(30))) == "list(range(0, 30))"

    class Odd:
        def __init__(self, a=1):
            self.b = a

    with pytest.raises(TypeError, match="does not keep its parameter a"):
        Writer().write(Odd())


@pytest.mark.parametrize("text", ["plain", "it's", 'a "b"', "\\", "a\nb", "\u2028", "'\"", "{x}"])
def test_any_text_is_a_literal_or_a_comment(text):
    assert ast.literal_eval(as_literal(text)) == text
    lines = "\n".join(comment(f"{text}\nimport os")).splitlines()
    assert all(line.startswith("# ") for line in lines)


def test_member_names_are_told_apart_and_clash_with_nothing():
    names = identifiers(["Tree", "Tree!", "a__b", "cv", "Übung (sees x)", "()"])
    assert names == ("tree", "tree_2", "a_b", "cv_2", "übung_sees_x", "model")
    assert not any("__" in name for name in names)


def test_the_take_home_file_defines_what_it_uses_and_no_more():
    text = take_home(
        [("lib.engine.combined", "CombinedClassifier"), ("lib.combiners.late_max", "LateMax")]
    )
    assert "class LateMax(" in text
    assert "class GatedFusion(" not in text
    assert "ENTRY" not in text
    assert "MIT License" in text
    assert not [line for line in text.splitlines() if line.startswith(("from lib", "import lib"))]


def test_definitions_with_one_name_are_told_apart_in_the_take_home_file():
    """Both files have a constant SMALLEST, of different values."""
    wanted = [("lib.combiners.late_product", "LateProduct")]
    both = take_home([*wanted, ("lib.combiners.log_linear_pool", "LogLinearPool")])
    module: dict = {}
    exec(both, module)
    P = np.array([[[1.0, 0.0], [0.2, 0.8]]])
    mine = module["LateProduct"]().fit(P, np.array([0]))
    assert np.array_equal(
        mine.predict_proba(P), LateProduct().fit(P, np.array([0])).predict_proba(P)
    )


def test_every_data_set_survives_the_way_through_a_file(tmp_path):
    """Bit for bit, types and gaps included: the lines that read are those of the script."""
    for key, entry in datasets.entries().items():
        dataset = entry.load(random_state=1)
        data_table(dataset).to_csv(tmp_path / "data.csv", index=False)
        known = {"pd": pd, "np": np, "CLASSES": list(dataset.class_names)}
        reading = _reading(dataset, is_changed=False).replace(
            "Path(__file__)", repr(str(tmp_path)) + " and Path(tmp)"
        )
        exec(reading, known | (space := {"Path": Path, "tmp": tmp_path / "x"}), space)
        assert np.array_equal(space["y"], dataset.y), key
        if isinstance(dataset.X, np.ndarray):
            assert np.array_equal(space["X"], dataset.X, equal_nan=True), key
            assert space["X"].flags.c_contiguous == dataset.X.flags.c_contiguous, key
        else:
            before, after = dataset.X, space["X"]
            assert [list(before[c].dropna()) for c in before] == [
                list(after[c].dropna()) for c in after
            ]


def test_the_same_files_give_the_same_zip():
    assert zipped({"a": "1", "b": b"2"}) == zipped({"a": "1", "b": b"2"})
