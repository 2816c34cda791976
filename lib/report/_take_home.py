"""The take-home file: the parts of `lib` that some classes rest on, as one file of plain Python.

The file is cut out of our own sources, so it cannot drift away from what the app computes: from the
classes that are wanted, every definition they refer to is followed, and its text is copied, with
the modules in the order of their imports. What only the app needs (catalogue, knobs) stays behind.
"""

import ast
import builtins
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeGuard

from lib.report._code import import_line

ROOT = Path(__file__).parents[2]
MODULE = "better_together"
NEEDS = ("numpy", "scipy", "pandas", "scikit-learn")
WIDTH = 100

Definition = tuple[str, str]  # module, name
Import = tuple[str, str, str]  # module, name in it ("" for the module itself), name here
Edit = tuple[int, int, int, str]  # line, from column, to column, what to write there

SCOPES = (ast.FunctionDef, ast.Lambda, ast.GeneratorExp, ast.ListComp, ast.SetComp, ast.DictComp)


@dataclass(frozen=True, eq=False)
class Module:
    """One source file, read but not run. ours, others : what it imports, by the name used here."""

    name: str
    lines: tuple[str, ...]
    summary: str
    definitions: Mapping[str, ast.stmt]
    ours: Mapping[str, Definition]
    others: Mapping[str, Import]


@dataclass
class Cut:
    """What has been found to be needed so far, in the order in which it must be written."""

    definitions: dict[str, set[str]] = field(default_factory=dict)
    imports: set[Import] = field(default_factory=set)


def take_home(wanted: Iterable[Definition]) -> str:
    """The source of a file that defines these (module, class) of ours and runs without the app.

    Classes keep their names. Raises ValueError when two of them have one name.
    """
    cut = Cut()
    for module, name in sorted(set(wanted)):
        _follow(*_resolve(module, name), cut)
    modules = _in_import_order(cut)
    names = _names(modules, cut)
    parts = [_header(), _import_lines(cut.imports)]
    parts += [_written(_read(module), cut.definitions[module], names) for module in modules]
    return "\n\n".join(parts) + "\n"


def _follow(module: str, name: str, cut: Cut) -> None:
    """Note one definition and everything it refers to."""
    if name in cut.definitions.setdefault(module, set()):
        return
    node = _read(module).definitions[name]
    cut.definitions[module].update(_bound_by(node))
    for _, target in _references(_read(module), node):
        if len(target) == 3:
            cut.imports.add(target)
        else:
            _follow(*target, cut)


def _references(module: Module, node: ast.AST) -> Iterator[tuple[ast.expr, Definition | Import]]:
    """Every name in a definition that is not its own, nor Python's, and what it stands for."""
    for name, is_attribute in _free_names(node, frozenset()):
        first = name.value if is_attribute else name
        known = first.id in module.definitions
        if known and not is_attribute:
            yield name, (module.name, first.id)
        elif first.id in module.ours:
            source, what = module.ours[first.id]
            inside = f"{source}.{what}"
            if is_attribute and _file_of(inside):
                yield name, _resolve(inside, name.attr)
            elif not is_attribute and not _file_of(inside):
                yield name, _resolve(source, what)
        elif first.id in module.others and not is_attribute:
            yield name, module.others[first.id]
        elif not is_attribute and not (known or hasattr(builtins, first.id)):
            raise ValueError(f"{module.name} uses {first.id}, which it does not define or import")


def _free_names(node: ast.AST, own: frozenset[str]) -> Iterator[tuple]:
    """(a name that is read, False) or (`name.attribute`, True); names bound inside are left out."""
    if isinstance(node, SCOPES):
        own = own | _bound_inside(node)
    if _is_read(node) and node.id not in own:
        yield node, False
    if isinstance(node, ast.Attribute) and _is_read(node.value) and node.value.id not in own:
        yield node, True
    for child in ast.iter_child_nodes(node):
        yield from _free_names(child, own)


