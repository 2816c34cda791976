"""Compare: which method is best here, and by more than chance?"""

import streamlit as st

from lib.ui import shell

with shell.page("Compare") as page:
    from lib.ui import compare, evidence, show, views  # behind the frame, see shell

    scenario = page.scenario
    known, results = evidence.look(scenario, page.say)
    verdict = show.judge(page, known, results)

    show.head(page, results, verdict)
    views.switch(scenario, known)
    compare.choose_metric(scenario)
    show.figures("compare", page, known, results, verdict)
    views.coinciding(results, known)
    views.alone(scenario, known, results, page.say)
    st.subheader("Every score and every cost")
    show.scores_table(results, is_open=True)
    compare.truth(scenario, results, page.say)

    page.draw_choices()
    evidence.finish(scenario, page.say)
