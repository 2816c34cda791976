"""Catalogue of base models: one file each, whose `ENTRY` is a `BaseModel`."""

from lib.base_models._entry import BaseModel, Member, entries, member_names
from lib.base_models._given import given_models

__all__ = ["BaseModel", "Member", "entries", "given_models", "member_names"]
