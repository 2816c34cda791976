"""A scenario with one thing chosen otherwise: what each control of the app puts in its place."""

from dataclasses import replace
from typing import Any

from lib.base_models import Member
from lib.scenario.record import MAX_MEMBERS, Scenario, in_order

TUNED = "equal_budget"  # the one strong model


def with_dataset(scenario: Scenario, key: Any) -> Scenario:
    """Other data: their own knobs start at their defaults, and so do views, picture and row."""
    return replace(scenario, dataset=str(key), dataset_knobs=(), views=(), plane="", row="")


def with_models(scenario: Scenario, keys: Any) -> Scenario:
    """Models switched on join at the end; the others keep their place, knobs and copies."""
    kept = [member for member in scenario.members if member.model in keys]
    new = [Member(key) for key in keys if all(member.model != key for member in kept)]
    return replace(scenario, members=tuple(kept + new)[:MAX_MEMBERS])


def with_member(scenario: Scenario, position: int, *instead: Member) -> Scenario:
    """One member replaced by others: none to remove it, two to copy it."""
    members = scenario.members
    return replace(
        scenario, members=(*members[:position], *instead, *members[position + 1 :])[:MAX_MEMBERS]
    )


def with_methods(scenario: Scenario, keys: Any) -> Scenario:
    """Switched-off methods keep their settings; a picture of one gives way to the usual one."""
    return replace(scenario, methods=in_order(keys), left="", right="")


def with_strong_model(scenario: Scenario, is_wanted: bool) -> Scenario:
    others = [key for key in scenario.compared if key != TUNED]
    return replace(scenario, methods=in_order([*others, TUNED] if is_wanted else others))
