"""Explore, the first page, and the server that `streamlit run app.py` starts."""

import streamlit as st

from lib.ui import shell

if __name__ == "__main__":  # the page: run for every visitor, after every click
    with shell.page("Explore") as page:
        from lib.ui import evidence, explore, show, views  # behind the frame, see shell

        scenario = page.scenario
        known, results = evidence.look(scenario, page.say)
        verdict = show.judge(page, known, results)

        show.head(page, results, verdict)
        views.switch(scenario, known)
        explore.pictures(scenario, known, results, page.say)
        with st.container():  # a place of its own, so that what follows never moves
            explore.what_to_notice(scenario)
        explore.verdict_so_far(results, verdict)
        explore.method_settings(scenario, results)
        views.coinciding(results, known)
        views.alone(scenario, known, results, page.say)
        show.scores_table(results)
        explore.try_a_lesson()

        page.draw_choices()
        evidence.finish(scenario, page.say)
else:  # the server: imported once, warm before its first visitor
    from lib.ui.warm_up import warm_up

    app = st.App(__file__, lifespan=warm_up)
