"""A person plans something, moves the clock, and sees it said: once, in every window, in each language."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from bot.talk import text
from bot.texts import Texts
from tests.browser.conftest import ROOT, TEXTS, House, Open, Window, running
from tests.cli.warm import Warm

BELL = ROOT / "tests/timetable/bell"
SEND = "const { send } = await import('/static/sending.js');"
RUNG = Texts({"core": ROOT / "bot", "bell": BELL})


@pytest.fixture
def tower(tmp_path: Path, warmed: Warm) -> Iterator[House]:
    """A demo with a school bell."""
    yield from running(House(tmp_path / "tower", warmed, BLETHER_DEMO_ROOMS__FOLDERS=str(BELL.parent)))


def shown(one: Window) -> Locator:
    return one.page.locator("#clock").get_by_role("status")


def turn(one: Window, way: str) -> None:
    one.page.locator("#clock").get_by_role("button", name=one.words(f"web.to-{way}"), exact=True).click()


def stands(one: Window, day: str, clock: str, said: int | None = None) -> None:
    """The clock shows that weekday and time and, once it was moved, how much was said."""
    expect(shown(one).locator("time")).to_contain_text(TEXTS.plain(text(f"core.day-{day}"), one.language))
    expect(shown(one).locator("time")).to_contain_text(clock)
    if said is not None:
        expect(shown(one)).to_contain_text(one.words("web.said", count=said))


def rung(one: Window) -> Locator:
    return one.page.locator(".post.ours")


def test_what_comes_again_is_said_at_its_time_in_every_window(tower: House, window: Open) -> None:
    mererid, callum, sian = window("mererid", at=tower), window(at=tower), window("sian", "cy", at=tower)
    sian.page.goto(f"{tower.address}/?as=sian&in=paned")
    stands(sian, "mo", "09:00")
    mererid.say("/bell plan often:week days:1 days:4 clock:10:00")
    expect(mererid.answer.locator("blockquote")).to_be_visible()
    turn(callum, "next")
    for one in (mererid, callum):
        stands(one, "mo", "10:00", 1)
        expect(rung(one)).to_have_count(1)
    expect(callum.post.locator(".frame")).to_have_count(2)
    stands(sian, "mo", "10:00", 1)
    turn(sian, "monday")
    for one in (mererid, callum):
        stands(one, "mo", "09:00", 1)
        expect(rung(one)).to_have_count(2)
    expect(callum.post.locator("time")).to_contain_text("10:00")
    turn(callum, "hour")
    stands(callum, "mo", "10:00", 1)
    turn(mererid, "day")
    stands(sian, "tu", "10:00", 0)
    expect(rung(callum)).to_have_count(3)

    learning = sian.page.locator("[id='place-learning']")
    expect(learning).to_contain_text(sian.words("web.new"))
    expect(learning.locator(".new")).to_be_visible()
    expect(sian.page.locator("[id='place-coffee'] .new")).to_be_hidden()
    learning.locator("a").click()
    expect(rung(sian)).to_have_count(3)
    expect(sian.page.locator("[id='place-learning'] .new")).to_be_hidden()


def test_two_windows_at_once_move_it_once(tower: House, window: Open) -> None:
    mine, theirs = window("mererid", at=tower), window("mererid", at=tower)
    mine.say("/bell plan often:week days:1 clock:09:30")
    expect(mine.answer.locator("blockquote")).to_be_visible()
    seen, at = mine.page.locator("#clock").get_attribute("data-seen"), mine.page.evaluate("Date.now() + 1000")
    for one in (mine, theirs):
        one.page.evaluate(f"setTimeout(() => document.querySelector('[data-way=hour]').click(), {at} - Date.now())")
    for one in (mine, theirs):
        stands(one, "mo", "10:00", 1)
        expect(rung(one)).to_have_count(1)
    theirs.page.evaluate(
        f"async seen => {{ {SEND} await send('/clock', {{way: 'hour', seen}}); }}", seen
    )  # a press that was long on its way
    turn(theirs, "day")
    stands(mine, "tu", "10:00", 0)


def test_a_long_way_says_how_far_it_is_and_people_are_answered_meanwhile(tower: House, window: Open) -> None:
    mine, theirs = window("mererid", at=tower), window(at=tower)
    planned = "/bell plan often:week days:1 days:2 days:3 days:4 days:5 clock:"
    mine.page.evaluate(
        f"async said => {{ {SEND}"
        """
            for (let minute = 10; minute < 30; minute++) await send("/do", {said: `${said}10:${minute}`});
            window.told = [];
            const status = document.querySelector("#clock [role=status]");
            new MutationObserver(() => told.push(status.textContent)).observe(status, {childList: true});
        }""",
        planned,
    )
    turn(mine, "monday")
    expect(shown(theirs)).to_contain_text(theirs.words("web.on-the-way", count=0)[:10])
    theirs.say("/my settings")
    expect(theirs.answer).to_contain_text(theirs.words("my.settings")[:10])
    answered_at = mine.page.evaluate("told.length")
    expect(shown(mine)).to_contain_text(mine.words("web.said", count=100), timeout=60_000)
    told = mine.page.evaluate("told")
    assert all(each.count("On the way.") for each in told[:-1])
    assert 0 < answered_at < len(told)


def test_a_reminder_reaches_its_person_alone_and_a_restart_keeps_the_time(tower: House, window: Open) -> None:
    mine, theirs = window("sian", "cy", at=tower), window(at=tower)
    mine.say("/bell whisper hours:2 Paned am ddau")
    expect(mine.answer).to_be_focused()
    mine.page.locator("[data-way=day]").focus()
    mine.page.keyboard.press("Shift+Tab")
    mine.page.keyboard.press("Enter")
    stands(mine, "mo", "10:00", 0)
    mine.page.keyboard.press("Enter")
    stands(mine, "mo", "11:00", 1)
    stands(theirs, "mo", "11:00", 0)
    direct = mine.page.get_by_role("navigation", name=mine.words("web.places")).get_by_role("link").last
    expect(direct.locator(".new")).to_be_visible()
    direct.click()
    expect(mine.post.locator("blockquote")).to_have_text("Paned am ddau")
    expect(mine.post.locator("time")).to_contain_text("11:00")
    turn(mine, "next")
    expect(shown(mine)).to_contain_text(mine.words("web.nothing-planned"))
    stands(theirs, "mo", "11:00")

    assert tower.stop(signal.SIGKILL) == -signal.SIGKILL
    tower.start()
    mine.page.reload()
    stands(mine, "mo", "11:00")
    expect(rung(mine)).to_have_count(1)
    turn(mine, "day")
    stands(mine, "tu", "11:00", 0)
    for each in (mine, theirs):
        each.page.close()
        each.wrong.clear()  # the browser itself reports the lost connection


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_clock_fits_a_narrow_screen(tower: House, window: Open, scheme: str) -> None:
    mine = window("mererid", "cy", at=tower, viewport={"width": 360, "height": 640}, color_scheme=scheme)
    turn(mine, "monday")
    stands(mine, "mo", "09:00", 0)
    assert mine.page.evaluate("document.documentElement.scrollWidth") == 360
    for number in range(12):
        mine.say(f"Neges {number}")
        expect(mine.post).to_contain_text(f"Neges {number}")
    expect(mine.post).to_be_in_viewport(ratio=1)
    expect(shown(mine)).to_be_in_viewport(ratio=1)


def test_a_bot_that_is_run_goes_by_the_real_time(outside: House, window: Open) -> None:
    mine = window(at=outside)
    expect(mine.page.locator("#clock")).to_have_count(0)
