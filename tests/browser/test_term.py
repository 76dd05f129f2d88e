"""A term in a few minutes, by keyboard.

A holiday, a prompt in both languages that leaves it out, an answer shared, and what is asked three school weeks later.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import House, Open, Window

HALF_TERM = "Hanner tymor / Half-term"


def pressed(button: Locator) -> None:
    button.focus()
    button.press("Enter")


def sent(one: Window, **values: str | tuple[str, ...]) -> None:
    """A form filled in and sent without a mouse: words, days and times are typed, choices ticked with the space bar."""
    for name, value in values.items():
        field = one.field(name)
        if field.evaluate("each => each.matches('fieldset')"):
            for each in (value,) if isinstance(value, str) else value:
                field.locator(f"input[value='{each}']").focus()
                one.page.keyboard.press("Space")
        elif field.evaluate("each => each.matches('select')"):
            field.select_option(str(value))
        else:
            field.fill(str(value))
    pressed(one.answer.locator("button.main"))


def chosen(one: Window, key: str) -> None:
    pressed(one.answer.get_by_role("button", name=one.words(key), exact=True).first)


def today(one: Window) -> date:
    return date.fromisoformat((one.page.locator("#clock").get_attribute("data-seen") or "")[:10])


def turned(one: Window, way: str) -> None:
    before = one.page.locator("#clock").get_attribute("data-seen")
    pressed(one.page.locator(f"#clock [data-way={way}]"))
    expect(one.page.locator(f"#clock[data-seen='{before}']")).to_have_count(0)
    expect(one.page.locator("#clock").get_by_role("status")).to_contain_text(re.compile(r"Blether "))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_term(fragile: House, window: Open, language: str) -> None:
    head, other = window("mererid", language, at=fragile), window("callum", language, at=fragile)
    monday = today(head)
    week = timedelta(weeks=1)

    head.say("/blether holiday")
    sent(head, name=HALF_TERM, since=str(monday + 2 * week), until=str(monday + 2 * week + timedelta(days=4)))
    expect(head.answer).to_contain_text(HALF_TERM)

    head.say("/prompt schedule")
    sent(head, source="pack:gibbs", often="week", days="1", clock="09:30")
    chosen(head, "core.done")  # until when and in holidays too: left empty
    chosen(head, "prompt.plan-it")
    expect(head.answer.locator(".items > li", has_text=HALF_TERM)).to_have_count(1)

    turned(other, "next")
    ours = other.page.locator(".post.ours")
    expect(ours).to_have_count(1)
    expect(ours.locator(".frame")).to_have_count(2)  # in Welsh and in English
    pressed(ours.locator("[data-wire]").first)
    sent(other, words="They waited for each other.")
    expect(other.answer.locator("blockquote")).to_have_text("They waited for each other.")
    chosen(other, "prompt.share-it")
    expect(other.answer).to_contain_text(other.words("prompt.take-back"))
    other.say("/learn list")
    chosen(other, "learn.show-it")
    chosen(other, "learn.ask-later-it")
    expect(other.answer).to_contain_text(other.words("learn.stop-it"))

    asked = [1]
    for _ in range(3):
        turned(head, "monday")
        turned(head, "hour")
        asked.append(ours.count())
    assert asked == [1, 2, 2, 3]

    turned(other, "monday")
    turned(other, "hour")
    direct = other.page.get_by_role("navigation", name=other.words("web.places")).get_by_role("link").last
    expect(direct.locator(".new")).to_be_visible()
    pressed(direct)
    expect(other.page.locator("body[data-ready][data-place^=direct]")).to_be_attached()
    expect(other.post.locator("blockquote")).to_have_text("They waited for each other.")
    pressed(other.post.get_by_role("button", name=other.words("learn.answer-it")))
    sent(other, practice="I wait ten seconds now.")
    expect(other.answer).to_contain_text(other.words("learn.changed"))
