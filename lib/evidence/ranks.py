"""Every way to combine against the best single model, across data sets.

The Bayesian signed-rank test (Benavoli, Mangili, Corani, Zaffalon and Ruggeri 2014; with a region
of practical equivalence in Benavoli et al. 2017) as the package `baycomp` computes it. It takes
data sets for draws from some larger population, and says how probable it is that on most of them
a method is practically worse, as good or better. It samples, so it is run when the evidence is
joined, and the page reads what it said.
"""

from typing import Any

import numpy as np
import pandas as pd

from lib import combiners
from lib.evidence.rows import means, of_family, under
from lib.statistics.comparison import NOTHING
from lib.statistics.typical import typical

ROPE = 1.0  # points; a smaller difference changes nothing in practice
SAMPLES = 20_000
FEWEST = 8  # data sets; with fewer there is nothing to rank
COMPARED = ("plain", "views")
PROBABILITIES = ("worse", "as_good", "better")


def against_best_single(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """A record for each condition compared and each combination measured on enough data sets.

    wins, losses : data sets on which the mean gain over seeds is outside the region of equivalence.
    """
    from baycomp import SignedRankTest  # only who measures needs it

    records = []
    combinations = pd.concat([of_family(rows, family) for family in ("ensembling", "fusion")])
    for condition in COMPARED:
        table = means(under(combinations, condition))
        for key, column in _distinct(table).items():
            gains = column.dropna().to_numpy(float)
            if len(gains) < FEWEST:
                continue
            p = SignedRankTest.probs(
                np.zeros(len(gains)), gains, rope=ROPE, nsamples=SAMPLES, random_state=0
            )
            record: dict[str, Any] = {"condition": condition, "method": str(key)}
            record |= {name: float(value) for name, value in zip(PROBABILITIES, p, strict=True)}
            record |= {"wins": int((gains > ROPE).sum()), "losses": int((gains < -ROPE).sum())}
            records.append(record | {"sets": len(gains), "typical": typical(gains, 0.95)[0]})
    return records


def _distinct(table: pd.DataFrame) -> pd.DataFrame:
    """Without what answers as the best single model does everywhere, and one of each set of twins:
    late fusion by the mean is soft voting. The one that comes first in the catalogue stays."""
    table = table[[key for key in combiners.entries() if key in table]]
    table = table.loc[:, (table.abs() > NOTHING).any()]
    return table.loc[:, ~table.round(6).T.duplicated()]
