"""Verdict: what to do, what it brings and costs, and what that rests on."""

from lib.ui import shell

with shell.page("Verdict") as page:
    # behind the frame, see shell
    from lib.ui import passes, take_away, verdict_card, verdict_tabs, what_matters

    case = passes.look(page)

    what_matters.choose(page.scenario)
    verdict_card.decision(page, case)
    take_away.report_and_slides(page, case)
    verdict_card.for_and_against(page, case)
    verdict_card.otherwise(page, case)
    verdict_tabs.show_one(page, case)

    page.draw_choices()
    passes.finish(page)
