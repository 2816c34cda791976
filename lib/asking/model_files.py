"""A model from a file: skops only, because such a file holds data where a pickle holds a program.

Only the settings of a model are read: it is fitted anew inside the folds, so what it has learned is
left in the file, unread. Objects are made of types that are known to be harmless, or none. What a
hostile file may still cost is bounded before anything is made of it: its bytes, what they unpack
to, and the room that the arrays in it ask for.
"""

import io
import json
import math
import warnings
import zipfile
from collections.abc import Iterator
from itertools import compress
from typing import Any

import numpy as np
import skops.io
from sklearn.base import BaseEstimator, clone, is_classifier

from lib.words import listed
from lib.words.outside import cleaned, quoted

MEGABYTE = 1024**2
MOST_BYTES, MOST_UNPACKED = 20 * MEGABYTE, 200 * MEGABYTE
MOST_FILES = 20_000
MOST_DESCRIBED, MOST_NODES, DEEPEST = 40 * MEGABYTE, 2_000_000, 100  # of the description
MOST_NAMED, LONG = 5, 80  # types in a sentence, letters of one
SCHEMA, VERSION = "schema.json", "_sklearn_version"
HOW = "Where the model was made, write skops.io.dump(model, “model.skops”), and bring that file."
# How a pickle begins, from protocol 2 on, and what packs one: zlib, gzip, bz2, lzma, xz, lz4.
PICKLES = tuple(bytes([0x80, version]) for version in range(2, 6))
ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
PACKED = (*ZLIB, b"\x1f\x8b", b"BZh", b"\x5d\x00", b"\xfd7zXZ", b"\x04\x22\x4d\x18")
ZIP = b"PK\x03\x04"


class ModelError(ValueError):
    """This file gives no model; the message says why and what would help."""


