"""The notebook of docs/, run from beginning to end. `python -m tests.notebook` keeps what it says.

One thread for each library, as in every test: fits this small are only slowed by more.
"""

import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parents[1] / "docs" / "in_a_notebook.ipynb"
MOST_SECONDS = 120  # of one cell, on a busy machine
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def read() -> nbformat.NotebookNode:
    """As it lies there."""
    return nbformat.read(NOTEBOOK, as_version=4)


def executed(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """With new outputs. Raises CellExecutionError when a cell fails."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    place = {"metadata": {"path": str(NOTEBOOK.parent)}}
    client = NotebookClient(notebook, timeout=MOST_SECONDS, resources=place, record_timing=False)
    return client.execute()


if __name__ == "__main__":
    made = executed(read())
    for cell in made.cells:
        cell.metadata.clear()
    nbformat.write(made, NOTEBOOK)
