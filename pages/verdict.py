"""Verdict: the recommended pick, and what it rests on."""

from lib.ui import shell

with shell.page("Verdict") as scenario, shell.Head() as head:
    from lib.ui import evidence, show, verdict_card  # behind the frame, see shell

    known, results = evidence.look(scenario, head.say)
    verdict = show.judge(scenario, known, results, head.say)

    show.head(head, scenario, results, verdict)
    verdict_card.pick(results, verdict)
    verdict_card.reasons(results, verdict)
    verdict_card.use_if(results, verdict)
    verdict_card.bottom_line(results, verdict)
    show.figures("verdict", results, verdict, scenario.metric)
    verdict_card.limits(scenario, results, verdict)

    evidence.finish(scenario, head.say)
