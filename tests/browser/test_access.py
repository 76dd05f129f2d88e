"""axe finds nothing in any view; and what it cannot see: where the focus goes, and what is said of it."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Open, Window

AXE = Axe()


def faults(one: Window) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    found = AXE.run(one.page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize(("scheme", "person", "language"), [("light", "mererid", "en"), ("dark", "rhodri", "cy")])
def test_axe_finds_nothing(window: Open, scheme: str, person: str, language: str) -> None:
    one = window(person, language=language, color_scheme=scheme)
    views: dict[str, list[str]] = {"timeline": faults(one)}

    one.page.locator(".post summary").last.click()
    views["the menu of a message"] = faults(one)
    one.page.keyboard.press("Escape")
    one.page.locator(".me").click()
    views["who to be"] = faults(one)
    one.page.keyboard.press("Escape")
    one.box.press_sequentially("/learn log kind:")
    expect(one.page.get_by_role("option").nth(9)).to_be_visible()
    one.box.press("ArrowDown")
    views["the message box completed"] = faults(one)
    one.box.press("Enter")
    expect(one.page.locator("#chosen button")).to_be_visible()
    views["a field chosen"] = faults(one)
    one.box.fill("")
    one.say("/learn log")
    one.field("minutes").fill("soon")
    one.answer.locator("button.main").click()
    expect(one.answer.locator(".refused")).to_be_focused()
    views["a form with mistakes"] = faults(one)
    one.press("web.close")
    views["a form closed"] = faults(one)
    one.say("/learn list")
    expect(one.answer).to_be_focused()
    views["a private answer"] = faults(one)
    one.page.locator("#take-tour").click()
    expect(one.page.locator("#tour")).to_be_visible()
    views["the tour"] = faults(one)
    assert {view: found for view, found in views.items() if found} == {}


@pytest.mark.parametrize(("scheme", "language"), [("light", "cy"), ("dark", "en")])
def test_axe_finds_nothing_on_a_phone(window: Open, scheme: str, language: str) -> None:
    one = window("ailsa", language=language, color_scheme=scheme, viewport={"width": 360, "height": 740})
    views = {"timeline": faults(one)}
    one.page.get_by_role("button", name=one.words("web.places"), exact=True).click()
    expect(one.page.locator("#places")).to_be_visible()
    one.page.wait_for_timeout(200)  # until it has been drawn out
    views["drawer"] = faults(one)
    one.page.keyboard.press("Escape")
    one.say("/my hours")
    expect(one.field("days")).to_be_visible()
    views["form"] = faults(one)
    assert {view: found for view, found in views.items() if found} == {}
    assert one.page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_drawer_gives_the_focus_back(window: Open) -> None:
    one = window(viewport={"width": 360, "height": 740})
    opener, drawer = one.page.locator(".drawer"), one.page.locator("#places")
    expect(drawer).to_be_hidden()
    opener.press("Enter")
    one.page.keyboard.press("Tab")
    expect(drawer.get_by_role("link").first).to_be_focused()
    one.page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()
    opener.press("Enter")
    drawer.get_by_role("link", name="Paned a sgwrs").press("Enter")
    expect(one.page.locator("#here")).to_have_text("Paned a sgwrs")
    expect(drawer).to_be_hidden()


def test_a_form_gives_the_focus_back_to_where_it_was_opened(window: Open) -> None:
    one = window("ailsa")
    press = one.page.keyboard.press
    summary = one.page.locator(".post summary").last
    summary.focus()
    press("ArrowDown")
    press("ArrowDown")
    press("ArrowUp")
    press("Escape")
    expect(summary).to_be_focused()
    press("ArrowDown")
    one.page.locator(".menu[open] [data-menu='learn.log']").press("Enter")
    expect(one.field("what")).to_be_focused()
    press("Escape")
    expect(one.page.locator(".private")).to_have_count(0)
    expect(summary).to_be_focused()

    one.say("/learn list")
    one.press("learn.show-it")
    button = one.answer.get_by_role("button", name=one.words("learn.edit-it"), exact=True)
    button.press("Enter")
    expect(one.page.locator("dialog[open]")).to_be_visible()
    press("Escape")
    expect(button).to_be_focused()  # the answer it was opened from is still there


def test_what_comes_is_said_once(window: Open) -> None:
    """Only the timeline's log, the clock and the tour speak by themselves; an answer speaks as it takes the focus."""
    one = window()
    loud = one.page.locator("[aria-live], [role=log], [role=status], [role=alert]")
    twice = (
        "all => all.filter(one => all.some(other => other !== one && other.contains(one))).map(one => one.outerHTML)"
    )
    one.say("/learn list")
    expect(one.answer).to_be_focused()
    assert loud.evaluate_all(twice) == []
    assert one.page.locator("[role=log] .private").count() == 0
    assert one.answer.get_attribute("aria-describedby") == one.answer.locator(".said").get_attribute("id")
