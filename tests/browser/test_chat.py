"""The page as a chat: days and authors, threads, what is older, the data in the message box, and a line that breaks."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import House, Open


def test_a_day_is_named_once_and_an_author_until_another_speaks(window: Open) -> None:
    one = window()
    for words in ("One thing", "and another"):
        one.say(words)
        expect(one.post.locator(".words")).to_have_text(words)
    days = one.page.locator(".day:visible")
    named = days.all_text_contents()
    assert len(named) == len(set(named)) > 3
    expect(one.post).to_have_class("post same")
    expect(one.post.locator(".face")).to_be_hidden()
    expect(one.post.locator(".by strong")).to_have_text("Callum Reid")  # still there to be read aloud


def test_a_thread_is_under_its_place_and_leads_there(window: Open) -> None:
    one = window("sian", language="cy")
    one.page.locator(".to-thread").first.click()
    expect(one.page.locator("#here")).to_have_class("here thread")
    expect(one.page.locator("#places [aria-current=page]")).to_be_visible()
    expect(one.page.locator(".post blockquote").first).to_contain_text("photocopier")
    expect(one.page.locator(".post.ours").first.locator(".frame")).to_have_count(2)
    one.say("Diolch!")
    expect(one.post.locator(".words")).to_have_text("Diolch!")


def test_what_is_chosen_stands_beside_the_words_and_can_be_taken_out(window: Open) -> None:
    one = window()
    options, chosen = one.page.get_by_role("option"), one.page.locator("#chosen li")
    one.box.press_sequentially("/learn show entry:pause")
    expect(options).to_have_count(1)
    expect(options).to_contain_text("longer pause")
    options.click()
    expect(chosen).to_have_count(1)
    one.page.reload()
    expect(chosen).to_contain_text("longer pause")
    one.box.press("Home")
    one.box.press("Backspace")
    expect(chosen).to_have_count(0)
    one.box.fill("/learn show entry:five")
    options.filter(has_text="Five seconds").click()
    one.box.press("Enter")
    expect(one.answer.locator("blockquote").first).to_contain_text("Five seconds")
    expect(one.box).to_have_value("")
    expect(chosen).to_have_count(0)


def test_older_messages_are_read_on_request(fragile: House, window: Open) -> None:
    one = window(at=fragile)
    with closing(sqlite3.connect(fragile.folder / "playground.db")) as there, there:
        there.executemany(
            "INSERT INTO post (key, place, author, at, words, html, changed) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(f"{n}", "learning", "sian", "2026-11-23T09:00:00+00:00", f"Note {n}", "", n + 1) for n in range(205)],
        )
    one.page.reload()
    posts = one.page.locator(".post")
    expect(posts).to_have_count(200)
    one.page.get_by_role("button", name=one.words("web.earlier"), exact=True).press("Enter")
    expect(posts).to_have_count(205)
    expect(posts.first.locator(".words")).to_have_text("Note 0")
    expect(one.page.locator("#earlier")).to_be_hidden()


def test_a_broken_line_loses_nothing_and_does_nothing_twice(window: Open) -> None:
    one, other = window(), window("sian", language="cy")
    one.say("/learn log Said once")
    share = one.answer.get_by_role("button", name=one.words("learn.share-it"), exact=True)

    def lose(route: Route) -> None:  # it arrives, but its answer does not
        route.fetch()
        route.abort()

    one.page.route("**/do", lose, times=1)
    share.click()
    away = one.page.locator("#away p")
    expect(away).to_be_visible()
    expect(other.post.locator("blockquote")).to_have_text("Said once")
    share.click()
    expect(away).to_be_hidden()
    expect(one.answer).to_contain_text(one.words("core.already-done"))
    expect(one.page.locator(".post blockquote", has_text="Said once")).to_have_count(1)

    one.page.context.set_offline(True)
    one.say("Typed under ground")
    expect(away).to_be_visible()
    expect(one.box).to_have_value("Typed under ground")
    other.say("Meanwhile")
    expect(other.post.locator(".words")).to_have_text("Meanwhile")
    one.page.context.set_offline(False)
    expect(away).to_be_hidden()
    expect(one.page.locator(".post .words", has_text="Meanwhile")).to_have_count(1, timeout=15_000)
    one.box.press("Enter")
    for each in (one, other):
        expect(each.page.locator(".post .words", has_text="Typed under ground")).to_have_count(1)
    one.wrong.clear()  # the browser itself reports the lost connection


@pytest.mark.parametrize("script", ["page.js", "box.js", "tour.js"])
def test_what_is_typed_before_the_scripts_come_is_kept(window: Open, script: str) -> None:
    one, held = window(), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    one.page.route(f"**/{script}", hold)
    one.page.reload(wait_until="commit")
    one.box.fill("Early bird")
    one.page.wait_for_timeout(100)
    held[0].continue_()
    expect(one.page.locator("body[data-ready]")).to_be_attached()
    expect(one.box).to_have_value("Early bird")
    one.box.press("Enter")
    expect(one.post.locator(".words")).to_have_text("Early bird")