def load_model(content: bytes) -> BaseEstimator:
    """The scikit-learn classifier, or pipeline that ends in one, that skops wrote: unfitted, even
    if it had been fitted, because a comparison fits it anew.

    Raises ModelError, and nothing else, whatever the bytes are; nothing in them is run.
    """
    _check_kind(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(archive)
            schema = json.loads(archive.read(SCHEMA))
            _check_shape(schema)
            settings = _only_settings(archive, schema)
        strange = skops.io.get_untrusted_types(data=settings)
    except ModelError:
        raise
    except Exception as error:  # each part of a mangled file fails in its own way
        raise _broken(error) from error
    if strange:
        raise _untrusted(strange)
    return _made(settings)


def _check_kind(content: bytes) -> None:
    """By the first bytes; nothing is read that could run."""
    if not content:
        raise ModelError(f"The file is empty. {HOW}")
    if content.startswith(PICKLES) or content.startswith(PACKED):
        raise ModelError(
            "This looks like a pickle (or joblib) file, and such a file is a program: opening it "
            f"would run whatever is in it, so it is never opened. {HOW}"
        )
    if not content.startswith(ZIP):
        raise ModelError(f"This is no file of skops, which is a zip archive. {HOW}")
    if len(content) > MOST_BYTES:
        raise ModelError(
            f"The file has {len(content) / MEGABYTE:.0f} MB, and at most {MOST_BYTES // MEGABYTE} "
            "MB are read. A model is fitted anew anyway: bring it unfitted, which takes a few KB."
        )


def _check_size(archive: zipfile.ZipFile) -> None:
    """As the archive's own list says; no more than that is ever unpacked."""
    files = archive.infolist()
    if SCHEMA not in archive.namelist():
        raise ModelError(f"This zip archive is no file of skops (it has no {SCHEMA}). {HOW}")
    unpacked = sum(file.file_size for file in files)
    described = archive.getinfo(SCHEMA).file_size
    is_large = unpacked > MOST_UNPACKED or described > MOST_DESCRIBED
    if is_large or len(files) > MOST_FILES:
        raise ModelError(
            f"The file unpacks to {unpacked / MEGABYTE:,.0f} MB in {len(files):,} parts, and at "
            f"most {MOST_UNPACKED // MEGABYTE} MB in {MOST_FILES:,} are read. A model is fitted "
            "anew anyway: bring it unfitted."
        )
    if len({file.filename for file in files}) < len(files):
        raise ModelError(f"Two parts of this archive have one name, as skops never writes. {HOW}")


def _check_shape(schema: Any) -> None:
    """How much the description describes, and how deep."""
    level, n_nodes = [schema], 0
    for _ in range(DEEPEST):
        n_nodes += len(level)
        if n_nodes > MOST_NODES:
            break
        level = [child for node in level for child in _children(node)]
        if not level:
            return
    raise ModelError(
        f"What this file describes is deeper than {DEEPEST} levels or has more than "
        f"{MOST_NODES:,} parts. Bring the model unfitted."
    )


def _children(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        yield from node.values()
    elif isinstance(node, list):
        yield from node


def _only_settings(archive: zipfile.ZipFile, schema: Any) -> bytes:
    """The same archive without what was learned, and without the parts that only that needs."""
    _forget(schema)
    text = json.dumps(schema)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as kept:
        kept.writestr(SCHEMA, text)
        for file in archive.infolist():
            if file.filename != SCHEMA and json.dumps(file.filename) in text:
                content = archive.read(file)
                _check_array(content)
                kept.writestr(file.filename, content)
    return target.getvalue()


def _forget(node: Any) -> None:
    """By scikit-learn's own rule settings never begin or end with an underscore, and what is
    learned does."""
    if isinstance(node, dict) and node.get("__loader__") == "ObjectNode":
        attributes = node.get("content") or {}
        kept, kinds = attributes.get("content"), attributes.get("key_types")
        if isinstance(kept, dict) and isinstance(kinds, dict):
            is_kept = [name == VERSION or name.strip("_") == name for name in kept]
            attributes["content"] = dict(compress(kept.items(), is_kept))
            kinds["content"] = list(compress(kinds["content"], is_kept))
    for child in _children(node):
        _forget(child)


def _check_array(content: bytes) -> None:
    """That no array asks for more room than there are numbers in its part of the archive: the room
    is taken before anything is read."""
    if not content.startswith(np.lib.format.MAGIC_PREFIX):
        return
    part = io.BytesIO(content)
    is_first = np.lib.format.read_magic(part) == (1, 0)
    read = np.lib.format.read_array_header_1_0 if is_first else np.lib.format.read_array_header_2_0
    shape, _, dtype = read(part)
    if dtype.hasobject or math.prod(map(int, shape)) * dtype.itemsize > len(content):
        raise ModelError(f"An array in this file claims to be larger than the file. {HOW}")


def _made(content: bytes) -> BaseEstimator:
    """The object, if it is a classifier that can be fitted anew."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of another version of scikit-learn: it is refitted
            model = skops.io.loads(content, trusted=[])
            is_known = isinstance(model, BaseEstimator) and _is_scikit_learn(model)
            is_usable = is_known and is_classifier(model) and hasattr(model, "predict_proba")
            clone(model) if is_usable else None
    except Exception as error:
        raise _broken(error) from error
    if not is_known:
        raise ModelError(
            f"This file holds {quoted(type(model).__name__)}, which is no scikit-learn model. "
            "Bring a classifier, or a Pipeline that ends in one."
        )
    if not is_usable:
        raise ModelError(
            f"{quoted(type(model).__name__)} is no classifier that gives probabilities "
            "(predict_proba), which combining needs. CalibratedClassifierCV around a classifier "
            "gives some."
        )
    return model


def _is_scikit_learn(model: BaseEstimator) -> bool:
    """Whether it and every part of it is."""
    parts = [model, *model.get_params().values()]
    own = [part for part in parts if isinstance(part, BaseEstimator)]
    return all(type(part).__module__.startswith("sklearn.") for part in own)


def _untrusted(strange: list[str]) -> ModelError:
    named = [f"“{cleaned(name, LONG)}”" for name in strange[:MOST_NAMED]]
    more = [f"{len(strange) - MOST_NAMED} more"] if len(strange) > MOST_NAMED else []
    return ModelError(
        f"This file asks for {listed([*named, *more])}, not known to be harmless, so it is not "
        "opened. Bring a model made of scikit-learn's own classifiers and transformers; in a "
        "notebook, anything else can be given to compare as it is."
    )


def _broken(error: Exception) -> ModelError:
    return ModelError(f"The file is damaged or of another kind ({type(error).__name__}). {HOW}")
