"""A model from a file: settings of scikit-learn's classifiers, or a sentence; nothing is run."""

import gzip
import io
import json
import pickle
import zipfile
from functools import cache

import joblib
import numpy as np
import pytest
import skops.io
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import BaseEstimator
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import make_column_transformer
from sklearn.datasets import make_moons
from sklearn.ensemble import (
    ExtraTreesClassifier,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
    StackingClassifier,
)
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.naive_bayes import GaussianNB
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.svm import SVC

from lib.asking import ModelError, compare, load_model
from lib.asking.model_files import MOST_BYTES, SCHEMA

X, y = make_moons(120, noise=0.3, random_state=0)
FIRST = make_column_transformer((StandardScaler(), [0]), remainder="passthrough")
STACK = [("a", GaussianNB()), ("b", LogisticRegression())]
MODELS = [
    RandomForestClassifier(7, max_depth=3),
    HistGradientBoostingClassifier(max_iter=3),
    make_pipeline(FIRST, ExtraTreesClassifier(5)),
    GridSearchCV(LogisticRegression(), {"C": [0.1, 1]}),
    CalibratedClassifierCV(SVC(C=3)),
    StackingClassifier(STACK, LogisticRegression(class_weight={0: 1, 1: 5})),
    MLPClassifier((4, 3), max_iter=400, tol=0.1),
]


@pytest.mark.parametrize("is_fitted", [False, True])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: type(model).__name__)
def test_the_settings_come_back_and_nothing_that_was_learned(model, is_fitted):
    content = skops.io.dumps(model.fit(X, y) if is_fitted else model)
    loaded = load_model(content)
    assert type(loaded) is type(model)
    assert str(loaded.get_params()) == str(model.get_params())
    assert not [name for name in vars(loaded) if name.endswith("_")]
    assert loaded.fit(X, y).predict_proba(X).shape == (120, 2)


def test_what_was_loaded_is_compared_like_any_other():
    models = {str(i): load_model(skops.io.dumps(model)) for i, model in enumerate(MODELS[:2])}
    found = compare(X, y, models, folds=3, repeats=1)
    assert found.results.failures == ()


class Exploding:
    """What a pickle may hold."""

    def __reduce__(self):
        return pytest.fail, ("a pickle was opened",)


def packed(kind):
    target = io.BytesIO()
    joblib.dump(GaussianNB(), target, compress=(kind, 3))
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        *[pickle.dumps(Exploding(), protocol=p) for p in range(2, 6)],
        *[packed(kind) for kind in ("zlib", "gzip", "bz2", "lzma", "xz")],
        gzip.compress(pickle.dumps(Exploding())),
    ],
    ids=lambda content: "file",  # some know the time
)
def test_a_pickle_is_known_by_its_first_bytes_and_not_opened(content):
    with pytest.raises(ModelError, match=r"is a program.*skops\.io\.dump"):
        load_model(content)


class Own(BaseEstimator):
    def __init__(self, depth=1):
        self.depth = depth


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (make_pipeline(FunctionTransformer(len), GaussianNB()), "asks for “builtins.len”"),
        (make_pipeline(FunctionTransformer(np.save), GaussianNB()), "asks for “numpy.save”"),
        (make_pipeline(Own(), GaussianNB()), "asks for “tests.asking.test_model_files.Own”"),
        (LinearRegression(), "gives probabilities"),
        (SVC(), "CalibratedClassifierCV around"),
        (StandardScaler(), "gives probabilities"),
        ([GaussianNB()], "holds “list”"),
        (3, "holds “int”"),
    ],
)
def test_what_is_no_classifier_of_scikit_learn_is_named(model, said):
    with pytest.raises(ModelError, match=r"\.$") as caught:
        load_model(skops.io.dumps(model))
    assert said in str(caught.value)


