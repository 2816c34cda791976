"""A catalogue folder finds its files by itself, and is loud when one of them is broken."""

import importlib
import sys
from itertools import count

import pytest

from lib import base_models, charts, combiners, datasets, lessons
from lib.catalogue.entries import CatalogueError, load_entries

ENTRY = "from types import SimpleNamespace\nENTRY = SimpleNamespace(order={order})\n"
numbers = count()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Makes a catalogue folder of these files; gives the name it is imported by."""

    def make(**files):
        name = f"catalogue_for_a_test_{next(numbers)}"
        package = tmp_path / name
        package.mkdir()
        for file, text in {"__init__": "", **files}.items():
            (package / f"{file}.py").write_text(text)
        importlib.invalidate_caches()
        return name

    monkeypatch.syspath_prepend(tmp_path)
    yield make
    for name in [name for name in sys.modules if name.startswith("catalogue_for_a_test_")]:
        del sys.modules[name]


def test_entries_come_by_their_order_then_by_name(folder):
    name = folder(
        beta=ENTRY.format(order=20), alpha=ENTRY.format(order=20), last=ENTRY.format(order=10)
    )
    assert list(load_entries(name)) == ["last", "alpha", "beta"]


def test_helpers_folders_and_what_is_left_out_are_not_even_read(folder, tmp_path):
    name = folder(one=ENTRY.format(order=1), own_file="1 / 0", _helper="1 / 0")
    (tmp_path / name / "shared").mkdir()
    (tmp_path / name / "shared" / "__init__.py").write_text("1 / 0")
    assert list(load_entries(name, apart_from=("own",))) == ["one"]


def test_a_file_without_an_entry_is_named(folder):
    name = folder(good=ENTRY.format(order=1), forgotten="'''Nothing here yet.'''")
    with pytest.raises(CatalogueError, match=rf"{name}\.forgotten.*ENTRY"):
        load_entries(name)


@pytest.mark.parametrize(
    ("text", "error"),
    [("1 / 0", ZeroDivisionError), ("def", SyntaxError), ("import nope", ImportError)],
)
def test_a_file_that_cannot_be_run_is_not_passed_over(folder, text, error):
    with pytest.raises(error):
        load_entries(folder(good=ENTRY.format(order=1), broken=text))


def test_a_broken_catalogue_is_not_kept(folder, tmp_path):
    name = folder(later="")
    with pytest.raises(CatalogueError):
        load_entries(name)
    (tmp_path / name / "later.py").write_text(ENTRY.format(order=1))
    sys.modules.pop(f"{name}.later")
    importlib.invalidate_caches()
    assert list(load_entries(name)) == ["later"]


@pytest.mark.parametrize("catalogue", [base_models, charts, combiners, datasets, lessons])
def test_every_file_of_a_real_catalogue_is_found_in_an_order_of_its_own(catalogue):
    entries = catalogue.entries()
    assert entries
    assert all(key.isidentifier() and not key.startswith("_") for key in entries)
    titles = [getattr(entry, "question", "") or entry.title for entry in entries.values()]
    assert len(set(titles)) == len(titles)
    assert catalogue.entries() is entries
