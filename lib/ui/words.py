"""The glossary where its terms stand: a press shows the entry, on every page; and what the visitor
means by fusion. Nothing here needs a mouse that hovers."""

from dataclasses import replace
from typing import Any

import streamlit as st

from lib import combiners
from lib.combiners import MEANINGS
from lib.glossary import TERMS, term
from lib.scenario.record import Scenario
from lib.ui import plain, state
from lib.ui.components.stage import Cards
from lib.ui.shell import Page, links
from lib.words import capital

FUSION = "fusion"
MEANT = "Fusion, as you mean it"
YES, NO, PARTLY = "yes", "no", "in part"


def entry(name: str) -> None:
    """A term: what it means, its picture or formula, who says so."""
    from lib.ui.term_pictures import picture  # for who opens it

    each = term(name)
    said = f"**{capital(plain(name))}.** {plain(each.sentence)}"
    st.markdown(f"{said}\n\n$${each.formula}$$" if each.formula else said)
    if drawn := picture(name):
        # Markdown leaves a block of HTML alone; the picture has no text but our own.
        st.markdown(f"<div>{drawn}</div>", unsafe_allow_html=True)
    st.caption(plain(" ".join(filter(None, (each.letters and f"{each.letters}.", each.source)))))


def terms(page: Page, *names: str) -> None:
    """Terms where they are met, each with its entry behind a press."""
    page.meets(*names)
    with st.container(horizontal=True, gap="small"):
        for name in names:
            with st.popover(f"“{capital(name)}”", type="tertiary"):  # tabs have the same names
                entry(name)


def of_page(page: Page) -> None:
    """All terms that stand on a page, beside the navigation; not drawn before it is asked for."""
    names = [name for name in TERMS if name in page.terms]
    if not names:
        return
    with page.words_place:
        box = st.popover("Words", key="words", type="tertiary", on_change="rerun")
    if box.open:
        with box:
            for name in names:
                entry(name)
                if name == FUSION:
                    choose_meaning()
            st.page_link(links()["About"], label="All words, on the About page")


def choose_meaning() -> None:
    """What the visitor means by fusion: it changes what is marked, and no number."""
    meant = state.current().fusion
    st.radio(
        "What do *you* mean by fusion?",
        list(MEANINGS),
        format_func=lambda key: capital(MEANINGS[key].short),
        **state.bind("fusion", meant, _with_meaning),
    )
    chosen = MEANINGS[meant]
    st.markdown(plain(f"{chosen.sentence} What counts is marked; no number changes."))
    st.markdown(plain(f"Why they say so: {chosen.why}"))
    st.caption(plain(f"To read: {chosen.source}"))


def _with_meaning(now: Scenario, key: Any) -> Scenario:
    return replace(now, fusion=str(key or ""))


def is_meant(key: str) -> str:
    """Whether the visitor counts a combiner as fusion, in a word; of its key."""
    entries = combiners.entries()
    return YES if key in entries and MEANINGS[state.current().fusion].counts(entries[key]) else NO


def of_level(level: str) -> str:
    """The same of all combiners of a level."""
    found = {is_meant(key) for key, each in combiners.entries().items() if each.level == level}
    return PARTLY if len(found) > 1 else "".join(found)


def marked(cards: Cards) -> Cards:
    """The cards of the ways, which say so where the visitor means something else by fusion than
    the app does."""
    if not state.current().fusion:
        return cards
    said = {YES: "fusion", NO: "not fusion"}
    return replace(
        cards,
        cards=[
            replace(card, title=f"{card.title}: {said[is_meant(card.method)]}")
            for card in cards.cards
        ],
    )


def say_meaning() -> None:
    """What is marked, where something else is than usual."""
    if meant := state.current().fusion:
        st.caption(
            plain(f"Marked is fusion {MEANINGS[meant].short}, as you chose under “Words”: ")
            + plain(MEANINGS[meant].sentence)
        )
