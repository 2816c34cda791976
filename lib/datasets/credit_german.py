"""Credit risk of bank customers: numbers and categories side by side."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Credit risk",
    summary="Will a bank customer pay back a loan, from account, loan and person: the finance "
    "case, where combining barely beats logistic regression.",
    order=560,
    question="Will the customer pay back?",
    things="customers",
    fields=("finance",),
    file="credit_german",
    n_rows=1000,
    first_share=30,
    target="credit risk",
    classes=("bad", "good"),
    names={
        "bad": "bad risk",
        "good": "good risk",
        "checking": "checking account",
        "savings": "savings account",
        "existing_credits": "credits at this bank",
        "other_plans": "other instalment plans",
        "duration": "duration of the loan",
        "amount": "amount of the loan",
        "installment_rate": "instalment rate",
        "residence_since": "time at this address",
        "employment": "time in this job",
    },
    units={"duration": "months", "amount": "DM", "age": "years"},
    categories=(
        "checking",
        "savings",
        "credit_history",
        "other_plans",
        "purpose",
        "guarantors",
        "employment",
        "job",
        "property",
        "housing",
        "telephone",
    ),
    source="Statlog (German Credit Data), UCI Machine Learning Repository.",
    citation="Hofmann, H. (1994) Statlog (German Credit Data); coding errors: Grömping, U. (2019) "
    "South German credit data: correcting a widely used data set.",
    licence="CC BY 4.0, the licence of the UCI repository (see data/README.md).",
    changes="All 1000 rows. Sex with marital status and “foreign worker” left out on purpose; age "
    "is kept. Category codes are left raw, because the published code table is wrong in places. "
    "The authors over-sampled bad risks to 30 %.",
)
