"""The rules of the layout (see lib/__init__.py), kept by reading the code instead of running it."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIB = ROOT / "lib"

# A part of lib imports only its own rank and lower ones. A new part gets its rank here.
RANKS = [
    {"catalogue", "controls", "metrics", "priorities"},
    {"base_models", "combiners", "datasets", "networks", "views"},
    {"boundary", "combined", "costs", "diversity", "evaluation", "experiment", "fitting", "folds"}
    | {"coinciding", "results", "scenario", "selection", "single_views", "statistics"}
    | {"explainability", "robustness"},
    {"charts", "claims", "inside", "lessons", "report", "sealed", "variations", "verdict"},
    {"ui"},
]
RANK = {name: rank for rank, names in enumerate(RANKS, start=1) for name in names}
PAGE_LINES = 150
STATE = LIB / "ui" / "state.py"

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


def _pages() -> list[Path]:
    return [
        file for file in [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))] if file.exists()
    ]


def _lib_files() -> list[Path]:
    return sorted(LIB.rglob("*.py"))


def _parse(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def _imports(file: Path) -> Iterator[str]:
    """Every module a file imports, with names imported from a package as `package.name`."""
    for node in ast.walk(_parse(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: import from the root, never relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _part_of_lib(module: str) -> str | None:
    """`lib.charts.strip` is the part `charts`; other modules are no part of lib."""
    package, _, rest = module.partition(".")
    return rest.partition(".")[0] if package == "lib" and rest else None


def _own_part(file: Path) -> str:
    return file.relative_to(LIB).parts[0].removesuffix(".py")


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _upward(file: Path, rank: int) -> list[str]:
    parts = {part for module in _imports(file) if (part := _part_of_lib(module))}
    return sorted(part for part in parts if RANK.get(part, 0) > rank)


def test_every_part_of_lib_has_a_rank() -> None:
    parts = {_own_part(file) for file in _lib_files()} - {"__init__"}
    assert sorted(parts - RANK.keys()) == []


@pytest.mark.parametrize("file", _lib_files(), ids=_name)
def test_imports_point_downwards(file: Path) -> None:
    assert _upward(file, RANK.get(_own_part(file), 0)) == []


@pytest.mark.parametrize("file", _lib_files(), ids=_name)
def test_only_the_ui_imports_streamlit(file: Path) -> None:
    if _own_part(file) != "ui":
        assert "streamlit" not in {module.partition(".")[0] for module in _imports(file)}


@pytest.mark.parametrize("file", [*_lib_files(), *_pages()], ids=_name)
def test_pages_are_imported_by_nobody(file: Path) -> None:
    assert not {module.partition(".")[0] for module in _imports(file)} & {"app", "pages", "tests"}


@pytest.mark.parametrize("file", [*_lib_files(), *_pages()], ids=_name)
def test_session_state_has_one_home(file: Path) -> None:
    names = {
        getattr(node, field, None)
        for node in ast.walk(_parse(file))
        for field in ("attr", "id", "name")
    }
    assert file == STATE or "session_state" not in names


@pytest.mark.parametrize("file", _pages(), ids=_name)
def test_pages_are_short(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= PAGE_LINES


def test_files_are_named_after_what_is_inside() -> None:
    vague = {"utils", "util", "helpers", "helper", "functions", "misc", "common"}
    assert [_name(file) for file in _lib_files() if file.stem.strip("_") in vague] == []


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
