"""Catalogue of base models: one file each, whose `ENTRY` is a `BaseModel`."""

from lib.base_models._brought import BROUGHT, BroughtModel
from lib.base_models._entry import BaseModel, Member, entries, known, member_names
from lib.base_models._given import given_models

__all__ = [
    "BROUGHT",
    "BaseModel",
    "BroughtModel",
    "Member",
    "entries",
    "given_models",
    "known",
    "member_names",
]
