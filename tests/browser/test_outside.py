"""A room from outside the tree works in the page like any other: its commands, forms, pages, posts and buttons."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import House, Open


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
