"""A room from outside the tree works in the page like any other: its commands, forms, pages, posts and buttons."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import House, Open
from tests.browser.test_access import faults


def test_a_room_from_outside_the_tree(outside: House, window: Open) -> None:
    mine, theirs = window(at=outside), window("sian", language="cy", at=outside)
    mine.box.press_sequentially("/garden g")
    expect(mine.page.get_by_role("option").first).to_contain_text("/garden give")

    mine.say("/garden give")
    mine.field("name").fill("Runner beans")
    mine.field("seeds").fill("12")
    mine.answer.locator("button.main").click()
    mine.press("core.done")
    expect(mine.answer.locator("blockquote")).to_have_text("Runner beans")
    expect(theirs.post.locator("blockquote")).to_have_text("Runner beans")

    mine.say("/garden offer Pea shoots")
    theirs.post.get_by_role("button", name=theirs.words("garden.take-it")).click()
    expect(theirs.answer.locator("blockquote")).to_have_text("Pea shoots & more")


def test_a_picture_stands_in_a_post_and_opens_large(outside: House, window: Open) -> None:
    """Said in both of the place's languages, drawn for the light and for the dark, and left again by keyboard."""
    mine, theirs = window(at=outside), window("sian", language="cy", color_scheme="dark", at=outside)
    mine.say("/garden box")
    for one in (mine, theirs):
        picture = one.post.locator(".picture img")
        expect(picture).to_have_attribute("alt", re.compile("^Y blwch cyfnewid, dot am bob pecyn. Blodyn: 0."))
        expect(picture).to_have_attribute("lang", "cy")
        expect(one.post.locator(".picture [lang=en]").first).to_contain_text("The swap box, a dot for each packet.")
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("one => one.naturalWidth") == 640
        button = one.post.locator(".picture button")
        button.press("Enter")
        expect(one.page.locator("#large img")).to_be_visible()
        assert faults(one) == []
        one.page.keyboard.press("Escape")
        expect(one.page.locator("#large")).to_be_hidden()
        expect(button).to_be_focused()
    shown = [one.post.locator(".picture img").evaluate("one => one.currentSrc") for one in (mine, theirs)]
    assert len({*shown}) == 2
