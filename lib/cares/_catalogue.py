"""Every care and every limit of the folder."""

from lib.cares._entry import Care, Limit
from lib.catalogue.entries import load_entries


def entries() -> dict[str, Care]:
    """Every care by file name, in their order."""
    return load_entries("lib.cares")


def limits() -> dict[str, Limit]:
    """Every hard limit by its name in links, in their order."""
    found = [care.limit for care in entries().values() if care.limit]
    return {limit.name: limit for limit in sorted(found, key=lambda limit: limit.order)}
