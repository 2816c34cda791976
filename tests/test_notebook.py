"""The notebook in docs/ runs, and says what is kept in it."""

from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

from tests.notebook import executed, read

# What a notebook's machinery warns of is nobody's fault here.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


@pytest.fixture(autouse=True, scope="module")
def _home(tmp_path_factory: pytest.TempPathFactory):
    """Jupyter keeps its own files there."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield


def said(notebook: nbformat.NotebookNode, cell: str) -> str:
    """All that a cell wrote, as text."""
    outputs = next(each for each in notebook.cells if each.id == cell).outputs
    assert outputs, cell
    return "\n".join(o.text if o.output_type == "stream" else o.data["text/plain"] for o in outputs)


def test_it_runs_and_says_what_is_kept_in_it():
    kept, now = read(), executed(read())
    code = [cell for cell in kept.cells if cell.cell_type == "code"]
    assert 8 <= len(kept.cells) <= 12
    for cell in code:
        assert all(output.output_type != "error" for output in cell.outputs), cell.id
        assert all(output.get("name") != "stderr" for output in cell.outputs), cell.id
    # the decision and the pick: what follows holds measured times, and last digits that another
    # processor may round otherwise
    for cell, n_parts in (("verdict", 2), ("use", 1)):
        assert said(now, cell).split("\n\n")[:n_parts] == said(kept, cell).split("\n\n")[:n_parts]
    page = next(cell for cell in now.cells if cell.id == "page").outputs[0].data["text/html"]
    assert said(now, "verdict").split("\n\n")[1] in page


def test_a_cell_that_fails_fails_the_test():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        executed(notebook)


def test_what_it_needs_is_named_in_the_readme():
    readme = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
    assert "docs/in_a_notebook.ipynb" in readme
