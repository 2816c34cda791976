"""Unwanted e-mail, from how often words and signs occur."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Spam e-mail",
    summary="Wanted or unwanted e-mail, from words, signs and capital letters counted: one view is "
    "nearly enough, fusion adds a little.",
    order=640,
    question="Is the e-mail spam?",
    things="e-mails",
    fields=("language",),
    file="spam_email",
    n_rows=2400,
    first_share=40,
    target="kind of e-mail",
    classes=("spam", "nonspam"),
    names={
        "chars": "signs",
        "nonspam": "wanted",
        "num3d": "3d",
        "num000": "000",
        "num650": "650",
        "num857": "857",
        "num415": "415",
        "num85": "85",
        "num1999": "1999",
        "ave": "average run of capitals",
        "long": "longest run of capitals",
        "total": "capitals in all",
        "roundbracket": "sign (",
        "squarebracket": "sign [",
        "semicolon": "sign ;",
        "exclamation": "sign !",
        "dollar": "sign $",
        "hash": "sign #",
    },
    source="Spambase, UCI Machine Learning Repository, as object spam of the R package kernlab.",
    citation="Hopkins, M., Reeber, E., Forman, G. & Suermondt, J. (1999) Spambase, "
    "doi:10.24432/C53G6X.",
    licence="CC BY 4.0, the licence of the UCI repository (see data/README.md).",
    changes="Exact duplicates removed, then 2400 rows drawn in proportion with seed 0. Words such "
    "as george and 650 are personal to the donors.",
)
