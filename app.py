"""Explore: what does combining change, on data you can see?"""

from lib.ui import shell

with shell.page("Explore") as scenario, shell.Head() as head:
    from lib.ui import evidence, explore, show  # behind the frame, see shell

    known, results = evidence.look(scenario, head.say)
    verdict = show.judge(scenario, known, results, head.say)

    show.head(head, scenario, results, verdict)
    explore.pictures(scenario, known, results, head.say)
    explore.what_to_notice(scenario)
    explore.verdict_so_far(results, verdict)
    explore.method_settings(scenario, results)
    show.scores_table(results)
    explore.try_a_lesson()

    evidence.finish(scenario, head.say)
