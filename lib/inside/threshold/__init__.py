"""From which probability on a method of two classes answers: misses are traded for false alarms."""
