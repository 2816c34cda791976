"""One honest pass over the folds: what is fitted, what it answers, what that costs."""
