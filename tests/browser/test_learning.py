"""A person keeps, finds, changes, shares, takes back and deletes what they learned, in each language."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open


@pytest.mark.parametrize(("person", "language"), [("callum", "en"), ("sian", "cy")])
def test_the_life_of_an_entry(window: Open, person: str, language: str) -> None:
    mine, theirs = window(person, language=language), window("mererid", language="cy")

    mine.say("/learn log Paired talk")
    expect(mine.answer.get_by_role("heading")).to_have_text(mine.words("web.only-you"))
    expect(mine.answer.locator("blockquote")).to_have_text("Paired talk")
    expect(mine.box).to_have_value("")

    mine.say("/learn list")
    expect(mine.answer.locator(".items > li").first).to_contain_text("Paired talk")
    mine.press("learn.show-it")
    mine.press("learn.edit-it")
    expect(mine.field("what")).to_be_focused()
    expect(mine.field("what")).to_have_value("Paired talk")
    mine.field("what").fill("Paired talk\nwith a longer pause")
    mine.answer.locator("button.main").click()
    mine.press("core.done")
    mine.press("learn.show-it")
    expect(mine.answer.locator("blockquote").first).to_have_text("Paired talk\nwith a longer pause")

    mine.press("learn.share-it")
    for one in (mine, theirs):
        expect(one.post.locator("blockquote")).to_have_text("Paired talk\nwith a longer pause")
    expect(theirs.page.locator(".private")).to_have_count(0)
    mine.press("learn.withdraw-it")
    for one in (mine, theirs):
        expect(one.post.locator("blockquote")).to_have_count(0)
        expect(one.post).not_to_contain_text("longer pause")
    mine.press("learn.show-it")
    mine.press("learn.delete-it")
    mine.press("learn.delete-yes")
    mine.press("learn.to-list")
    expect(mine.answer.get_by_role("button", name=mine.words("learn.log-it"))).to_be_visible()
    expect(mine.answer).not_to_contain_text("Paired talk")


def test_the_menu_of_a_message_keeps_where_it_is_and_not_its_words(window: Open) -> None:
    mine = window()
    first = mine.page.locator("#post-1")
    first.locator("summary").click()
    first.get_by_role("button", name=mine.words("learn.do-log.menu")).click()
    mine.field("what").fill("What Mererid asked us")
    mine.answer.locator("button.main").click()
    expect(mine.answer.locator("blockquote")).to_have_text("What Mererid asked us")
    mine.say("/learn list")
    mine.press("learn.show-it")
    mine.answer.locator("a[href*='/to/1']").first.evaluate("link => link.target = ''")
    mine.answer.locator("a[href*='/to/1']").first.click()
    expect(mine.page.locator("#post-1:target")).to_contain_text("chroeso")
    expect(mine.page.locator("body")).to_have_attribute("data-person", "callum")


def test_a_long_list_is_searched_and_what_is_chosen_stays(window: Open) -> None:
    mine = window("sian", "cy")
    for words in (*(f"Sgwrs {number}" for number in range(8)), "Holi agored", "Asesu gan gyfoedion"):
        mine.say(f"/learn log {words}")
        expect(mine.answer).to_contain_text(words)
    mine.say("/learn show")
    entries = mine.field("entry")
    entries.locator("label", has_text="Holi agored").locator("input").check()
    entries.locator("input[type=search]").fill("gyfoedion")
    expect(entries.locator("label", has_text="Asesu gan gyfoedion")).to_be_visible()
    expect(entries.locator("input:checked")).to_have_count(1)
    mine.answer.locator("button.main").click()
    expect(mine.answer.locator("blockquote").first).to_have_text("Holi agored")


def test_a_year_to_look_at_says_what_is_seen(window: Open) -> None:
    mine = window("ailsa", viewport={"width": 360, "height": 740})
    mine.say("/learn log Wait time kind:reading")
    expect(mine.answer.locator("blockquote")).to_have_text("Wait time")
    mine.say("/learn year")
    picture = mine.answer.get_by_role("img")
    expect(picture).to_have_attribute("alt", re.compile(r"^A dot for each entry\. .*Reading: \d+\."))
    expect(picture).to_have_attribute("lang", "en")
    assert mine.page.evaluate("document.documentElement.scrollWidth") == 360
    picture.click()
    large = mine.page.locator("#large")
    expect(large.get_by_role("img")).to_be_visible()
    large.get_by_role("button").click()
    expect(large).to_be_hidden()
    mine.press("learn.year-words")
    expect(mine.answer).to_contain_text("Wait time")
