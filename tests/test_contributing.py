"""The recipes of CONTRIBUTING.md: each is one file that works, proved in a copy of the app.

The proofs run in a process of their own, started inside the copy. One ends with an exception when
an entry does not do what its recipe promises.
"""

import importlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

import lib
from lib import base_models, cares, charts, claims, combiners, datasets, lessons
from lib.base_models import Member
from lib.catalogue.entries import CatalogueError, load_entries
from lib.engine.results import Results
from lib.evidence.store import read
from lib.scenario.experiment import prepare
from lib.scenario.link import from_query, to_query
from lib.scenario.record import Scenario
from lib.verdict.grounds import why
from lib.verdict.rule import recommend
from lib.verdict.variations import scans
from tests.synthetic import case_of, make_results

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = {
    module.__name__.removeprefix("lib."): module
    for module in (datasets, base_models, combiners, cares, charts, lessons, claims)
}
QUICK = {"folds": "3", "repeats": "1"}


@dataclass(frozen=True)
class Recipe:
    """One section of CONTRIBUTING.md. judged_by : the contract tests that it names."""

    file: str
    code: str
    judged_by: str

    @property
    def catalogue(self) -> str:
        return self.file.split("/")[1]

    @property
    def key(self) -> str:
        return Path(self.file).stem


def _recipe(section: str) -> Recipe:
    """Of a text that starts with its heading."""
    found = [
        re.search(pattern, section, re.DOTALL)
        for pattern in (
            r"The one file: `(lib/\w+/\w+\.py)`",
            r"```python\n(.*?)```",
            r"Judged by `(tests/[\w/]+\.py)`",
        )
    ]
    heading = section.partition("\n")[0]
    assert all(found), f"“{heading}” lacks its file, its code or its contract test"
    return Recipe(*(match.group(1) for match in found if match))


SECTIONS = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n## ")
RECIPES = {
    recipe.catalogue: recipe
    for recipe in (_recipe(section) for section in SECTIONS if section.startswith("Add a"))
}


# What runs inside a copy


def prove_datasets(key: str) -> None:
    scenario, notices = from_query({"data": key, **QUICK})
    assert scenario.dataset == key
    assert notices == ()
    orders = [entry.order for entry in datasets.entries().values()]
    assert len(set(orders)) == len(orders)
    assert _run(scenario).means("accuracy").max() > 0.7


def prove_base_models(key: str) -> None:
    scenario, notices = from_query({"models": f"{key},gaussian_naive_bayes", **QUICK})
    assert scenario.members[0] == Member(key)
    assert notices == ()
    results = _run(scenario)
    assert results.failures == ()
    assert results.methods[0].title == base_models.entries()[key].title
    assert results.means("accuracy")[0] > 0.6  # of two classes, with labels wrong on purpose
    assert results.repeats[0].usage[results.positions["soft_vote"], 0] == 1


def prove_combiners(key: str) -> None:
    results = _run(Scenario(folds=3))
    assert results.method(key).title == combiners.entries()[key].title
    assert results.means("accuracy")[results.positions[key]] > 0.6
    assert key in [candidate.key for candidate in recommend(results, "accuracy", 1).candidates]


def prove_cares(key: str) -> None:
    scenario, notices = from_query({"care": f"{key}:4", **QUICK})
    assert (scenario.priorities.weights, notices) == (((key, 4.0),), ())
    case = case_of(make_results(), scenario.priorities)
    assert all(key in candidate.costs for candidate in case.verdict.candidates)
    assert cares.entries()[key].phrase in why(case)
    assert key in [scan.care for scan in scans(case)]


def prove_charts(key: str) -> None:
    display, case = charts.entries()[key], case_of(make_results())
    assert len(display.draw(case).data[0].x) == len(display.table(case))
    assert display.question in display.alt(case)


def prove_lessons(key: str) -> None:
    assert key in lessons.course()
    assert lessons.step_at(f"{key}-3") == (key, 2)
    for scenario in [step.scenario for step in lessons.entries()[key].steps]:
        assert from_query(to_query(scenario)) == (scenario, ())
        assert len(prepare(scenario).members) >= len(scenario.members)


def prove_claims(key: str) -> None:
    finding = claims.confront(claims.entries()[key], read().rows)
    assert finding.effect is not None
    assert finding.effect.is_known
    assert finding.outcome.word != "not testable"


def _run(scenario: Scenario) -> Results:
    """One pass, on this very copy of the app."""
    experiment = prepare(scenario)
    repeat = experiment.run(0)
    assert np.isfinite(repeat.scores["accuracy"]).all()
    return Results(experiment.dataset.y, experiment.dataset.class_names, (repeat,))


