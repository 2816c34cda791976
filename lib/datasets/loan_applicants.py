"""Applicants for loans: person, money and loan, with gaps as the applicants left them."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Loan applicants",
    summary="Who paid back and who did not, from the person, their money and the loan: most of it "
    "lies in a few plain columns.",
    order=563,
    question="Will the applicant pay back?",
    things="applicants",
    fields=("finance",),
    file="loan_applicants",
    n_rows=2400,
    first_share=28,
    target="credit status",
    classes=("bad", "good"),
    names={
        "bad": "paid back badly",
        "good": "paid back well",
        "seniority": "time in the job",
        "records": "earlier defaults",
        "amount": "amount of the loan",
        "price": "price of what is bought",
        "time": "duration of the loan",
    },
    units={"age": "years", "seniority": "years", "time": "months"},
    categories=("job", "home", "records"),
    source="Credit scoring data of L. A. Belanche Muñoz by way of G. Sanchez, R package modeldata.",
    citation="Kuhn, M. (2023) modeldata: data sets useful for modeling examples; object "
    "credit_data.",
    licence="MIT as distributed with modeldata (see data/README.md).",
    changes="A seeded sample of 2400 of 4454 rows that keeps the shares of the classes, two "
    "duplicates removed first. Marital status left out on purpose; age is kept. Gaps are those of "
    "the source.",
)
