"""Forest and boosting: members that are ensembles themselves, grown before one's eyes."""
