"""A class as a teacher and three students have it, each in a browser of their own; and a link whose
controls a teacher has locked."""

from playwright.sync_api import expect

from lib import lessons
from tests.browser import PHONE
from tests.e2e.streamlit_page import WIDER_THAN_WINDOW
from tests.e2e.test_stage import SMALL

CLONES = lessons.entries()["outvoted_expert"]


GUESS = CLONES.steps[0].guess
ANSWERS = list(GUESS.options.values())
SOON = {"timeout": 15_000}


def opened(visit):
    """A teacher's window, in which a room is open."""
    teacher = visit("/learn?lesson=outvoted_expert-1")
    teacher.act(lambda: teacher.page.get_by_text("For the teacher", exact=True).click())
    teacher.act(lambda: teacher.page.get_by_role("button", name="Open a room").click())
    return teacher


def joined(visit, code):
    """Three phones: by the link, by the link in small letters, by the code that is typed."""
    looks = ({"theme": "dark"}, {}, {})
    paths = (f"/learn?room={code}", f"/learn?room={code.lower()}", "/learn")
    phone = {"viewport": PHONE, "has_touch": True}
    students = [visit(path, **phone, **look) for path, look in zip(paths, looks, strict=True)]
    by_hand = students[-1]
    by_hand.act(lambda: by_hand.page.get_by_role("button", name="Join your class").tap())
    by_hand.page.get_by_label("Code").fill(code)
    by_hand.act(lambda: by_hand.page.keyboard.press("Enter"))
    return students


def say(student, answer):
    """On a phone."""
    page = student.page
    expect(page.get_by_text(GUESS.question[5:])).to_be_visible()
    assert not page.evaluate(WIDER_THAN_WINDOW)
    student.act(lambda: page.locator("label", has_text=answer).tap())
    student.act(lambda: page.get_by_role("radio", name="Sure", exact=True).tap())
    student.act(lambda: page.get_by_role("button", name="Send").dblclick())  # and counted once
    expect(page.get_by_text("Look at the front.")).to_be_visible()


def test_a_class_guesses_on_its_phones_and_sees_what_came_out(visit):
    teacher = opened(visit)
    board = teacher.page
    students = joined(visit, board.locator(".st-key-room_code strong").inner_text())
    for student, answer in zip(students, (ANSWERS[0], ANSWERS[1], ANSWERS[1]), strict=True):
        say(student, answer)
    expect(board.get_by_text(f"2 · {ANSWERS[1]}")).to_be_visible(**SOON)
    board.reload()  # the key is in this window, and not in an address that all can see
    expect(board.get_by_text("3 answers")).to_be_visible(**SOON)
    assert "room=" not in board.url
    teacher.rest()

    def press(name):
        teacher.act(lambda: board.get_by_role("button", name=name).click())

    phone = students[0].page
    press("Close the vote")
    expect(phone.get_by_text("The vote is closed.")).to_be_visible(**SOON)
    expect(phone.get_by_role("button", name="Send")).to_have_count(0)
    press("Reveal")
    expect(board.get_by_text(f"The room said “{ANSWERS[1]}” (2 of 3).")).to_be_visible(**SOON)
    expect(phone.get_by_text("What happens:")).to_be_visible(**SOON)
    press("Next")
    expect(board.get_by_text("0 answers")).to_be_visible(**SOON)
    expect(phone.get_by_text(CLONES.steps[1].guess.question[1:])).to_be_visible(**SOON)
    press("End the room")
    expect(phone.get_by_text("There is no such room.")).to_be_visible(**SOON)


def test_a_locked_link_leaves_what_is_locked_alone_in_a_fresh_browser(visit):
    app = visit(SMALL + "&locks=data,models")
    page = app.page
    expect(page.get_by_text("Whoever made this link set the data and the models")).to_be_visible()
    for gone in ("Base models", "Reset"):
        expect(page.get_by_text(gone, exact=True)).to_have_count(0)
    before = page.url
    app.act(lambda: page.get_by_role("link", name="3-minute tour").click())
    app.act(lambda: page.get_by_role("link", name="Try it yourself").click())
    app.rest()
    for part in ("rows=100", "locks=data%2Cmodels"):
        assert part in before
        assert part in page.url
    expect(page.get_by_text("Whoever made this link set")).to_be_visible()
