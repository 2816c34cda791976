"""What every page shows in the same way."""

from streamlit.testing.v1 import AppTest


def _a_table():
    import pandas as pd
    import streamlit as st

    from lib.ui.show import table

    frame = pd.DataFrame({"=x": ["=cmd()", None, "a"], "-y": [1.5, float("nan"), -2.0]})
    table(frame, "Numbers", {"-y": st.column_config.NumberColumn(format="%.1f")})


def test_no_cell_of_a_table_that_can_be_downloaded_is_a_formula():
    (shown,) = AppTest.from_function(_a_table, default_timeout=60).run().dataframe
    assert list(shown.value.columns) == ["'=x", "'-y"]
    assert list(shown.value["'=x"].dropna()) == ["'=cmd()", "a"]
    assert shown.value["'-y"].sum() == -0.5
    assert "'-y" in shown.proto.columns
