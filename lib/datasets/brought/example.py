"""The table that is there before anybody has brought one, and the template to download."""

import numpy as np
import pandas as pd

N = 240
DRINKS = ("coffee", "tea", "juice", "water")
SEED = 7


def example() -> pd.DataFrame:
    """Guests of a café, made up: a column of every kind, and who comes back."""
    rng = np.random.default_rng(SEED)
    day = pd.Timestamp(2026, 1, 5) + pd.to_timedelta(np.sort(rng.integers(0, 180, N)), unit="D")
    minutes, waited = rng.gamma(4, 8, N), rng.gamma(2, 3, N)
    drink = rng.choice(DRINKS, N, p=[0.45, 0.25, 0.2, 0.1])
    spent = 3 + 0.12 * minutes + rng.gamma(2, 1, N)
    likes = 0.06 * (minutes - 30) - 0.25 * (waited - 6) + 0.8 * (drink == "tea")
    likes += 0.9 * (day.day_of_week.to_numpy() >= 5) + rng.logistic(0, 0.8, N)
    frame = pd.DataFrame(
        {
            "visit": np.arange(1, N + 1, dtype=float),
            "date": day.astype("datetime64[us]"),
            "stay_minutes": np.round(minutes, 1),
            "stay_spent": np.round(spent, 2),
            "service_waited": np.round(waited, 1),
            "service_tables_taken": rng.integers(2, 15, N).astype(float),
            "drink": pd.Series(drink, dtype="str"),
            "came_back": pd.Series(np.where(likes > 0.2, "yes", "no"), dtype="str"),
        }
    )
    frame.loc[rng.choice(N, 9, replace=False), "service_waited"] = np.nan
    return frame


def template() -> str:
    """The same as a file of CSV."""
    return example().assign(visit=np.arange(1, N + 1)).to_csv(index=False)
