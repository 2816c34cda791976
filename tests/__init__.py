"""A package of its own, because baycomp installs one called `tests` as well."""
