"""Inside: what happens to one point on its way to an answer."""

from lib.ui import shell

with shell.page("Inside") as page:
    from lib.ui import evidence, inside, show  # behind the frame, see shell

    scenario = page.scenario
    known, results = evidence.look(scenario, page.say)

    inside.choose_tab(scenario.tab)
    show.what_had_to_give(scenario, results)
    inside.show(scenario.tab, page, known, results)
