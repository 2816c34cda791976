"""Learn: lessons of a few steps each, in which one guesses before one sees; and the tour."""

from lib.ui import shell

with shell.page("Learn") as page:
    from lib.ui import class_mode, learn, lesson, teaching  # behind the frame, see shell

    place, is_student = learn.chosen(page.scenario), class_mode.is_student()
    class_mode.say_what_failed()
    if is_student:
        class_mode.student(page)
    elif place is None:
        learn.course(page)
        teaching.builder(page.scenario)
    else:
        lesson.show(page, *place)
        teaching.for_teacher(*place)