def archive(parts, how=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as made:
        for name, content in parts:
            made.writestr(name, content)
    return target.getvalue()


def claims_an_array_of(shape):
    """A model one of whose settings is an array that says it is larger than it is."""
    content = skops.io.dumps(GaussianNB(priors=np.array([0.5, 0.5])))
    header = io.BytesIO()
    about = {"descr": "<f8", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(header, about)
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        named = [(n, whole.read(n)) for n in whole.namelist()]
    return archive([(n, c if n == SCHEMA else header.getvalue()) for n, c in named])


def deep(n):
    return '{"a":' * n + "1" + "}" * n


BOMBS = {
    "empty": b"",
    "words": b"x,y\n1,2\n",
    "large": b"PK\x03\x04" + bytes(MOST_BYTES),
    "no zip": b"PK\x03\x04 and so on",
    "another zip": archive([("a.txt", "a")]),
    "a bomb": archive([(SCHEMA, "{}"), ("a", bytes(300 * 1024**2))]),
    "many parts": archive([(SCHEMA, "{}"), *[(str(i), "") for i in range(20_001)]], 0),
    "deep": archive([(SCHEMA, deep(500))]),
    "too deep to read": archive([(SCHEMA, deep(200_000))]),
    "wide": archive([(SCHEMA, json.dumps([[0] * 1000] * 1000))]),
    "a huge array": claims_an_array_of((10**12,)),
    "an array of arrays": claims_an_array_of((10**9, 10**9, 10**9)),
    "below nothing": claims_an_array_of((-1, -(10**12))),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_cost_much_is_refused_in_a_sentence(name):
    with pytest.raises(ModelError, match=r"\.$"):
        load_model(BOMBS[name])


@cache
def written(position):
    content = skops.io.dumps(MODELS[position].fit(X, y))
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return [(name, whole.read(name)) for name in whole.namelist()]


def loads_or_says_why(content):
    try:
        said = load_model(content)
    except ModelError as error:
        said = str(error)
    assert isinstance(said, BaseEstimator) or said.endswith(".")


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_mangled_bytes_give_a_model_or_a_sentence(data):
    """Bytes of the archive, of its description and of its arrays are changed, cut and doubled."""
    parts = written(data.draw(st.sampled_from([0, 2, 3, 5])))
    which = data.draw(st.sampled_from(["whole", SCHEMA, "array"]))
    is_meant = {"whole": lambda name: False, SCHEMA: SCHEMA.__eq__, "array": SCHEMA.__ne__}[which]

    def mangled(content):
        at = data.draw(st.integers(0, max(len(content) - 1, 0)))
        length = data.draw(st.integers(0, 20))
        return content[:at] + data.draw(st.binary(max_size=20)) + content[at + length :]

    content = archive([(n, mangled(c) if is_meant(n) else c) for n, c in parts[:6]])
    loads_or_says_why(mangled(content) if which == "whole" else content)


NAMES = ["Pipeline", "GaussianNB", "system", "eval", "Tree", "dict", "partial", "ufunc"]
PLACES = ["os", "builtins", "sklearn.pipeline", "sklearn.naive_bayes", "functools", "numpy"]
LOADERS = [
    "ObjectNode",
    "FunctionNode",
    "PartialNode",
    "MethodNode",
    "OperatorFuncNode",
    "DictNode",
]


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_description_that_names_something_else_gives_a_model_or_a_sentence(data):
    parts = dict(written(data.draw(st.sampled_from([0, 2, 5]))))
    schema = json.loads(parts[SCHEMA])
    nodes = [schema]
    for node in nodes:
        found = node.values() if isinstance(node, dict) else node
        nodes += [child for child in found if isinstance(child, dict | list)]
    for node in data.draw(st.lists(st.sampled_from(nodes), min_size=1, max_size=3)):
        if isinstance(node, dict):
            key = data.draw(st.sampled_from(["__class__", "__module__", "__loader__", "content"]))
            among = {"__class__": NAMES, "__module__": PLACES, "__loader__": LOADERS}
            node[key] = data.draw(st.sampled_from(among.get(key, [None, [], {}, "[1]", 5])))
    loads_or_says_why(archive([*(parts | {SCHEMA: json.dumps(schema)}).items()]))
