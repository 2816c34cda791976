"""Answers of models that are not here: read in every form, checked, combined like any other."""

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score

from lib import combiners, datasets
from lib.catalogue.controls import settings as knobs_of
from lib.datasets import DataError, Provenance
from lib.datasets.brought.findings import findings_of
from lib.datasets.brought.making import Reading
from lib.scenario.experiment import experiment_on
from lib.scenario.record import DEFAULT

ENTRY = datasets.entries()["your_table"]
MADE = Provenance("made for this test", "none", "none", "none")
N, CLASSES, MODELS = 90, ("cat", "dog", "wild cat"), ("forest", "line of sight")


def said(n_classes: int) -> tuple[np.ndarray, np.ndarray]:
    """P (n_samples, n_models, n_classes) that lean to the truth, and the truth."""
    rng = np.random.default_rng(0)
    y = rng.permutation(np.arange(N) % n_classes)
    P = rng.dirichlet(np.ones(n_classes), (N, len(MODELS))) + 0.7 * np.eye(n_classes)[y][:, None]
    return P / P.sum(axis=2, keepdims=True), y


def table(n_classes: int) -> pd.DataFrame:
    P, y = said(n_classes)
    names = np.array(CLASSES[:n_classes], dtype=object)
    frame = pd.DataFrame(
        {"row": np.arange(N, dtype=float), "truth": names[y], "fold": np.arange(N) % 3.0}
    )
    for m, model in enumerate(MODELS):
        if n_classes == 2:
            frame[model] = P[:, m, 1]
        else:
            for c in range(n_classes):
                frame[f"{model}: {CLASSES[c]}"] = P[:, m, c]
    return frame.astype({"truth": "str"})


def long(frame: pd.DataFrame) -> pd.DataFrame:
    found = frame.melt(["row", "truth", "fold"], var_name="of", value_name="probability")
    parts = found["of"].str.rsplit(": ", n=1, expand=True)
    found = found.assign(model=parts[0], **{"class": parts[1]}).drop(columns="of")
    return found.sample(frac=1, random_state=0).reset_index(drop=True)


def read(frame: pd.DataFrame, answers: str = "second") -> Reading:
    return Reading(frame, knobs_of(ENTRY.controls, (("answers", answers),)))


@pytest.mark.parametrize("n_classes", [2, 3])
@pytest.mark.parametrize("is_long", [False, True])
def test_answers_are_read_as_they_were_said(n_classes: int, is_long: bool) -> None:
    if is_long and n_classes == 2:
        pytest.skip("a line for each class says it for three")
    frame, (P, y) = table(n_classes), said(n_classes)
    dataset = read(long(frame) if is_long else frame).dataset(MADE, 0)
    assert set(dataset.answers) == set(MODELS)
    assert dataset.groups is not None, "rows of one fold are held back together"
    order = np.argsort(y, kind="stable")
    for m, model in enumerate(MODELS):
        found = np.asarray(dataset.X)[:, list(dataset.answers[model])]
        wanted = P[:, m] if n_classes > 2 else P[:, m, 1:]
        np.testing.assert_allclose(np.sort(found, axis=0), np.sort(wanted, axis=0), atol=1e-12)
    np.testing.assert_array_equal(np.sort(dataset.y), y[order])


def test_scores_are_those_of_the_answers_and_a_stack_learns_from_other_folds() -> None:
    dataset = read(table(2)).dataset(MADE, 0)
    experiment = experiment_on(dataset, DEFAULT)
    repeat, P = experiment.run(0), np.asarray(dataset.X)
    found = {m.key: p for m, p in zip(repeat.methods, repeat.P, strict=True)}
    for i in range(len(MODELS)):
        np.testing.assert_allclose(found[f"model{i + 1}"][:, 1], P[:, i], atol=1e-12)
    np.testing.assert_allclose(found["soft_vote"][:, 1], P.mean(axis=1), atol=1e-12)
    folds, stack = repeat.folds, found["stacking_logistic"].argmax(axis=1)
    by_hand = np.empty(N, dtype=int)
    for fold in range(folds.max() + 1):
        learner = combiners.entries()["stacking_logistic"].rule({}).make_learner()
        assert isinstance(learner, LogisticRegression) or hasattr(learner, "steps")
        train = folds != fold
        by_hand[~train] = learner.fit(P[train], dataset.y[train]).predict(P[~train])
    assert accuracy_score(by_hand, stack) > 0.97
    families = {method.family for method in repeat.methods}
    assert families == {"member", "single", "ensembling"}, "nothing is fused, nothing is trained"


def test_whose_probability_a_single_column_is_may_be_turned_round() -> None:
    frame = table(2)
    second, first = (read(frame, which).dataset(MADE, 0) for which in ("second", "first"))
    np.testing.assert_allclose(np.asarray(first.X), 1 - np.asarray(second.X))
    (finding,) = [f for f in findings_of(read(frame)) if "single column" in f.sentence]
    assert "“dog”" in finding.sentence
    assert dict(finding.offers[0].knobs) == {"answers": "first"}


def test_answers_are_recognised_and_measurements_are_not() -> None:
    def offers(frame: pd.DataFrame) -> bool:
        return any("look like what models said" in f.sentence for f in findings_of(read(frame, "")))

    assert offers(table(2))
    assert offers(table(3))
    assert not offers(table(2).assign(size=np.arange(N) * 7.5, weight=3.5, age=40.0, **{"x": 2.5}))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"forest": 1.5}, "in row 2 that of “forest” is 1.5"),
        ({"forest": np.nan}, "in row 2 that of “forest” is missing"),
    ],
)
def test_what_is_no_probability_is_named(change: dict, problem: str) -> None:
    frame = table(2)
    for name, value in change.items():
        frame.loc[0, name] = value
    with pytest.raises(DataError, match=problem):
        read(frame).dataset(MADE, 0)


def test_a_class_that_a_model_says_nothing_of_is_named() -> None:
    frame = table(3)
    with pytest.raises(DataError, match="“forest” says nothing of “wild cat”"):
        read(frame.drop(columns="forest: wild cat")).dataset(MADE, 0)
    with pytest.raises(DataError, match="sum to"):
        read(frame.assign(**{"forest: cat": frame["forest: cat"] / 2})).dataset(MADE, 0)
    with pytest.raises(DataError, match="one model"):
        read(table(2).drop(columns="forest")).dataset(MADE, 0)
    twice = pd.concat([long(frame), long(frame).head(1)], ignore_index=True)
    with pytest.raises(DataError, match="two answers"):
        read(twice).dataset(MADE, 0)
