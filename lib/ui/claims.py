"""What the Claims page shows: verdicts on top, what they rest on below."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from lib import claims, combiners, datasets
from lib.claims import RANKING, Finding, Ranking
from lib.evidence.plan import REFERENCE, TRAINING
from lib.evidence.store import EVIDENCE, Evidence, fingerprint, read
from lib.ui import drawer, plain, show, state
from lib.ui.shell import Page, links
from lib.words import listed

# A verdict is told by a sign and in words.
VERDICTS = {
    "holds": (":material/check_circle:", "Holds"),
    "holds if": (":material/rule:", "Holds if"),
    "too close": (":material/balance:", "Too close to call"),
    "does not hold": (":material/cancel:", "Does not hold here"),
    "not testable": (":material/help:", "Not testable here"),
}
COUNTED = {
    "holds": ("holds", "hold"),
    "holds if": ("holds under a condition", "hold under a condition"),
    "too close": ("is too close to call", "are too close to call"),
    "does not hold": ("does not hold here", "do not hold here"),
    "not testable": ("cannot be tested here", "cannot be tested here"),
}
FAMILIES = {"ensembling": "Ensembling", "fusion": "Fusion"}
CONDITIONS = {"plain": "Voters read all columns", "views": "Voters read one source each"}
USE_IF = {
    "Use ensembling if": (
        "your models are about equally good and err on different rows, or some deserve more trust.",
        ("Vote", "Stack"),
    ),
    "Use fusion if": (
        "sources differ in kind and each suits another model, or only one model may be kept.",
        ("Fuse sources", "Fuse into one model"),
    ),
}

MISSING = (
    "There is no evidence to show. `make evidence` measures it, which takes hours, and keeps it in "
    "`data/evidence.parquet`. Everything else in the app works without it."
)
INTRODUCTION = (
    "A well-known comparison page says what ensembling and fusion are for, and shows no data. "
    "Here each of its claims that our data can test is measured, always against the best single "
    "model that reads all columns. A claim about a kind of data **holds** when the gain is surely "
    "more than one point. A claim about a condition, such as noise, **holds** when the same data "
    "gain more with it than without, and gain something with it. It **does not hold** when that "
    "is surely too small to matter, and is **too close to call** when there is room for both."
)
INTERVALS = (
    "Numbers are what is typical of the data sets, the pseudo-median (Hodges and Lehmann), with "
    "the 95 % interval of Wilcoxon’s signed-rank test; of two groups of data sets, the median of "
    "all differences with that of the rank-sum test; of fewer than six data sets, the mean with "
    "Student’s interval."
)
RANKED = (
    "Bayesian signed-rank test over data sets (Benavoli et al. 2014, 2017); differences of "
    "less than a point count as equal. Ways that must give the same answers as another are "
    "drawn once. “Better” is a statement about most data sets, not about yours."
)
MADE = (
    "- Four usual models with their usual settings, at most {rows} rows, three "
    "folds; another seed draws other rows and other folds.\n"
    "- Data sets with hundreds of columns or text are measured with fewer rows, and "
    "without wrong labels and rare classes.\n"
    "- Ways to combine that train models of their own take most of the time, so they are "
    "measured with fewer seeds, never with 15 % wrong labels, and with one source a model only "
    "on the data as they are.\n"
    "- Wrong labels are learned from and never scored by.\n"
    "- `make evidence` continues where it stopped; `make evidence SCHEDULER=tcp://...` runs "
    "the same on a Dask cluster, with the same numbers."
)
SEEDS = (
    "Seeds: up to {rules} for ways that only read answers, up to {training} for those that "
    "train models of their own."
)
CHANGED = (
    "The code of the app has changed since; numbers may differ a little when they are "
    "measured again."
)


@dataclass(frozen=True, eq=False)
class Tested:
    """The evidence, every claim confronted with it, and the rankings by condition."""

    evidence: Evidence
    general: claims.General
    findings: Mapping[str, Finding]
    rankings: Mapping[str, Ranking]


def tested() -> Tested | None:
    """Read once for all visitors and each time the file changes; None when it cannot be read."""
    try:
        return _tested(EVIDENCE, EVIDENCE.stat().st_mtime_ns)
    except (OSError, ValueError):
        return None


@st.cache_resource(max_entries=1, show_spinner=False)
def _tested(file: Path, changed: int) -> Tested:
    evidence = read(file)
    ranks = evidence.about.get("ranks", [])
    by_condition = {c: [rank for rank in ranks if rank["condition"] == c] for c in CONDITIONS}
    return Tested(
        evidence,
        claims.in_general(evidence.rows),
        {key: claims.confront(each, evidence.rows) for key, each in claims.entries().items()},
        {condition: Ranking(rows) for condition, rows in by_condition.items() if rows},
    )


def missing(page: Page) -> None:
    """What is said when there is no evidence."""
    page.write("The claims have not been measured yet", "")
    st.warning(MISSING, icon=":material/science:")


def head(page: Page, known: Tested) -> None:
    """How many claims hold, and what was measured."""
    words = [finding.outcome.word for finding in known.findings.values()]
    counts = [
        f"{words.count(word)} {forms[words.count(word) > 1]}"
        for word, forms in COUNTED.items()
        if word in words
    ]
    rows = known.evidence.rows
    kinds = rows.groupby("source", observed=True)["dataset"].nunique()
    measured = rows.loc[rows["family"] != "member", "method"].nunique()
    page.write(
        f"Of {len(words)} claims, {listed(counts)}",
        f"{known.evidence.about['cells']:,} experiments on {kinds.sum()} data sets "
        f"({kinds.get('real', 0)} recorded, {kinds.get('generated', 0)} drawn), up to "
        f"{rows['seed'].nunique()} seeds each, {measured} methods. Intervals are over data sets.",
    )


def in_general(page: Page, known: Tested) -> None:
    """The question of the original page, answered once across data sets."""
    general = known.general
    st.header("In general: should you combine your models?", anchor=False)
    st.markdown(f"**Our pick.** {plain(claims.bottom_line(general))}")
    for column, (title, (sentence, ways)) in zip(st.columns(2), USE_IF.items(), strict=True):
        with column, st.container(border=True):
            st.subheader(title, anchor=False)
            st.markdown(sentence)
            for way in ways:
                if way in general.gains:
                    st.markdown(f"**{way}.** {plain(claims.advice(general, way))}")
    with drawer(claims.IN_GENERAL.question, "in_general") as is_open:
        if is_open:
            show.figure(page, claims.IN_GENERAL, general, "in_general")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("**Disagree with our pick?** Other data give other answers. Look at yours:")
        st.page_link(links()["Explore"], label="Try it on a data set →", width="content")


def summary(known: Tested) -> None:
    """One line a claim: verdict, effect, and a case to open."""
    st.markdown(INTRODUCTION)
    st.caption(INTERVALS)
    for family, title in FAMILIES.items():
        st.subheader(title, anchor=False)
        for key, finding in known.findings.items():
            if finding.claim.family == family:
                _line(key, finding)


def _line(key: str, finding: Finding) -> None:
    with st.container(border=True, key=f"line_{key}"):
        text, effect, case = st.columns([6, 5, 3], vertical_alignment="center", gap="small")
        with text:
            st.markdown(f"{plain(finding.claim.text)}  \n{verdict(finding)}")
            if finding.claim.stand_ins:
                st.caption(plain(f"Stand-ins: {finding.claim.stand_ins}."))
        with effect:
            _effect(finding)
        with case:
            _open_case(key, finding, f"Open: {finding.claim.case}")


def _effect(finding: Finding) -> None:
    """The part that decides and the gain under the condition, or why there is no verdict."""
    if finding.outcome.word == "not testable":
        st.caption(plain(finding.outcome.why))
    if not finding.parts:
        return
    names = [next(iter(finding.parts)), *finding.claim.pair[:1]]
    for name, part in [(name, finding.parts[name]) for name in names if name in finding.parts]:
        st.markdown(f"**{plain(part.size)}**{plain(part.support)}  \n:small[{plain(name)}]")


def verdict(finding: Finding) -> str:
    """The verdict as Markdown, with its condition."""
    icon, words = VERDICTS[finding.outcome.word]
    condition = f" {plain(finding.outcome.why)}." if finding.outcome.word == "holds if" else ""
    return f"{icon} **{words}**{condition}"


def _open_case(key: str, finding: Finding, label: str) -> None:
    asked = st.button(label, key=f"case.{key}", on_click=state.put, args=(finding.claim.scenario,))
    if asked and not state.is_back():  # else the press is only heard in the next run
        st.switch_page("app.py")


def details(page: Page, known: Tested) -> None:
    """What each verdict rests on."""
    st.header("What each verdict rests on", anchor=False)
    for key, finding in known.findings.items():
        icon, words = VERDICTS[finding.outcome.word]
        with drawer(f"{finding.claim.text} {icon} {words}", f"claim_{key}") as is_open:
            if is_open:
                _detail(page, key, finding)


def _detail(page: Page, key: str, finding: Finding) -> None:
    claim = finding.claim
    st.markdown(verdict(finding))
    if finding.outcome.word == "not testable":
        st.markdown(f"**Why not.** {plain(finding.outcome.why)}")
    if finding.parts:
        st.markdown(f"**How it was tested.** {plain(claim.compared)}")
        chart = claims.effects_chart(claim)
        st.subheader(chart.question, anchor=False)
        show.figure(page, chart, finding, key)
        if finding.facts:
            st.markdown(plain(finding.facts))
    st.markdown(f"**What this cannot say.** {plain(claim.limits)}")
    with st.container(border=True, key=f"look_{key}"):
        st.markdown(f"**A case to look at.** {plain(claim.look)}")
        _open_case(f"{key}.look", finding, f"Open in Explore: {finding.claim.case}")


def across(page: Page, known: Tested) -> None:
    """Every way to combine against the best single model, across data sets."""
    if not known.rankings:
        return
    st.header(RANKING.question, anchor=False)
    condition = st.segmented_control(
        "Condition",
        list(known.rankings),
        format_func=CONDITIONS.__getitem__,
        default=next(iter(known.rankings)),
        required=True,
        label_visibility="collapsed",
        key="claims.condition",
    )
    show.figure(page, RANKING, known.rankings[condition], "ranks")
    st.caption(RANKED)


def made(known: Tested) -> None:
    """Which code and seeds made the numbers, and how to make them again."""
    with drawer("How the evidence was made", "made") as is_open:
        if is_open:
            _made(known.evidence.rows, known.evidence.about["made_by"])


def _made(rows: pd.DataFrame, makers: list[dict[str, object]]) -> None:
    st.markdown(MADE.format(rows=rows["rows"].max()))
    for maker in makers:
        st.text(", ".join(f"{name} {value}" for name, value in maker.items()))
    trains = rows["kind"].isin(TRAINING) & (rows["method"] != REFERENCE)
    training, rules = (rows.loc[mask, "seed"].nunique() for mask in (trains, ~trains))
    st.markdown(SEEDS.format(rules=rules, training=training))
    for column, catalogue in (("method", combiners.entries()), ("dataset", datasets.entries())):
        if newer := sorted(catalogue[key].title for key in set(catalogue) - set(rows[column])):
            st.markdown(f"Newer than the evidence, so not in it: {plain(', '.join(newer))}.")
    if fingerprint() not in {maker["code"] for maker in makers}:
        st.markdown(CHANGED)
