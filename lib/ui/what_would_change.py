"""What would change the pick: weights at once, the rest when somebody asks for it."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from lib.cares.priorities import CARES
from lib.charts import _variations as chart
from lib.charts._variations import Spot
from lib.engine.folds import DataError
from lib.engine.results import Results
from lib.scenario.record import Scenario
from lib.ui import evidence, show
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence
from lib.ui.plain import plain
from lib.ui.shell import Page
from lib.verdict import variations
from lib.verdict.records import Verdict
from lib.verdict.rule import recommend
from lib.verdict.variations import BETWEEN, REPEATS, Rerun, Variation, What

TITLES: dict[What, str] = {
    "rows": "More or fewer rows",
    "flip": "More or fewer wrong labels",
    "members": "A model less",
}


def section(page: Page, known: Evidence, results: Results, judged: Verdict) -> None:
    """A sentence and a small chart for each thing that can be changed."""
    if judged.problem:
        return
    scenario = page.scenario
    key = ("variations", scenario.priorities, scenario.rope)
    st.subheader("What would change this pick?", anchor=False)
    standing, reruns = known.kept.get(key, (None, ()))
    if standing and standing.pick != judged.pick:
        st.info(
            plain(
                f"The variations have {show.counted(REPEATS, 'repeat')} each. With so few, the "
                f"pick here is {standing.title}: they are held against that."
            )
        )
    with st.grid("auto", min_column_width=300):
        with st.container():
            _weights(judged)
            if limits := variations.limit_sentence(results, judged):
                st.markdown(f"**Limits.** {plain(limits)}")
        for what in TITLES if standing else ():
            _variation(scenario, what, standing, reruns)
        if not standing:
            with st.container():
                is_wanted = _offer(len(results.repeats) < scenario.repeats)
    if not standing and is_wanted:
        evidence.keep(known, key, _run(page))
        st.rerun()


def _offer(is_counting: bool) -> bool:
    """What else can be tried, and whether it was asked for."""
    st.markdown(
        "**Rows, labels and models.** Run again with fewer and with more rows, with wrong labels, "
        f"and with each model left out, {show.counted(REPEATS, 'repeat')} each. It may take a "
        "minute; you can leave, and what is done stays done."
    )
    return st.button("Try variations", key="try_variations", disabled=is_counting)


def _weights(judged: Verdict) -> None:
    """The cost whose weight flips the pick first."""
    found = variations.scans(judged)
    sentence = variations.weight_sentence(judged, found)
    st.markdown(f"**What matters.** {plain(sentence)}")
    if not found or not found[0].flip:
        return
    scan = found[0]
    spots = [
        Spot(f"{weight:g}", variations.title_of(judged, pick), weight == scan.now)
        for weight, pick in zip(scan.weights, scan.picks, strict=True)
    ]
    _picture("weights", f"Weight of “{CARES[scan.care].label.lower()}”", spots, sentence)


def _run(page: Page) -> tuple[Rerun, tuple[Rerun, ...]]:
    """The scenario as it is with as few repeats, and every variation of it."""
    scenario = replace(page.scenario, repeats=min(page.scenario.repeats, REPEATS))
    tried = [Variation("rows", "", 0, scenario), *variations.variations(page.scenario)]
    reruns = []
    for number, variation in enumerate(tried):

        def say(share: float, text: str, number: int = number) -> None:
            done = f"variation {number} of {len(tried) - 1}"
            page.say((number + share) / len(tried), f"{text}, {done}")

        reruns.append(_rerun(variation, say))
    return reruns[0], tuple(reruns[1:])


def _rerun(variation: Variation, say: evidence.Say) -> Rerun:
    """Ordinary passes of an ordinary question."""
    scenario, aside = variation.scenario, evidence.side_shelf()
    try:
        known = evidence.run_passes(scenario.question, scenario.repeats, say, aside)
    except DataError as problem:
        return Rerun(variation, None, "", str(problem))
    results, wanted = known.results(scenario.repeats), scenario.priorities
    measured = evidence.measured(known, results, scenario.metric, wanted, say)
    judged = recommend(results, scenario.metric, scenario.rope, wanted, measured)
    if judged.problem:
        return Rerun(variation, None, "", "it gives no verdict there.")
    return Rerun(variation, judged.pick, variations.title_of(judged, judged.pick))


def _variation(scenario: Scenario, what: What, standing: Rerun, reruns: Sequence[Rerun]) -> None:
    """One kind of change: a sentence, a small chart, its table."""
    ran = [rerun for rerun in reruns if rerun.variation.what == what]
    if not ran:
        return
    label, now = variations.as_it_is(scenario, what)
    spots = [(r.variation.value, Spot(r.variation.label, r.title)) for r in ran if not r.problem]
    spots.append((now, Spot(label, standing.title, True)))
    in_order = [spot for _, spot in sorted(spots, key=lambda pair: pair[0])]
    with st.container():
        sentence = variations.rerun_sentence(what, reruns, standing)
        st.markdown(f"**{TITLES[what]}.** {plain(sentence)}")
        _picture(what, BETWEEN[what], in_order, sentence)


def _picture(key: str, what: str, spots: Sequence[Spot], sentence: str) -> None:
    alt = f"What is picked for each {what.lower()}? {sentence}"
    figure = chart.draw(spots, what)
    st.plotly_chart(figure, key=f"chart_flip_{key}", config=show.PLOTLY, alt=alt)
    with drawer("Show as a table", f"table_flip_{key}") as is_open:
        if is_open:
            show.table(chart.table(spots, what), f"Table behind: {alt}")
