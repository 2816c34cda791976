"""Inside: what happens to one point on its way to an answer."""

from lib.ui import shell

with shell.page("Inside") as page:
    from lib.ui import inside, passes, show  # behind the frame, see shell

    page.meets("base model", "fusion", "source", "stacking", "best single model", "boundary")
    page.meets("held-back rows", "fold", "pass")
    case = passes.look(page, most=1)  # whatever was counted elsewhere: same link, same picture

    inside.choose_tab(page)
    show.what_had_to_give(case)
    inside.show(page.scenario.tab, page, case)
