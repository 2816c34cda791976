"""The recommended pick, from Results: first the rule, then the sentences."""
