"""A visitor's own table: where it is kept, what its columns are for, what is wrong with it."""
