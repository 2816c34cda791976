"""Compare: which ways to combine are better here than one model, and by more than chance?"""

from lib.ui import shell

with shell.page("Compare") as page:
    from lib.ui import compare, passes, pins, samples, show, views  # behind the frame, see shell

    case = passes.look(page)

    show.head(page, case, page.once(compare.headline, case))
    pins.side_by_side(page, case)
    compare.choose_metric(page.scenario)
    show.displays("compare", page, case)
    show.scores_table(case.results)
    views.coinciding(case)
    views.alone(page, case)
    compare.truth(page, case)
    samples.luck(page, case)
    samples.along(page, case)

    page.draw_choices()
    passes.finish(page)
