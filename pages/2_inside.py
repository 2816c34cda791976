"""Inside: what happens to one point on its way to an answer."""

from lib.ui import shell

with shell.page("Inside") as page:
    from lib.ui import evidence, inside, show  # behind the frame, see shell

    scenario = page.scenario
    known, _ = evidence.look(scenario, page.say)
    results = known.results(1)  # whatever was counted elsewhere: same link, same picture

    inside.choose_tab(scenario.tab)
    show.what_had_to_give(scenario, results)
    inside.show(scenario.tab, page, known, results)
