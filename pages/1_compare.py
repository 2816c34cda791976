"""Compare: which method is best here, and by more than chance?"""

import streamlit as st

from lib.ui import shell

with shell.page("Compare") as page:
    from lib.ui import compare, passes, show, views  # behind the frame, see shell

    case = passes.look(page)

    show.head(page, case)
    compare.choose_metric(page.scenario)
    show.displays("compare", page, case)
    views.coinciding(case)
    views.alone(page, case)
    st.header("Every score and every cost")
    show.scores_table(case.results, is_open=True)
    compare.truth(page, case)

    page.draw_choices()
    passes.finish(page)
