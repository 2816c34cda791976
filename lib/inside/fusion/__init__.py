"""Where things meet, for every level at which models can be combined, followed for one row.

A level says what is combined. The picture of one is made from the scenario: its views, its models,
and what they said about the row while it was held back.
"""
