"""Parts of pages that Streamlit has no widget for: each a Python file with .js and .css beside it.

Names and words come from data that anybody may have made, so the scripts set text as text and
never as HTML. Nothing is fetched from elsewhere, nothing needs a build step: what a script
imports from the modules beside it is put before it.
"""

import re
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent

_IMPORT = re.compile(r'^import \{ \w+(?:, \w+)* \} from "\./(\w+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:function|const) )", re.MULTILINE)
_DECLARED = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)\n", re.MULTILINE | re.DOTALL)
_REMARK = re.compile(r"/\*\* @type (?:(?!\*/).)*\*/ | +// [^\n]*$", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import\b|export\b(?! default function )).*", re.MULTILINE)


def style(*names: str) -> str:
    """The text of style sheets beside this file, one after the other."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


def script(name: str, folder: Path = HERE) -> str:
    """A module of JavaScript and all that it imports, each once and after what it needs itself.

    Streamlit takes one text a component, so the modules come to share one scope: none may declare
    a name that another one has. Understood are `import { x, y } from "./module.js";` on one line,
    and `export` before a function or a const.
    """
    text = "\n".join(_modules(name, folder).values())
    names = Counter(_DECLARED.findall(text))
    if twice := sorted(each for each, count in names.items() if count > 1):
        raise ValueError(f"Declared twice in the modules of {name}: {', '.join(twice)}")
    return text


def _modules(name: str, folder: Path) -> dict[str, str]:
    """Each module's text without imports and comments, those that others need first."""
    text = (folder / name).read_text(encoding="utf-8")
    needed: dict[str, str] = {}
    for module in _IMPORT.findall(text):
        needed |= _modules(module, folder)
    for unwanted in (_IMPORT, _EXPORT, _COMMENT, _REMARK):
        text = unwanted.sub("", text)
    if strange := _LEFT_OVER.search(text):
        raise ValueError(f"{name} has a form that is not understood: {strange.group()}")
    return needed | {name: text}
