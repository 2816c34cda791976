"""The examples in docstrings say what the code does."""

import doctest
import importlib
import pkgutil

import lib


def test_examples_hold():
    names = [module.name for module in pkgutil.walk_packages(lib.__path__, "lib.")]
    found = {
        name: doctest.testmod(importlib.import_module(name))
        for name in names
        if not name.endswith("__main__")
    }
    assert [name for name, (failed, _) in found.items() if failed] == [], "see what was printed"
    assert sum(tried for _, tried in found.values()) > 30
