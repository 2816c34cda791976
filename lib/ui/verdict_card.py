"""The verdict at a glance: the decision, what it brings and costs, for and against, and when one
would choose otherwise."""

from dataclasses import replace

import streamlit as st

from lib.report import pictures
from lib.scenario.edits import TUNED, with_strong_model
from lib.scenario.record import Scenario
from lib.ui import controls, plain, show, state
from lib.ui.shell import Page
from lib.verdict import advice, card, notes, phrases, reasons, sentences
from lib.verdict.case import Case
from lib.verdict.reasons import Point
from lib.verdict.voices import VOICES, risk, voice
from lib.words.outside import as_html

MOST_POINTS = 3  # for, and against; every reason stands among the numbers
SMALL_CAPS = (
    "text-transform:uppercase;letter-spacing:0.06em;font-size:0.8rem;opacity:0.75;"
    "margin-bottom:0.4rem"
)


def decision(page: Page, case: Case) -> None:
    """The card: what to do, what it brings, how sure that is, and the price."""
    with st.container(border=True, key="decision"):
        _html(f'<div style="{SMALL_CAPS}">{as_html(page.once(sentences.kicker, case))}</div>')
        st.title(plain(page.once(sentences.headline, case)), anchor=False)
        page.attend()
        _tell(page, case)
        if not case.verdict.problem and case.verdict.rival:
            with st.grid("auto", min_column_width=220):
                for show_one in (_gain, _hundred, _price):
                    with st.container(gap="xsmall"):
                        show_one(page, case)
        if case.verdict.problem or not case.verdict.rival:
            st.caption(plain(sentences.detail(case)))  # else it stands below "How sure?"
        if line := page.once(notes.region_note, case):
            st.caption(plain(line))
    show.accuracy_flatters(page, case)
    show.what_had_to_give(case)


def _tell(page: Page, case: Case) -> None:
    """The same decision for three listeners; the usual one is told what stands beside it anyway."""
    key = choose_voice(page.scenario) if not sentences.is_alone(case) else "manager"
    if key == "manager":
        doubt = "" if sentences.is_alone(case) else plain(risk(case))
        st.markdown(f"{page.once(lead, case)} {_unbroken(doubt)}".rstrip())
    else:
        st.markdown(
            "\n".join(f"- {_unbroken(plain(each))}" for each in page.once(voice, case, key))
        )


def choose_voice(scenario: Scenario) -> str:
    """For whom the verdict is told; the key of a voice."""
    now = scenario.voice or "manager"
    st.segmented_control(
        "For whom is this told?",
        list(VOICES),
        format_func=lambda key: f"For {VOICES[key]}",
        required=True,
        label_visibility="collapsed",
        **state.bind("voice", now, lambda asked, key: replace(asked, voice=key)),
    )
    return now


def lead(case: Case) -> str:
    """The two scores stand out."""
    text = plain(sentences.lead(case))
    if case.verdict.rival and not case.verdict.problem:
        scores = plain(phrases.alone_and_together(case))
        text = text.replace(scores, f"**{scores}**")
    return _unbroken(text)


def _gain(page: Page, case: Case) -> None:
    _html(f'<div style="{SMALL_CAPS}">The gain</div>')
    _html(page.once(pictures.gain, case))


def _hundred(page: Page, case: Case) -> None:
    things = case.entry.things
    _html(f'<div style="{SMALL_CAPS}">Of 100 {as_html(things)}</div>')
    _html(page.once(pictures.hundred, case))


def _price(page: Page, case: Case) -> None:
    _html(f'<div style="{SMALL_CAPS}">{card.price_title(case)}</div>')
    large, small = page.once(card.price, case)
    _html(f'<div style="font-size:1.5rem;font-weight:600;line-height:1.3">{as_html(large)}</div>')
    st.caption(plain(small))


def for_and_against(page: Page, case: Case) -> None:
    """At most three reasons a side, a line each; what was not tried is a press away."""
    good, bad = page.once(reasons.pros, case), page.once(reasons.cons, case)
    if not (good or bad):
        return
    titles = ("For", "Against")
    if case.verdict.decision == "too close":
        titles = ("For combining", "Against combining")
    for column, title, points in zip(st.columns(2), titles, (good, bad), strict=True):
        with column, st.container(border=True, height="stretch", gap="xsmall"):
            st.header(title, anchor=False)
            _points(points[:MOST_POINTS])
            if any(point.sentence == reasons.NOT_TRIED for point in points[:MOST_POINTS]):
                then = with_strong_model(page.scenario, True)
                controls.button("Try one strong model", "try_strong", then)


def _points(points: tuple[Point, ...]) -> None:
    lines = [f"- {_unbroken(plain(point.sentence))}" for point in points]
    st.markdown("\n".join(lines) or "Nothing measured here speaks for this side.")


def otherwise(page: Page, case: Case) -> None:
    """When each of the four ways is the right one, with its score here."""
    ways = page.once(advice.use_if, case)
    if not ways:
        return
    st.header("When you would choose otherwise", anchor=False)
    with st.grid("auto", min_column_width=190):
        for one in ways:
            with st.container(border=True, height="stretch", gap="xsmall"):
                mark = ":material/check_circle: " if one.is_advised else ""
                st.subheader(f"{mark}{plain(one.title)}", anchor=False)
                st.markdown(_unbroken(plain(one.sentence)))
                st.caption(_unbroken(plain(one.fact)))


def against_one_strong_model(scenario: Scenario) -> None:
    """A switch: is a combination better, or only bigger?"""
    st.toggle(
        "Also compare with one strong model given as many fits",
        help="A combination trains many models. This tunes one strong model with as many fits, in "
        "every fold, and lets it compete. Everything is run anew, which may take a minute.",
        **state.bind("tuned", TUNED in scenario.compared, with_strong_model),
    )


def _html(text: str) -> None:
    """Of our own making; whatever comes from data in it is escaped already."""
    st.markdown(text, unsafe_allow_html=True)


def _unbroken(text: str) -> str:
    """No line ends between a number and its per cent sign."""
    return text.replace(" %", "\u00a0%")
