"""The scores of every method in every fold, as a table for other programs."""

import pandas as pd

from lib.report._report import Report
from lib.words.outside import as_cell

COLUMNS = ["data", "seed", "key", "method", "family", "repeat", "fold", "metric", "score"]


def write(report: Report) -> bytes:
    """CSV (UTF-8), one row per method, repeat, fold and metric; repeats and folds count from 1.

    A score that is not defined in a fold is an empty cell. Text that a spreadsheet would take for
    a formula gets an apostrophe in front.
    """
    results, asked = report.case.results, report.case.scenario
    rows = [
        (asked.dataset, asked.seed, m.key, m.title, m.family, r, fold, name, scores[i, fold - 1])
        for r, repeat in enumerate(results.repeats, start=1)
        for name, scores in repeat.scores.items()
        for i, m in enumerate(results.methods)
        for fold in range(1, scores.shape[1] + 1)
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    texts = frame.select_dtypes(exclude="number").columns
    frame[texts] = frame[texts].map(as_cell)
    # RFC 4180: with other line ends, a lone \r in a text would not be put into quotes.
    return frame.to_csv(index=False, lineterminator="\r\n").encode()
