"""The tour, by keyboard alone: from a message to an entry that is kept, shared, and withdrawn again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open, Window


def step(one: Window) -> Locator:
    return one.page.locator("#tour .step:visible")


def stands(one: Window, number: int) -> None:
    languages = (one.page.locator("body").get_attribute("data-languages") or "").split()
    expect(step(one).locator(".count")).to_contain_text(one.words("web.tour-step", number=number, of=6))
    assert one.language in languages


def shown(one: Window) -> None:
    """Go to what the step points at, by its own button."""
    button = one.page.locator("#tour [data-show]")
    button.focus()
    button.press("Enter")
    expect(one.page.locator(".pointed")).to_be_focused()


@pytest.mark.parametrize(("person", "language"), [("iona", "en"), ("gwenllian", "cy")])
def test_the_tour(window: Open, person: str, language: str) -> None:
    """By somebody whom Blether does not know yet."""
    one, other = window(person, language=language, new=True), window("callum")
    press = one.page.keyboard.press
    one.page.locator("#take-tour").press("Enter")
    expect(one.page.locator("#tour-name")).to_be_focused()
    stands(one, 1)
    shown(one)
    press("Enter")
    stands(one, 2)
    shown(one)
    press("Enter")
    expect(one.answer.locator(".frame")).to_have_count(2)  # the greeting
    stands(one, 2)
    shown(one)
    greeted = one.answer.get_by_role("button", name=one.words("core.language"), exact=True)
    greeted.press("Enter")
    expect(one.page.locator("body")).to_have_attribute("data-languages", language)
    stands(one, 3)
    expect(one.page.locator("dialog #tour")).to_be_visible()
    shown(one)
    one.page.keyboard.type(f"What {person} learned")
    one.answer.locator("button.main").press("Enter")
    stands(one, 4)
    shown(one)
    press("Enter")
    stands(one, 5)
    for each in (one, other):
        expect(each.post.locator("blockquote")).to_have_text(f"What {person} learned")
    shown(one)
    press("Enter")
    stands(one, 6)
    for each in (one, other):
        expect(each.page.locator(".post blockquote", has_text=f"What {person} learned")).to_have_count(0)
    shown(one)
    expect(one.box).to_be_focused()


def test_it_can_be_left_and_taken_up_again(window: Open) -> None:
    one = window("ailsa")
    tour = one.page.locator("#tour")
    one.page.locator("#take-tour").press("Enter")
    one.page.locator(".post summary").last.press("Enter")
    stands(one, 2)
    one.page.locator(".pointed").press("Enter")
    stands(one, 3)
    tour.locator("[data-leave]").press("Enter")
    expect(tour).to_be_hidden()
    one.field("what").fill("Kept without a guide")
    one.answer.locator("button.main").click()
    expect(one.answer.locator("blockquote")).to_have_text("Kept without a guide")
    expect(one.page.locator(".pointed")).to_have_count(0)
    one.page.locator("#take-tour").press("Enter")
    stands(one, 1)  # the form it had come to is gone
    one.page.reload()
    stands(one, 1)
    tour.locator("[data-leave]").press("Enter")
    expect(one.page.locator("#take-tour")).to_be_focused()
    one.page.reload()
    expect(one.page.locator("body[data-ready]")).to_be_attached()
    expect(tour).to_be_hidden()


def test_it_is_not_offered_where_it_cannot_lead(window: Open) -> None:
    one = window()
    one.page.goto(f"{one.page.url.partition('?')[0]}?as=callum&in=direct:callum")
    expect(one.page.locator("#take-tour")).to_have_count(0)


def test_on_a_phone_it_stands_over_nothing_that_it_points_at(window: Open) -> None:
    window("callum").say("Short")  # the last post: its menu reaches over the foot
    one = window("ailsa", viewport={"width": 360, "height": 640})
    on_top = """one => { const { x, y, width, height } = one.getBoundingClientRect();
        return one.contains(document.elementFromPoint(x + width / 2, y + height / 2)); }"""
    one.page.locator("#take-tour").click()
    one.page.locator(".post:not(.ours) summary").last.click()
    one.page.locator(".pointed").click()
    one.field("what").fill("Kept on the bus")
    one.answer.locator("button.main").click()
    for number, key in ((4, "learn.share-it"), (5, "learn.withdraw-it")):
        stands(one, number)
        expect(one.page.locator(".pointed")).to_have_text(one.words(key))
        expect(one.page.locator(".post blockquote", has_text="Kept on the bus")).to_have_count(number - 4)
        assert one.page.locator(".pointed").evaluate(on_top)
        one.page.locator(".pointed").click()
    stands(one, 6)
