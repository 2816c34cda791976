"""Loans between private people: the loan, the person, and the history of their other loans."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Loans of a lending club",
    summary="Which loans went bad, from the loan, the person and the other loans that they have: "
    "the interest rate already says what the lender believed.",
    order=568,
    question="Will the loan go bad?",
    things="loans",
    fields=("finance",),
    file="lending_club",
    n_rows=2000,
    first_share=26,
    target="state of the loan",
    classes=("bad", "good"),
    names={
        "bad": "late or lost",
        "good": "paid on time",
        "amount": "amount of the loan",
        "rate": "interest rate",
        "employment": "time in the job",
        "delinq_2yrs": "late payments in two years",
        "inq_last_6mths": "inquiries in six months",
        "inq_last_12m": "inquiries in a year",
        "inq_fi": "personal finance inquiries",
        "revol_util": "revolving credit used",
        "all_util": "all credit used",
        "open_il_6m": "active instalment loans",
        "open_il_12m": "instalment loans opened in a year",
        "open_il_24m": "instalment loans opened in two years",
        "num_il_tl": "instalment loans",
        "total_bal_il": "balance of instalment loans",
        "total_il_high_credit_limit": "limit of instalment loans",
    },
    units={
        "amount": "USD",
        "term": "months",
        "rate": "%",
        "income": "USD",
        "employment": "years",
        "revol_util": "%",
        "all_util": "%",
        "total_bal_il": "USD",
        "total_il_high_credit_limit": "USD",
    },
    categories=("verification",),
    source="Lending Club, loans of the first quarter of 2016, R package modeldata.",
    citation="Kuhn, M. (2023) modeldata: data sets useful for modeling examples; object "
    "lending_club.",
    licence="MIT as distributed with modeldata (see data/README.md).",
    changes="All 517 bad loans and a seeded sample of 1483 of 9340 good ones, so bad ones are 26 % "
    "here and 5 % in the source. Grade (the rate repeats it), state and two columns that are "
    "almost always 0 left out; ten and more years in the job count as ten.",
)
