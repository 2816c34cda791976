"""What the words mean, how the numbers are made, where the data come from."""

import streamlit as st

from lib.ui import shell

with shell.page("About") as page:
    from lib.ui import about  # behind the frame, see shell

    page.write("What ensembling and fusion are, and how we compare them", "")
    about.words()
    st.header("What do you mean by fusion?")
    about.meanings()
    st.header("Every term in one sentence")
    about.glossary()
    st.header("Every way to combine")
    about.every_combiner()
    st.header("How the numbers are made")
    about.numbers()
    st.header("Where the data come from")
    about.sources()