def _is_read(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def _bound_inside(scope: ast.AST) -> frozenset[str]:
    nodes = list(ast.walk(scope))
    arguments = {node.arg for node in nodes if isinstance(node, ast.arg)}
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    inner = {n.name for n in nodes if isinstance(n, ast.FunctionDef) and n is not scope}
    imports = [n for n in nodes if isinstance(n, ast.ImportFrom) and not _is_ours(n.module)]
    imported = {alias.asname or alias.name for each in imports for alias in each.names}
    return frozenset(arguments | stored | inner | imported)


def _is_ours(module: str | None) -> bool:
    return (module or "").partition(".")[0] == "lib"


def _bound_by(node: ast.stmt) -> list[str]:
    """The names that a statement at the top of a module defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    names = [name for target in targets if target is not None for name in ast.walk(target)]
    return [name.id for name in names if isinstance(name, ast.Name)]


def _resolve(module: str, name: str) -> Definition:
    """Where a name of ours is defined, which may be behind another import."""
    read = _read(module)
    return (module, name) if name in read.definitions else _resolve(*read.ours[name])


@cache
def _read(name: str) -> Module:
    file = _file_of(name)
    if file is None:
        raise ValueError(f"There is no module {name}.")
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    ours: dict[str, Definition] = {}
    others: dict[str, Import] = {}
    for node in tree.body:
        for alias in node.names if isinstance(node, ast.Import | ast.ImportFrom) else ():
            here = alias.asname or alias.name
            source = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if source.partition(".")[0] == "lib":
                ours[here] = (source, alias.name)
            else:
                others[here] = (source, alias.name, here) if source else (alias.name, "", here)
    defined = {name: node for node in tree.body for name in _bound_by(node)}
    summary = (ast.get_docstring(tree) or "").partition("\n")[0]
    return Module(name, tuple(text.splitlines()), summary, defined, ours, others)


def _file_of(module: str) -> Path | None:
    path = ROOT / module.replace(".", "/")
    return next((f for f in (path.with_suffix(".py"), path / "__init__.py") if f.exists()), None)


def _in_import_order(cut: Cut) -> list[str]:
    """The modules, each after those that it refers to."""
    ordered: dict[str, None] = {}

    def visit(module: str) -> None:
        if module in ordered:
            return
        nodes = {_read(module).definitions[name] for name in cut.definitions[module]}
        targets = [target for node in nodes for _, target in _references(_read(module), node)]
        for other in sorted({t[0] for t in targets if len(t) == 2} - {module}):
            visit(other)
        ordered[module] = None

    for module in sorted(cut.definitions):
        visit(module)
    return list(ordered)


def _names(modules: Iterable[str], cut: Cut) -> dict[Definition, str]:
    """What each definition is called in the one file, where names of two modules may meet."""
    names: dict[Definition, str] = {}
    taken = {here for _, _, here in cut.imports}
    for module in modules:
        for name in sorted(cut.definitions[module]):
            new = name
            if name in taken:
                if isinstance(_read(module).definitions[name], ast.ClassDef):
                    raise ValueError(f"Two classes are called {name}.")
                new = f"_{module.rpartition('.')[2].strip('_')}_{name.lstrip('_')}"
            names[module, name] = new
            taken.add(new)
    return names


def _written(module: Module, wanted: set[str], names: Mapping[Definition, str]) -> str:
    """The definitions of one module, as they stand in it but for changed names."""
    nodes = {id(node): node for name, node in module.definitions.items() if name in wanted}
    texts = [f"# {'-' * (WIDTH - 2)}\n# {module.summary}"]
    is_block = True
    for node in sorted(nodes.values(), key=lambda node: node.lineno):
        was_block, is_block = is_block, isinstance(node, ast.FunctionDef | ast.ClassDef)
        texts.append("\n\n\n" if was_block or is_block else "\n")
        texts.append(_text_of(module, node, names))
    return "".join(texts)


def _text_of(module: Module, node: ast.stmt, names: Mapping[Definition, str]) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *[decorator.lineno for decorator in decorators]])
    while module.lines[first - 2].startswith("#"):
        first -= 1
    lines = list(module.lines[: node.end_lineno])
    for line, start, end, new in sorted(_edits(module, node, names), reverse=True):
        old = lines[line - 1].encode()  # columns are counted in bytes
        lines[line - 1] = (old[:start] + new.encode() + old[end:]).decode()
    return "\n".join(lines[first - 1 :])


def _edits(module: Module, node: ast.stmt, names: Mapping[Definition, str]) -> Iterator[Edit]:
    """Where the text must change, because something has another name in the one file."""
    for place, target in _references(module, node):
        if len(target) == 2 and place.end_col_offset is not None:
            yield place.lineno, place.col_offset, place.end_col_offset, names[target]
    for name in _bound_by(node):
        new = names[module.name, name]
        if new == name:
            continue
        line = module.lines[node.lineno - 1]
        start = line.index(name)
        yield node.lineno, start, start + len(name), new


def _import_lines(imports: Iterable[Import]) -> str:
    plain = sorted({(module, here) for module, name, here in imports if not name})
    lines = [f"import {m}" if m == here else f"import {m} as {here}" for m, here in plain]
    by_module: dict[str, list[str]] = {}
    for module, name, here in sorted(imports):
        if name:
            by_module.setdefault(module, []).append(name if name == here else f"{name} as {here}")
    return "\n".join([*lines, *(import_line(*each) for each in by_module.items())])


def _header() -> str:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    made_with = ", ".join(f"{name} {version(name)}" for name in NEEDS)
    return (
        '"""Better Together?, to take home: the parts that scikit-learn does not have.\n\n'
        f"Cut out of the app by the app. Needs {', '.join(NEEDS)}; made with\n{made_with}.\n\n"
        f'{licence}\n"""'
    )
