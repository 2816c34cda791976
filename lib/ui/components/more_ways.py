"""All ways to combine, each with its sentence, its wiring, and a switch whether it is compared."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import streamlit as st

from lib.ui import state
from lib.ui.components import script, style
from lib.ui.components.wiring import Wiring

Fixed = Literal["", "on", "off"]

_mount = st.components.v2.component(
    "more_ways",
    html='<div class="more-ways"></div>\n<!-- filled by more_ways.js -->',
    css=style("more_ways.css", "wiring.css"),
    js=script("more_ways.js"),
)


@dataclass(frozen=True)
class Combination:
    """A way to combine.

    note : why it is as it is, or "". fixed : "on" where it is always compared, "off" where it
    takes no part; neither can be switched.
    """

    key: str
    title: str
    sentence: str
    wiring: Wiring
    note: str = ""
    fixed: Fixed = ""


def combination_groups(groups: Iterable[tuple[str, Sequence[Combination]]]) -> list[dict[str, Any]]:
    """Titled groups, ready for JSON."""
    return [{"title": title, "items": [asdict(one) for one in items]} for title, items in groups]


def more_ways(
    groups: list[dict[str, Any]],
    on: Sequence[str],
    usual: Sequence[str],
    key: str,
    choose: Callable[[tuple[str, ...]], None],
) -> None:
    """Draw them all.

    on : keys of those compared now. usual : of those that are when nothing was chosen.
    choose : called with the keys to be compared, before the run that follows a press: of several
    quick presses, whose runs break each other off, none is lost.
    """
    known = [item["key"] for group in groups for item in group["items"]]

    def hear() -> None:
        chosen = _read_chosen(state.told(key, "chosen"), known)
        if chosen is not None:
            choose(chosen)

    data = {"groups": groups, "on": list(on), "usual": list(usual)}
    _mount(key=key, data=data, on_chosen_change=hear)


def _read_chosen(chosen: object, known: Sequence[str]) -> tuple[str, ...] | None:
    """What the browser says is switched on; anything but known keys is not believed."""
    if not isinstance(chosen, list) or not all(key in known for key in chosen):
        return None
    return tuple(chosen)
