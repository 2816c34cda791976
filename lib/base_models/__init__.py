"""Catalogue of base models: one file each, whose `ENTRY` is a `BaseModel`."""

from lib.base_models._entry import BaseModel, Member, entries, member_names

__all__ = ["BaseModel", "Member", "entries", "member_names"]