def prove() -> None:
    """The entry of each recipe is new, and does what its kind does; then two that take them all."""
    assert Path(lib.__file__).is_relative_to(Path.cwd()), "this is not the copy"
    for catalogue, recipe in RECIPES.items():
        assert recipe.key in CATALOGUES[catalogue].entries(), f"{recipe.key} is not in {catalogue}"
        globals()[f"prove_{catalogue}"](recipe.key)
    prove_on_screen()
    prove_loud()


def prove_loud() -> None:
    """A file without ENTRY stops the app, by name, in every catalogue."""
    for catalogue in CATALOGUES:
        half_done = Path("lib", catalogue, "half_done.py")
        half_done.write_text('"""Nothing yet."""\n')
        importlib.invalidate_caches()
        load_entries.cache_clear()
        with pytest.raises(CatalogueError, match=f"lib.{catalogue}.half_done defines no ENTRY"):
            CATALOGUES[catalogue].entries()
        half_done.unlink()


def prove_on_screen() -> None:
    """A visitor finds all five: on Explore, on Compare and on Learn."""
    from streamlit.testing.v1 import AppTest  # here: the other proofs need none of it

    from lib.ui.sidebar import pictures

    ours = {catalogue: CATALOGUES[catalogue].entries()[r.key] for catalogue, r in RECIPES.items()}
    app = AppTest.from_file(str(Path("app.py").resolve()), default_timeout=120)
    app.session_state["scores"] = True
    link = {
        "data": RECIPES["datasets"].key,
        "models": f"{RECIPES['base_models'].key},decision_tree",
    }
    for name, value in {**QUICK, **link}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert RECIPES["datasets"].key in [picture["key"] for picture in pictures()]
    assert any(ours["base_models"].short in group.options for group in app.button_group)
    app.switch_page("pages/1_compare.py").run()
    assert not app.exception
    assert ours["charts"].question in [heading.value for heading in app.header]
    assert any(ours["combiners"].title in frame.value.to_numpy() for frame in app.dataframe)
    app.switch_page("pages/0_learn.py").run()
    assert not app.exception
    assert app.button(key=f"lesson.{RECIPES['lessons'].key}")


# What runs outside


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The app and the quick tests with every example; the data are only linked to."""
    folder = tmp_path_factory.mktemp("app")
    for name in ("lib", "pages", "tests", ".streamlit"):
        left_out = shutil.ignore_patterns("e2e") if name == "tests" else None
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    for name in ("app.py", "pyproject.toml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, folder)
    (folder / "data").symlink_to(ROOT / "data")
    for recipe in RECIPES.values():
        assert not (folder / recipe.file).exists(), f"{recipe.file} is in the app already"
        (folder / recipe.file).write_text(recipe.code, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file, except for what Python keeps for itself."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not {"__pycache__", "data"} & set(file.relative_to(folder).parts)
    }


def inside(copy: Path, *arguments: str) -> str:
    """What a Python in the copy prints; its last words when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def test_there_is_a_recipe_for_each_catalogue() -> None:
    files = (ROOT / "lib").glob("*/*.py")
    folders = {
        file.parent.name
        for file in files
        if re.search(r"import .*\bload_entries\b", file.read_text())
    }
    assert folders == set(RECIPES) == set(CATALOGUES)


def test_each_example_stands_alone() -> None:
    """So those that are proved together below need nothing of each other."""
    keys = {recipe.key for recipe in RECIPES.values()}
    for recipe in RECIPES.values():
        assert not any(re.search(rf"\b{key}\b", recipe.code) for key in keys - {recipe.key})


def test_one_file_is_all_it_takes(copy: Path) -> None:
    before = contents(copy)
    inside(copy, "-c", "from tests.test_contributing import prove; prove()")
    assert contents(copy) == before


def test_examples_pass_the_contracts(copy: Path) -> None:
    files = [recipe.file for recipe in RECIPES.values()]
    inside(copy, "-m", "ruff", "check", "--no-cache", *files)
    inside(copy, "-m", "ruff", "format", "--check", "--no-cache", *files)
    judges = [recipe.judged_by for recipe in RECIPES.values()]
    keys = [recipe.key for recipe in RECIPES.values()]
    chosen = ["-p", "no:cacheprovider", "-v", "-k", " or ".join(keys)]
    said = inside(copy, "-m", "pytest", *chosen, *judges)
    assert [key for key in keys if not re.search(rf"{key}\b.* PASSED", said)] == []
