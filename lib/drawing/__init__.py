"""How every figure looks: marks, axes and rows, and the contract of whatever is looked at."""
