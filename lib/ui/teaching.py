"""For teachers: a link to what a class is to see, with what they are to leave alone locked."""

from dataclasses import replace
from io import BytesIO
from urllib.parse import urlencode

import segno
import streamlit as st

from lib import lessons
from lib.scenario.link import to_query
from lib.scenario.record import LOCKS, Scenario
from lib.ui import drawer, learn
from lib.ui.shell import links

TOO_LONG = (
    "This link is too long for a QR code, most likely because of a drawing or of pins. Send the "
    "link itself, or unpin what the class does not need."
)


def builder(scenario: Scenario) -> None:
    """Where the link leads, what it locks, and the link to copy or to be photographed."""
    with drawer("For teachers: make a link for your class", "builder") as is_open:
        if not is_open:
            return
        pages = [name for name in links() if name not in ("Learn", "Claims", "About")]
        titles = {key: f"Lesson: {lesson.title}" for key, lesson in lessons.entries().items()}
        to = st.selectbox(
            "Where does it lead?",
            [*titles, *pages],
            format_func=lambda key: titles.get(key, f"{key}, with what you have chosen now"),
            key="teach.to",
        )
        page, asked = _lesson_part(scenario, to) if to in titles else _page_part(scenario, to)
        show_link(address(page, asked))


def _lesson_part(scenario: Scenario, key: str) -> tuple[str, Scenario]:
    n_steps = lessons.entries()[key].n_places
    step = st.number_input("Which step?", 1, n_steps, 1, key=f"teach.step.{key}")
    only = st.toggle("Only this lesson: the others cannot be opened", key="teach.only")
    locks = ("lesson",) if only else ()
    return "Learn", replace(
        scenario, lesson=learn.name(key, int(step) - 1), learned=(), locks=locks
    )


def _page_part(scenario: Scenario, page: str) -> tuple[str, Scenario]:
    locked = st.pills(
        "What may nobody change?",
        [lock for lock in LOCKS if lock != "lesson"],
        selection_mode="multi",
        format_func=LOCKS.__getitem__,
        help="What is locked has no controls, and no click changes it. It guides, it is no exam: "
        "whoever opens the app without your link has everything.",
        key="teach.locks",
    )
    seed = st.number_input("Seed", 0, 9999, scenario.seed, key="teach.seed")
    asked = replace(scenario, seed=int(seed), locks=tuple(sorted(locked)), lesson="", learned=())
    return page, asked


def address(page: str, scenario: Scenario, **more: str) -> str:
    """The link to a page, as this visitor reaches the app; from "/" on where that is unknown.
    more : of the query, beside the scenario's own."""
    root = (st.context.url or "").split("?")[0].rstrip("/")
    for each in links().values():
        root = root.removesuffix(f"/{each.url_path}") if each.url_path else root
    query = urlencode(to_query(scenario) | more)
    return f"{root}/{links()[page].url_path}?{query}"


def show_link(link: str, width: int = 220) -> None:
    """A link to be copied, and as a QR code, made here."""
    st.code(link, language=None, wrap_lines=True)
    if "://" not in link:
        st.caption("Put the address of this app in front: the server does not know it.")
    image = qr(link)
    if image is None:
        st.caption(TOO_LONG)
    else:
        st.image(image, width=width, alt="QR code of the link above")


def qr(link: str) -> bytes | None:
    """The link as PNG, black on white in either theme; None where it is too long."""
    try:
        code = segno.make(link, error="l", micro=False)
    except segno.DataOverflowError:
        return None
    image = BytesIO()
    code.save(image, kind="png", scale=6, border=4)
    return image.getvalue()
