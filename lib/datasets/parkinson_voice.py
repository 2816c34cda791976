"""Parkinson's disease heard in a sustained vowel: few people, many columns."""

from lib.datasets._entry import Provenance
from lib.datasets._file import CsvFile
from lib.datasets._real import Recorded

PROVENANCE = Provenance(
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

FILE = CsvFile(
    name="parkinson_voice",
    classes={
        "control": "control",
        "PD": "Parkinson",
    },
    views={
        "baseline": "baseline",
        "timefreq": "time and frequency",
        "vocal": "vocal fold",
        "mfcc": "cepstrum (MFCC)",
        "wavelet": "wavelet",
        "tqwt": "tunable wavelet (TQWT)",
    },
    target="diagnosis",
    provenance=PROVENANCE,
    naming="{view} {feature}",
)

ENTRY = Recorded(
    title="Parkinson voice",
    summary="Does a sustained vowel betray Parkinson's disease? 252 people, 750 columns in six "
    "families of voice measures.",
    order=650,
    fields=("healthcare",),
    is_wide=True,
    read=FILE.read,
    n_rows=252,
    first_share=25,
    first_class="control",
).entry()
