"""Verdict: the recommended pick, and what it rests on."""

from lib.ui import shell

with shell.page("Verdict") as page:
    # behind the frame, see shell
    from lib.ui import (
        calibration,
        passes,
        sealed,
        show,
        take_away,
        verdict_card,
        what_matters,
        what_would_change,
    )

    case = passes.look(page)

    show.head(page, case)
    what_matters.choose(page.scenario)
    verdict_card.pick(case)
    verdict_card.against_one_strong_model(page.scenario)
    verdict_card.more_repeats(page, case)
    verdict_card.for_and_against(case)
    verdict_card.use_which(case)
    verdict_card.bottom_line(case)
    verdict_card.limits(case)
    what_matters.how(case)
    show.display_of("score_against_cost", page, case)
    what_would_change.section(page, case)
    sealed.section(page, case)
    show.displays("verdict", page, case)
    verdict_card.chosen_among(page, case)
    calibration.section(page, case)
    take_away.section(page, case)

    page.draw_choices()
    passes.finish(page)
