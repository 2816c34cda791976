"""Days of a share index, in time order: hardly anything to learn, and nothing to pretend."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Days of a share index",
    summary="Will the index rise tomorrow, from its last five days, those of technology shares and "
    "the mood: close to a coin, whatever is combined.",
    order=566,
    question="Will the index rise tomorrow?",
    things="days",
    fields=("finance",),
    file="index_days",
    n_rows=2000,
    first_share=46,
    target="next day",
    classes=("down", "up"),
    names={
        "down": "falls",
        "up": "rises",
        "index": "index",
        "technology": "technology shares",
        **{
            f"{view}__return_{k}": f"{name} {f'{k} days ago' if k > 1 else day}"
            for view, name in (("index", "index"), ("technology", "technology"))
            for k, day in enumerate(("today", "yesterday", "", "", ""))
        },
        "range": "range of the day",
        "volatility_5": "spread of five days",
        "volatility_20": "spread of twenty days",
        "trend_20": "change in twenty days",
        "volume": "volume over its mean",
    },
    units={
        **{f"return_{k}": "%" for k in range(5)},
        "range": "%",
        "volatility_5": "%",
        "volatility_20": "%",
        "trend_20": "%",
    },
    source="Daily values of the S&P 500 and the NASDAQ Composite, Python package arch.",
    citation="Sheppard, K. (2025) arch: autoregressive conditional heteroskedasticity models in "
    "Python, data sets sp500 and nasdaq.",
    licence="NCSA as distributed with arch (see data/README.md).",
    changes="The last 2000 trading days to 28 December 2018. Prices are left out; changes, spreads "
    "and a ratio of volumes were computed from them. A day of no change counts as falling.",
)
