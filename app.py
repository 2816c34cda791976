"""Explore, the first page, and the server that `streamlit run app.py` starts."""

import streamlit as st

from lib.ui import shell

if __name__ == "__main__":  # the page: run for every visitor, after every click
    with shell.page("Explore") as page:
        # behind the frame, see shell
        from lib.ui import explore, learn, more_ways, passes, show, views, your_turn
        from lib.verdict.first_screen import explore_headline, explore_why

        page.meets("base model", "fusion", "source", "vote", "stacking", "best single model")
        page.meets("boundary", "held-back rows", "pass", "trial", "points", "95 % interval")
        page.meets("rescued", "broken")
        learn.offer_tour(page.scenario)
        notes = st.container()  # before the pictures, which must not move
        explore.draw_first(page)
        case = passes.look(page)

        with notes:
            show.head(page, case, page.once(explore_headline, case), page.once(explore_why, case))
            your_turn.banner(page, case)
        explore.pictures(page, case)
        with st.container():  # a place of its own, so that what follows never moves
            explore.below_the_pictures(page.scenario, case.dataset)
        explore.knob(page.scenario)
        explore.verdict_so_far(page, case)
        explore.method_settings(page, case)
        more_ways.choose(page, case)
        views.alone(page, case)

        page.draw_choices()
        passes.finish(page, with_times=False)
else:  # the server: imported once, warm before its first visitor
    from lib.ui.warm_up import routes, warm_up

    app = st.App(__file__, lifespan=warm_up, routes=routes(), on_script_error=shell.failed)
