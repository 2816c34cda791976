"""Present: the question, what came out and the decision, a screen each, for a wall."""

from lib.ui import shell

with shell.page("Present") as page:
    from lib.ui import presenting  # behind the frame, see shell

    presenting.show(page)
