"""Modules of JavaScript become one text a component."""

import re
import shutil
import subprocess

import pytest

from lib.ui.components import HERE, script

ENTRIES = [
    *(
        "attention.js",
        "clicker.js",
        "copying.js",
        "gallery.js",
        "keepsake.js",
        "more_ways.js",
        "player.js",
    ),
    *("redraws.js", "room.js", "sent_picture.js", "stage.js", "thumbnail.js"),
]


def put(folder, **modules):
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_component_is_one_module_without_imports(entry, tmp_path):
    text = script(entry)
    assert len(re.findall(r"^export default function ", text, re.MULTILINE)) == 1
    assert not re.findall(r"^(?:import|export (?!default))", text, re.MULTILINE)
    if node := shutil.which("node"):
        (tmp_path / "bundle.mjs").write_text(text, encoding="utf-8")
        subprocess.run([node, "--check", tmp_path / "bundle.mjs"], check=True, timeout=60)


def test_every_module_is_part_of_a_component_and_every_component_is_tested():
    sources = [file.read_text(encoding="utf-8") for file in HERE.glob("*.py")]
    assert sorted(re.findall(r'js=script\("(.*)"\)', "\n".join(sources))) == ENTRIES
    texts = "\n".join(script(entry) for entry in ENTRIES)
    for module in HERE.glob("*.js"):
        declared = re.findall(r"^export function (\w+)", module.read_text("utf-8"), re.MULTILINE)
        assert all(f"function {name}(" in texts for name in declared), module.name


def test_a_module_comes_once_and_after_what_it_needs(tmp_path):
    put(
        tmp_path,
        ground="export const GROUND = 1;\n",
        one='import { GROUND } from "./ground.js";\nexport function one() { return GROUND; }\n',
        two='import { GROUND } from "./ground.js";\nconst inner = GROUND;\n'
        "export const two = inner;\n",
        entry='import { one } from "./one.js";\nimport { two } from "./two.js";\n'
        "export default function () { return one() + two; }\n",
    )
    lines = [line for line in script("entry.js", tmp_path).split("\n") if line]
    assert lines == [
        "const GROUND = 1;",
        "function one() { return GROUND; }",
        "const inner = GROUND;",
        "const two = inner;",
        "export default function () { return one() + two; }",
    ]


def test_comments_stay_behind_and_code_after_a_comment_does_not(tmp_path):
    text = "// Why.\n/**\n * @param {A} a\n */\nlet a = /** @type {B} */ (1); // said\n"
    text += "  /** @type {C} */ (a);\n  /** One. */\nlet b;\n"
    put(tmp_path, entry=text)
    kept = "let a = (1);\n  (a);\nlet b;\n"
    assert script("entry.js", tmp_path) == kept


@pytest.mark.parametrize(
    "line",
    [
        'import one from "./one.js";',
        'import * as one from "./one.js";',
        'import { one as two } from "./one.js";',
        "import { one } from './one.js';",
        'import { one } from "elsewhere";',
        'import {\n  one,\n} from "./one.js";',
        'import "./one.js";',
        'export { one } from "./one.js";',
        "export class One {}",
        "export default one;",
    ],
)
def test_other_forms_of_import_and_export_are_refused(line, tmp_path):
    put(tmp_path, one="export function one() {}\n", entry=f"{line}\nconst two = 2;\n")
    with pytest.raises(ValueError, match=r"entry\.js has a form that is not understood: "):
        script("entry.js", tmp_path)


def test_two_modules_cannot_declare_the_same_name(tmp_path):
    put(tmp_path, one="const same = 1;\nexport const one = same;\n")
    put(tmp_path, entry='import { one } from "./one.js";\nfunction same() { return one; }\n')
    with pytest.raises(ValueError, match=r"Declared twice in the modules of entry\.js: same"):
        script("entry.js", tmp_path)
