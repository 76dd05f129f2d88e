"""Nothing typed is lost, nothing typed is alive, and nobody needs a mouse, a wide screen or a steady line."""

from __future__ import annotations

import signal

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import House, Open

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> </bdi></blockquote> @everyone <@U1> javascript:alert(3) "
    "[x](javascript:alert(4)) **bold** \ue000 \u202egnp.exe \u200b =1+1"
)


def test_wrong_input_keeps_what_was_typed(window: Open) -> None:
    mine = window()
    mine.say("/learn log")
    mine.field("what").fill("Marking together")
    mine.field("minutes").fill("a while")
    mine.answer.locator("button.main").click()
    expect(mine.answer.locator(".refused")).to_be_focused()
    expect(mine.answer.locator(".field:has([data-field=minutes])")).to_contain_text(mine.words("core.not-minutes"))
    expect(mine.field("what")).to_have_value("Marking together")
    expect(mine.field("minutes")).to_have_value("a while")
    expect(mine.answer.locator(".refused").get_by_role("button")).to_have_count(0)  # none back to where one is
    mine.field("minutes").fill("1h30")
    mine.answer.locator("button.main").click()
    expect(mine.answer.locator("blockquote")).to_have_text("Marking together")


def test_a_closed_form_comes_back_as_it_was(window: Open) -> None:
    mine = window()
    mine.say("/learn log")
    mine.field("what").fill("Half a thought")
    mine.press("web.close")
    expect(mine.field("what")).to_be_hidden()
    mine.press("web.bring-back")
    expect(mine.field("what")).to_have_value("Half a thought")


def test_an_unknown_command_stays_in_the_box(window: Open) -> None:
    mine = window()
    mine.say("/lern log Paired talk")
    expect(mine.answer).to_contain_text("/learn log")
    expect(mine.box).to_have_value("/lern log Paired talk")


def test_what_is_hostile_is_inert(window: Open) -> None:
    mine, theirs = window(), window("sian", language="cy")
    mine.page.evaluate("addEventListener('securitypolicyviolation', () => { window.violated = true })")
    mine.say(HOSTILE)
    expect(theirs.post).to_contain_text("<script>alert(1)</script> <img src=x onerror=alert(2)>")
    mine.say(f"/learn log {HOSTILE}")
    expect(mine.answer.locator("blockquote")).to_contain_text("[x](javascript:alert(4)) **bold**")
    mine.press("learn.share-it")
    expect(theirs.post.locator("blockquote")).to_contain_text("</bdi></blockquote>")
    for one in (mine, theirs):
        assert one.page.locator("main").locator("script, img, [href^=javascript]").count() == 0
    mine.say(f"/learn list words:{HOSTILE}")
    mine.page.wait_for_timeout(200)
    assert mine.page.evaluate("window.violated") is None


def test_a_script_that_slipped_in_would_not_run(window: Open) -> None:
    mine = window()
    mine.page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'hit = 1'}))")
    assert mine.page.evaluate("typeof hit") == "undefined"
    assert [said for said in mine.wrong if "Content Security Policy" in said]
    mine.wrong.clear()


