"""First contact, settings, taking one's data away and being forgotten: in each language, by keyboard alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House, Open, Window


def tab_to(mine: Window, name: str) -> None:
    """Go on by the tabulator key until this button has the focus."""
    wanted = mine.answer.get_by_role("button", name=name, exact=True).first
    expect(wanted).to_be_visible()
    for _ in range(60):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        mine.page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never came to {name}")


def press(mine: Window, key: str) -> None:
    tab_to(mine, mine.words(key))
    mine.page.keyboard.press("Enter")


def types(mine: Window, words: str) -> None:
    mine.box.focus()
    mine.page.keyboard.type(words)
    mine.page.keyboard.press("Enter")


@pytest.mark.parametrize(("person", "language", "day"), [("callum", "en", "Saturday"), ("sian", "cy", "Dydd Sadwrn")])
def test_from_the_greeting_to_being_forgotten(
    fragile: House, window: Open, tmp_path: Path, person: str, language: str, day: str
) -> None:
    mine = window(person, language=language, at=fragile, new=True)
    is_greeted(mine)
    sets(mine, day)
    takes_away(mine, tmp_path)
    is_forgotten(mine)
    assert "Waiting three seconds" not in fragile.complaints


def is_greeted(mine: Window) -> None:
    """In both languages, Welsh first; and then what was begun is done in the one they chose."""
    types(mine, "/learn log Waiting three seconds")
    expect(mine.answer.locator(".frame")).to_have_count(2)
    assert mine.answer.locator(".frame").evaluate_all("all => all.map(one => one.lang)") == ["cy", "en"]
    press(mine, "core.language")
    expect(mine.page.locator("html")).to_have_attribute("lang", mine.language)
    expect(mine.answer.locator("blockquote")).to_have_text("Waiting three seconds")
    press(mine, "learn.share-it")
    expect(mine.post.locator("blockquote")).to_have_text("Waiting three seconds")


def sets(mine: Window, day: str) -> None:
    types(mine, "/my settings")
    expect(mine.answer.locator(".items")).to_contain_text("Europe/London")
    press(mine, "my.hours-it")
    expect(mine.field("language").locator("input:checked")).to_be_focused()
    mine.field("days").get_by_label(day).press("Space")
    press(mine, "web.send")
    expect(mine.answer).to_contain_text(mine.words("my.changed"))
    press(mine, "my.see-them")
    expect(mine.answer.locator(".items")).to_contain_text(day)


def takes_away(mine: Window, folder: Path) -> None:
    """Both files are opened and read."""
    press(mine, "my.export-it")
    links = mine.answer.locator("a[download]")
    expect(links).to_have_count(2)
    taken = []
    for link in links.all():
        with mine.page.expect_download() as downloading:
            link.press("Enter")
        downloading.value.save_as(file := folder / downloading.value.suggested_filename)
        taken.append(file.read_text("utf-8"))
    assert "```text\nWaiting three seconds\n```" in taken[0]
    assert mine.words("learn.table-entry") in taken[0]
    assert json.loads(taken[1])["held"]["learn_entry"][0]["what"] == "Waiting three seconds"


def is_forgotten(mine: Window) -> None:
    types(mine, "/my forget")
    press(mine, "my.forget-yes")
    expect(mine.answer).to_contain_text(mine.words("my.forgotten")[:20])
    expect(mine.page.locator(".post blockquote")).to_have_count(0)
    types(mine, "/learn list")
    expect(mine.answer.get_by_role("button", name="Cymraeg", exact=True)).to_be_visible()


def test_a_moderator_sets_the_community_up(fragile: House, window: Open) -> None:
    mererid, callum = window("mererid", at=fragile), window("callum", at=fragile)
    callum.say("/blether settings")
    expect(callum.answer).to_contain_text(callum.words("web.no-such-command", typed="/blether settings"))
    mererid.say("/blether settings")
    mererid.field("moderators").get_by_label("Callum Reid").check()
    mererid.field("contact").fill("Mererid, mererid@ysgol.example")
    mererid.field("notice").fill("ysgol.example")
    mererid.answer.locator("button.main").click()
    expect(mererid.answer.locator(".refused")).to_be_focused()
    mererid.field("notice").fill("https://ysgol.example/preifatrwydd")
    mererid.answer.locator("button.main").click()
    mererid.press("blether.privacy-it")
    expect(mererid.answer).to_contain_text("Mererid, mererid@ysgol.example")
    expect(mererid.answer.locator("a")).to_have_attribute("href", "https://ysgol.example/preifatrwydd")

    callum.page.reload()  # and now he may
    callum.say("/blether here")
    callum.field("languages").get_by_label("English").uncheck()
    callum.answer.locator("button.main").click()
    expect(callum.answer).to_contain_text(callum.words("blether.here-kept", place="Dysgu / Learning"))
