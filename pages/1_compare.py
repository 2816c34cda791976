"""Compare: which ways to combine are better here than one model, and by more than chance?"""

import streamlit as st

from lib.ui import shell

with shell.page("Compare") as page:
    from lib.ui import compare, passes, pins, samples, show, views  # behind the frame, see shell

    page.meets("base model", "fusion", "source", "vote", "stacking", "best single model")
    page.meets("boundary", "fold", "held-back rows", "pass", "points", "95 % interval")
    page.meets("kappa")
    case = passes.look(page)

    show.head(page, case, page.once(compare.headline, case))
    pins.side_by_side(page, case)
    compare.choose_metric(page.scenario)
    show.displays("compare", page, case)

    st.header("Why is it so?", anchor=False)
    show.openings("why", page, case)
    views.alone(page, case)

    st.header("Would it be so again?", anchor=False)
    samples.luck(page, case)
    samples.along(page, case)
    compare.truth(page, case)

    st.header("Every method", anchor=False)
    show.openings("methods", page, case)
    show.scores_table(case.results)
    views.coinciding(case)

    page.draw_choices()
    passes.finish(page)
