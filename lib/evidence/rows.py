"""Which rows of the evidence speak to a question."""

from collections.abc import Collection

import pandas as pd


def under(rows: pd.DataFrame, condition: str) -> pd.DataFrame:
    """The rows of one condition."""
    return rows[rows["condition"] == condition]


def one_each(condition: str) -> str:
    """The same condition where each of the usual models reads one source.

    >>> one_each("plain"), one_each("noisy")
    ('views', 'noisy views')
    """
    return "views" if condition == "plain" else f"{condition} views"


def of_method(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows of one method."""
    return rows[rows["method"] == key]


def of_family(rows: pd.DataFrame, family: str, kinds: Collection[str] = ()) -> pd.DataFrame:
    """The rows of a family's methods, or of some kinds of them only."""
    chosen = rows["family"] == family
    return rows[chosen & rows["kind"].isin(list(kinds))] if kinds else rows[chosen]


def of_data_sets(rows: pd.DataFrame, like: pd.DataFrame) -> pd.DataFrame:
    """The rows of the data sets that occur in `like`."""
    return rows[rows["dataset"].isin(like["dataset"].unique())]


def means(rows: pd.DataFrame, column: str = "gain") -> pd.DataFrame:
    """(data sets, methods): means over seeds."""
    return rows.pivot_table(index="dataset", columns="method", values=column, observed=True)
