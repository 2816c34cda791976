"""Learn: lessons of a few steps each, in which one guesses before one sees; and the tour."""

from lib.ui import shell

with shell.page("Learn") as page:
    from lib.ui import learn, lesson, teaching  # behind the frame, see shell

    place = learn.chosen(page.scenario)
    if place is None:
        learn.course(page)
        teaching.builder(page.scenario)
    else:
        lesson.show(page, *place)
        teaching.for_teacher(*place)