def test_a_keyboard_is_enough(window: Open) -> None:
    mine = window()
    mine.page.reload()
    press, kind = mine.page.keyboard.press, mine.page.keyboard.type

    def take() -> None:
        press("ArrowDown")
        press("Enter")

    press("Tab")
    press("Enter")
    expect(mine.box).to_be_focused()
    kind("/le")
    options, hint = mine.page.get_by_role("option"), mine.page.locator("#hint")
    first = options.first
    expect(first).to_contain_text(mine.words("learn.room"))
    press("ArrowDown")
    expect(mine.box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    press("Escape")
    expect(mine.box).to_have_attribute("aria-expanded", "false")
    take()
    expect(mine.box).to_have_value("/learn ")
    expect(first).to_contain_text("/learn log")
    press("Enter")  # no command yet: it is completed, not sent
    expect(mine.box).to_have_value("/learn log ")
    expect(hint).to_contain_text(mine.words("learn.ask-what"))
    kind("ki")
    take()
    expect(mine.box).to_have_value("/learn log kind:")
    kind("read")
    expect(options).to_contain_text(["Reading"])
    take()
    expect(mine.box).to_have_value("/learn log ")
    expect(mine.page.locator("#chosen li")).to_have_text(["kind Reading"])
    kind("minu")
    take()
    expect(hint).to_contain_text(mine.words("learn.ask-minutes"))
    kind("20 A paper on silence")
    press("Enter")
    expect(mine.answer).to_be_focused()
    expect(mine.answer.locator("blockquote")).to_have_text("A paper on silence")
    for key in ("Tab", "Tab", "Enter"):
        press(key)
    expect(mine.answer.locator("form [data-field]").first).to_be_focused()


def test_a_house_that_goes_and_comes_back(window: Open, fragile: House) -> None:
    mine, theirs = window(at=fragile), window("sian", "cy", at=fragile)
    mine.say("/learn log")
    mine.field("what").fill("Kept through a power cut")
    assert fragile.stop(signal.SIGKILL) == -signal.SIGKILL
    mine.answer.locator("button.main").click()
    expect(mine.page.get_by_role("alert")).to_contain_text(mine.words("web.away"))
    theirs.box.fill("Still here")
    fragile.start()
    expect(mine.page.locator("#away p")).to_be_hidden(timeout=10_000)
    mine.answer.locator("button.main").click()
    expect(mine.answer.locator("blockquote")).to_have_text("Kept through a power cut")
    theirs.box.press("Enter")
    expect(mine.post).to_contain_text("Still here", timeout=10_000)
    mine.say("/learn list")
    expect(mine.answer.locator(".items > li")).to_have_count(1)
    assert "power cut" not in fragile.complaints
    for each in (mine, theirs):
        each.page.close()
        each.wrong.clear()  # the browser itself reports the lost connection


def test_two_presses_at_once_share_once(window: Open) -> None:
    mine = window()
    mine.say("/learn log Once")
    before = mine.page.locator(".post").count()
    mine.answer.get_by_role("button", name=mine.words("learn.share-it")).dblclick()
    expect(mine.post.locator("blockquote")).to_have_text("Once")
    assert mine.page.locator(".post").count() == before + 1


def test_language_is_each_persons_choice(window: Open) -> None:
    mine = window("mererid", language="cy")
    labels = mine.page.locator("label[for=box] > span")
    expect(labels).to_have_text([mine.words("web.box")])
    mine.say("/my hours")
    mine.field("language").get_by_label(mine.words("core.speak-all")).check()
    mine.answer.locator("button.main").click()
    expect(labels).to_have_count(2)
    mine.say("/learn list")
    expect(mine.answer).to_be_focused()
    assert mine.answer.locator(".frame").evaluate_all("all => all.map(one => one.lang)") == ["cy", "en"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_screen_never_scrolls_sideways(window: Open, scheme: str) -> None:
    mine = window(viewport={"width": 360, "height": 640}, color_scheme=scheme)
    mine.say("/learn log")
    expect(mine.field("what")).to_be_focused()
    mine.field("what").fill("https://example.org/" + "long" * 100)
    mine.answer.locator("button.main").click()
    expect(mine.answer.locator("blockquote")).to_be_visible()
    assert mine.page.evaluate("document.documentElement.scrollWidth") == 360


def test_every_control_has_a_name(window: Open) -> None:
    mine = window("mererid", language="cy")
    mine.say("/learn log")
    expect(mine.field("what")).to_be_focused()
    nameless = """all => all.filter(one => !(one.labels?.[0]?.textContent || one.ariaLabel || one.textContent).trim())
        .map(one => one.outerHTML)"""
    assert mine.page.locator("input, select, textarea, button, summary").evaluate_all(nameless) == []
