"""Compare: which method is best here, and by more than chance?"""

import streamlit as st

from lib.ui import shell

with shell.page("Compare") as scenario, shell.Head() as head:
    from lib.ui import compare, evidence, show  # behind the frame, see shell

    known, results = evidence.look(scenario, head.say)
    verdict = show.judge(scenario, known, results, head.say)

    show.head(head, scenario, results, verdict)
    compare.choose_metric(scenario)
    show.figures("compare", results, verdict, scenario.metric)
    st.subheader("Every score and every cost")
    show.scores_table(results, is_open=True)
    compare.truth(scenario, results, head.say)

    evidence.finish(scenario, head.say)
