"""Parkinson's disease heard in a sustained vowel: few people, many columns."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Parkinson voice",
    summary="Does a sustained vowel betray Parkinson's disease? 252 people, 750 columns in six "
    "families of voice measures.",
    order=650,
    question="Does the voice betray Parkinson’s?",
    things="voices",
    fields=("healthcare",),
    is_wide=True,
    file="parkinson_voice",
    n_rows=252,
    first_share=25,
    target="diagnosis",
    classes=("control", "PD"),
    names={
        "timefreq": "time and frequency",
        "vocal": "vocal fold",
        "mfcc": "cepstrum (MFCC)",
        "tqwt": "tunable wavelet (TQWT)",
        "PD": "Parkinson",
    },
    naming="{view} {feature}",
    source="Parkinson's Disease Classification, UCI Machine Learning Repository, as object "
    "pd_speech of the R package modeldata.",
    citation="Sakar, C. O. et al. (2019) A comparative analysis of speech signal processing "
    "algorithms for Parkinson's disease classification. Applied Soft Computing 74, 255-263, "
    "doi:10.1016/j.asoc.2018.10.022.",
    licence="MIT as distributed (c 2019 Max Kuhn, RStudio); original CC BY 4.0 (UCI, see "
    "data/README.md).",
    changes="252 people, their three recordings averaged in modeldata, so nobody appears twice; "
    "gender left out; rounded to 4 significant digits.",
)
