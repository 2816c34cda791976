"""What the About page shows: words, diagrams, how numbers are made, where data come from."""

from dataclasses import asdict

import pandas as pd
import streamlit as st

from lib import combiners, datasets
from lib.glossary import GROUPS
from lib.statistics.metrics import METRICS, WEIGHTED
from lib.ui import words as say

# What is combined decides how many models must be kept and what they must have in common.
LEVELS = {
    "feature": ("Inputs (features)", "early fusion", "one", "the same rows, in every view"),
    "representation": ("Representations", "intermediate, or joint, fusion", "one", "the same rows"),
    "parameter": ("Parameters", "weight averaging, soup", "one", "features and architecture"),
    "structure": ("Structure", "joined networks, merged forests", "one, of joint size", "the kind"),
    "score": ("Scores", "soft voting, stacking, late fusion", "all of them", "the classes"),
    "decision": ("Decisions", "majority voting", "all of them", "the classes"),
    "behaviour": ("Behaviour", "distillation", "one", "inputs to ask the others about"),
}
COLUMNS = ["What is combined", "Names in use", "Models that run for one answer", "Must share"]


def words() -> None:
    """The vocabulary, and where the literature disagrees."""
    st.markdown(
        "**Ensembling** lets several models answer the same question and combines their "
        "**outputs**; every model stays alive. **Fusion** merges information from several "
        "**sources** into one decision: several views of one thing (**view fusion**: early, late) "
        "or several models into one (**model fusion**: averaging weights, distilling). "
        "A **view** is a named group of columns from one sensor or source."
    )
    st.caption(
        "Writers disagree about “fusion”. Where the mathematics is the same, so is the method: "
        "late fusion by the mean of members that see the same columns is soft voting."
    )


def meanings() -> None:
    """The same methods, called fusion or not by different writers."""
    say.choose_meaning()
    st.caption("Three questions say more than the name: they are the columns of this table.")
    table = pd.DataFrame(LEVELS.values(), columns=COLUMNS)
    table.insert(1, say.MEANT, list(map(say.of_level, LEVELS)))
    st.table(table.set_index(COLUMNS[0]))
    titles: dict[str, list[str]] = {say.YES: [], say.NO: []}
    for key, each in combiners.entries().items():
        titles[say.is_meant(key)].append(each.title)
    said = {say.YES: "Then this is fusion", say.NO: "And this is not"}
    for column, (word, names) in zip(st.columns(2), titles.items(), strict=True):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"**{said[word]}** ({len(names)})")
            st.markdown(" · ".join(names))


def glossary() -> None:
    """Every term of the app; the same entries stand where the terms are met."""
    for title, terms in GROUPS.items():
        st.subheader(title)
        with st.grid("auto", min_column_width=320):
            for name in terms:
                with st.container(border=True):
                    say.entry(name)


def every_combiner() -> None:
    """The catalogue of combiners, one at a time: what it does, needs and costs."""
    entries = combiners.entries()
    families = {"single": "Baseline", "ensembling": "Ensembling", "fusion": "Fusion"}
    table = pd.DataFrame(
        {
            "Method": [entry.title for entry in entries.values()],
            "Family": [families[entry.family] for entry in entries.values()],
            "Combines": [entry.level for entry in entries.values()],
            "In one sentence": [entry.summary for entry in entries.values()],
        }
    )
    st.dataframe(table, hide_index=True)
    key = st.selectbox("Look at one", list(entries), format_func=lambda k: entries[k].title)
    st.latex(entries[key].formula)
    st.markdown(f"**Needs:** {entries[key].needs}")


def numbers() -> None:
    """How every number on every page comes about."""
    st.markdown(
        """
- **Held-back rows.** The rows are cut into folds. Each fold is held back once: the models learn
  from the other folds and are scored on the one they have not seen (*stratified k-fold
  cross-validation*). All methods get the same folds, so differences are paired.
- **Repeats.** The cutting is done again with other random parts. Intervals narrow as repeats
  arrive, but less than if the repeats were new data: they share rows, and the intervals are
  corrected for that (*Nadeau and Bengio 2003*).
- **Which rows are held back together.** Rows with the same inputs, always; whole groups, where the
  data have some (a person, a place); and where they have times, rows are cut in time order: models
  and combinations learn from the past, and are tested on the block that comes next. Nothing is
  shuffled then; repeats move the borders between blocks.
- **No peeking.** A combination that learns, such as stacking, learns only from predictions made
  by models that had not seen those rows; scaling and filling in of missing values happen inside
  the folds.
- **The best single model** is chosen anew inside each training part, as you would have to choose
  it, and not afterwards by looking at the results.
- **Differences** come with the probability of being better, practically equal or worse. It weighs
  what these rows say (*corrected t-test, Nadeau and Bengio 2003*) with what the method gained on
  other data sets (*empirical Bayes, Robbins 1956*); so does the gain to expect on new rows.
  Differences smaller than “too small to matter” crown nobody.
- **Pictures** show models fitted on all rows. The marks on the points, right or wrong, are the
  answers given while the point was held back.
- **Costs** are measured on the fitted models, on this server. They tell methods apart; your
  machine will give other absolute numbers.
"""
    )
    st.markdown("**The scores**")
    for metric in (*METRICS.values(), METRICS[WEIGHTED]):
        st.markdown(f"- **{metric.title}.** {metric.explanation}")


def sources() -> None:
    """Where each data set comes from, and under which licence."""
    entries = datasets.entries()
    key = st.selectbox(
        "Data set", list(entries), format_func=lambda k: entries[k].title, key="about.data"
    )
    entry = entries[key]
    provenance = entry.load(random_state=0).provenance
    st.markdown(entry.summary)
    for name, text in asdict(provenance).items():
        st.text(f"{name.capitalize()}: {text}")
