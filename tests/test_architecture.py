"""The rules of the layout, kept by reading the code instead of running it."""

import ast
import importlib
import pkgutil
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import lib

ROOT = Path(__file__).resolve().parents[1]
LIB = ROOT / "lib"
PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
FILES = sorted(LIB.rglob("*.py"))
MAP = re.findall(r"^ +lib\.(\w+) ", str(lib.__doc__), re.MULTILINE)  # what is shown first
PAGE_LINES, FILE_LINES, FUNCTION_LINES = 150, 350, 40
VAGUE = {"utils", "util", "helpers", "helper", "functions", "misc", "common"}

# Spelled in pieces, so that this file does not name them itself.
NOT_IN_A_COMMIT = re.compile(
    "|".join(
        [
            r"(?<![\w.*])/(?:work|root)" + "/",
            r"\bpypi" + r"\.org\b",
            r"\bfiles\.python" + r"hosted\b",
            r"\bregistry\.npm" + r"js\b",
            r"(?<!no-emit-)\b(?:extra-)?index" + r"-url\b",
            r"file:" + "///",
        ]
    )
)


@cache
def _parse(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


@cache
def _imports(file: Path) -> tuple[str, ...]:
    """Every module a file imports, with names imported from a package as `package.name`."""
    found: list[str] = []
    for node in ast.walk(_parse(file)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: import from the root, never relatively"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(found)


def _room(file: Path) -> str:
    return file.relative_to(LIB).parts[0].removesuffix(".py")


def _rooms_used(file: Path) -> Iterator[tuple[str, str]]:
    """(room, imported name) for each import of another room."""
    for module in _imports(file):
        package, _, rest = module.partition(".")
        room = rest.partition(".")[0]
        if package == "lib" and room and room != _room(file):
            yield room, module


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Of a function, its docstring apart."""
    words = node.body[0] if ast.get_docstring(node) else None
    of_words = (words.end_lineno or 0) - words.lineno + 1 if words else 0
    return (node.end_lineno or 0) - node.lineno + 1 - of_words


def test_the_map_names_every_room_and_no_other() -> None:
    assert sorted(MAP) == sorted({_room(file) for file in FILES} - {"__init__"})


def test_imports_point_down_the_map() -> None:
    upward = [
        f"{_name(file)} imports {module}"
        for file in FILES
        for room, module in _rooms_used(file)
        if MAP.index(room) <= MAP.index(_room(file))
    ]
    assert upward == []


def test_what_another_room_uses_has_a_public_name() -> None:
    private = [
        f"{_name(file)} imports {module}"
        for file in [*FILES, *PAGES]
        for module in _imports(file)
        if module.startswith("lib.")
        and any(re.match("_[a-z]", part) for part in module.split("."))
        and (file in PAGES or module.split(".")[1] != _room(file))
    ]
    assert private == []


def test_only_the_ui_knows_streamlit_and_nobody_imports_a_page() -> None:
    for file in [*FILES, *PAGES]:
        packages = {module.partition(".")[0] for module in _imports(file)}
        assert not packages & {"app", "pages", "tests"}, _name(file)
        assert "streamlit" not in packages or file in PAGES or _room(file) == "ui", _name(file)


def test_text_from_outside_leaves_through_one_module() -> None:
    escaping = {"html", "html.escape", "markupsafe.escape", "xml.sax.saxutils.escape"}
    homes = [_name(file) for file in [*FILES, *PAGES] if escaping & set(_imports(file))]
    assert homes == ["lib/words/outside.py"]


def test_session_state_has_one_home() -> None:
    fields = ("attr", "id", "name")
    homes = [
        _name(file)
        for file in [*FILES, *PAGES]
        for node in ast.walk(_parse(file))
        if "session_state" in {getattr(node, field, None) for field in fields}
    ]
    # besides what the browser sent, which is read before anything heavy is imported
    assert set(homes) == {"lib/ui/state.py", "lib/ui/returning.py"}


def test_pages_files_and_functions_are_short() -> None:
    lengths = {file: file.read_text(encoding="utf-8").count("\n") for file in [*FILES, *PAGES]}
    long = [_name(file) for file in PAGES if lengths[file] > PAGE_LINES]
    long += [_name(file) for file in FILES if lengths[file] > FILE_LINES]
    long += [
        f"{_name(file)}: {node.name}"
        for file in FILES
        for node in ast.walk(_parse(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and _lines(node) > FUNCTION_LINES
    ]
    assert long == []


def test_every_benchmark_finds_what_it_measures() -> None:
    """They run by hand and seldom, so a name that is gone would be noticed months later."""
    names = [m.name for m in pkgutil.iter_modules([str(ROOT / "benchmarks")], "benchmarks.")]
    measuring = [name for name in names if name.startswith("benchmarks.bench_")]
    assert measuring
    assert all(importlib.import_module(name).figures for name in measuring)


def test_files_are_named_after_what_is_inside() -> None:
    assert [_name(file) for file in FILES if file.stem.strip("_") in VAGUE] == []


def test_no_tracked_file_names_a_machine_or_a_registry() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    found = []
    for name in filter(None, listing.stdout.split("\0")):
        file = ROOT / name
        text = file.read_text(encoding="utf-8", errors="ignore") if file.is_file() else ""
        found += [f"{name}: {hit.group()}" for hit in NOT_IN_A_COMMIT.finditer(text)]
    assert found == []
