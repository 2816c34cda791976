"""What was asked: the record, its link, and the experiment that answers it."""
