"""The scores, and how sure one may be of a difference: paired comparisons and intervals."""
