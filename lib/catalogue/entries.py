"""Finds every entry in a catalogue folder, loud when one is broken; and tells names apart."""

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from typing import Any


class CatalogueError(ImportError):
    """A module in a catalogue folder does not offer what the folder promises."""


@cache
def load_entries(package: str, apart_from: tuple[str, ...] = ()) -> dict[str, Any]:
    """All entries of a catalogue folder, keyed by file name.

    apart_from : beginnings of file names to leave out, unread: so a file can ask what else lies in
    its own folder.

    Every module whose name does not start with an underscore must define `ENTRY`, a record
    with an `order`; a folder is never an entry, it holds what several share. Raises
    CatalogueError, naming the module, when one does not.

    >>> list(load_entries("lib.base_models"))[0]
    'logistic_regression'
    """
    folder = importlib.import_module(package)
    found = {}
    for module in pkgutil.iter_modules(folder.__path__):
        if module.ispkg or module.name.startswith(("_", *apart_from)):
            continue
        loaded = importlib.import_module(f"{package}.{module.name}")
        if not hasattr(loaded, "ENTRY"):
            raise CatalogueError(
                f"{package}.{module.name} defines no ENTRY. Every file in this folder describes "
                "one entry; give a helper module a name that starts with an underscore."
            )
        found[module.name] = loaded.ENTRY
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def distinct(names: Iterable[str], mark: str = " #") -> list[str]:
    """The same names, the later of two that are alike with a number.

    >>> distinct(["a", "b", "a", "a #2"])
    ['a', 'b', 'a #2', 'a #2 #2']
    """
    taken: dict[str, None] = {}
    for name in names:
        new, number = name, 2
        while new in taken:
            new, number = f"{name}{mark}{number}", number + 1
        taken[new] = None
    return list(taken)
