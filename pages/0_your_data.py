"""Your data: a visitor brings a table, sees what is in it, and takes it to the whole app."""

import streamlit as st

from lib.ui import shell

with shell.page(shell.YOUR_DATA) as page:
    from lib.ui import bringing, own_form  # behind the frame, see shell

    scenario, seen = page.scenario, own_form.seen(page)
    if seen is None:
        page.write("Would combining models help on your own data?", "")
        bringing.takes(scenario)
    else:
        page.write(own_form.headline(seen), "")
        own_form.onward(seen)
        left, right = st.columns([5, 4], gap="large")
        with left:
            own_form.target(scenario, seen)
            own_form.findings(seen)
            own_form.gaps(scenario)
            own_form.link(scenario)
        with right:
            own_form.columns(scenario, seen)
            own_form.sources(scenario, seen)
        own_form.first_rows(seen)
        own_form.another(scenario)
    own_form.model_too(scenario)
