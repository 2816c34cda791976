"""One row put to the vote: what each model says, what it counts for, and the sum written out."""
