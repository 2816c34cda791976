"""Verdict: the recommended pick, and what it rests on."""

from lib.ui import shell

with shell.page("Verdict") as page:
    # behind the frame, see shell
    from lib.ui import (
        calibration,
        evidence,
        sealed,
        show,
        take_away,
        verdict_card,
        what_matters,
        what_would_change,
    )

    scenario = page.scenario
    known, results = evidence.look(scenario, page.say)
    verdict = show.judge(page, known, results)

    show.head(page, results, verdict)
    what_matters.choose(scenario)
    verdict_card.pick(results, verdict)
    verdict_card.against_one_strong_model(scenario)
    verdict_card.more_repeats(page, known, results, verdict)
    verdict_card.for_and_against(results, verdict)
    verdict_card.use_if(results, verdict)
    verdict_card.bottom_line(results, verdict)
    verdict_card.limits(scenario, results, verdict)
    what_matters.how(results, verdict)
    show.figure("score_against_cost", page, known, results, verdict)
    what_would_change.section(page, known, results, verdict)
    sealed.section(page, known, results, verdict)
    show.figures("verdict", page, known, results, verdict)
    verdict_card.chosen_among(page, known, results, verdict)
    calibration.section(page, results, verdict)
    take_away.section(page, known, results, verdict)

    page.draw_choices()
    evidence.finish(scenario, page.say)
