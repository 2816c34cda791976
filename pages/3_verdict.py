"""Verdict: what to do, what it brings and costs, and what that rests on."""

from lib.ui import shell

with shell.page("Verdict") as page:
    # behind the frame, see shell
    from lib.ui import passes, take_away, verdict_card, verdict_tabs, what_matters

    page.meets("fusion", "source", "vote", "stacking", "best single model", "boundary", "fold")
    page.meets("pass", "trial", "points", "95 % interval", "too small to matter", "rescued")
    page.meets("broken", "luck of the best", "sealed rows")
    case = passes.look(page)

    what_matters.choose(page.scenario)
    verdict_card.decision(page, case)
    take_away.report_and_slides(page, case)
    verdict_card.for_and_against(page, case)
    verdict_card.otherwise(page, case)
    verdict_tabs.show_one(page, case)

    page.draw_choices()
    passes.finish(page)
