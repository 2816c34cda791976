"""Evidence of format 1, read as if it had been measured today. Not needed once it is renewed.

Where each model read one source, the best single model then read one source too; the one of all
columns stood beside it under the name of early fusion. And where every model read everything, a
vote was recorded once more under each name of late fusion, though no source had a reader.
"""

import pandas as pd

from lib.combiners import entries
from lib.engine.results import SOURCES, WAY_OF
from lib.evidence.plan import CONDITIONS, FOLDS, REFERENCE

GAINS = ["gain", *[f"gain_{fold + 1}" for fold in range(FOLDS)]]


def as_now(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with names and gains that mean what they mean now."""
    is_apart = rows["condition"].isin([key for key, each in CONDITIONS.items() if each.is_apart])
    fuses = rows["kind"].astype(str).map(WAY_OF) == SOURCES
    whole, apart = rows[~is_apart & ~fuses], rows[is_apart]
    keys = ["dataset", "condition", "seed"]
    single = apart[apart["method"] == "early_fusion"]
    rival = apart[keys].join(single.set_index(keys)[GAINS], on=keys)[GAINS]
    apart = apart.assign(**{name: apart[name] - rival[name] for name in GAINS})
    named = apart["method"].astype(str).replace(REFERENCE, "best_source")
    title = entries()["best_source"].title
    apart = apart.assign(
        method=named, title=apart["title"].astype(str).where(named != "best_source", title)
    )
    as_single = {"method": REFERENCE, "family": "single", "kind": "single"}
    single = apart[apart["method"] == "early_fusion"].assign(**as_single)
    return pd.concat([whole, apart, single], ignore_index=True)
