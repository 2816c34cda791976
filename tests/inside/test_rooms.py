"""Every lab keeps its computing, its words and its figures apart, in the same way."""

import ast
from pathlib import Path

import pytest

from lib.scenario.record import TABS

INSIDE = Path(__file__).resolve().parents[2] / "lib" / "inside"
LABS = sorted(path.parent for path in INSIDE.glob("*/__init__.py"))
BELOW = {
    "computing": (),
    "search": ("computing",),
    "words": ("computing", "search"),
    "displays": ("computing", "search", "words"),
}


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def sentences(tree):
    """Whole sentences in the code, apart from docstrings and what is raised."""
    if isinstance(tree, ast.Raise) or (
        isinstance(tree, ast.Expr) and isinstance(tree.value, ast.Constant)
    ):
        return
    text = str(getattr(tree, "value", ""))
    if isinstance(tree, ast.Constant) and text.endswith((".", "?")) and text.count(" ") > 2:
        yield text
    for child in ast.iter_child_nodes(tree):
        yield from sentences(child)


def test_every_tab_has_a_lab():
    assert set(TABS) <= {lab.name for lab in LABS}


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.name)
def test_a_lab_is_computing_words_and_displays(lab):
    files = {file.stem: ast.parse(file.read_text()) for file in lab.glob("*.py")}
    assert files.keys() <= {"__init__", *BELOW}
    assert len(files["__init__"].body) == 1  # what it is about, and no facade
    for name, tree in files.items():
        used = set(imports(tree))
        own = {each for each in BELOW if f"lib.inside.{lab.name}.{each}" in used}
        assert own <= set(BELOW.get(name, ()))
        assert name == "displays" or not any(each.startswith("plotly") for each in used)
        assert name not in ("computing", "search") or list(sentences(tree)) == []
