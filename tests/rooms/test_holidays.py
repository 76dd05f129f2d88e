"""Holidays, typed by moderators: seen by everybody, taken away with a button."""

from __future__ import annotations

from datetime import date

from bot.rooms.blether import t
from bot.store.tables import holiday
from bot.talk import Button, Call, Item, Message, Refusal, Role, text
from bot.testing import Bench, Someone

ADD = Button(t("holiday-it"), Call.of("blether.holiday", {}), ("name", "since", "until"))
LIST = Button(t("holidays-it"), Call.of("blether.holidays", {}))


def moderator(bench: Bench) -> Someone:
    return bench.person("Ailsa", language="en", role=Role.MODERATOR)


async def test_one_is_added_shown_and_taken_away(bench: Bench) -> None:
    ailsa = moderator(bench)
    await ailsa.does("blether.holiday")
    said = await ailsa.fills(name="Winter", since="21/12/2026", until="2027-01-05")
    assert said == Message(t("holiday-kept", name="Winter"), buttons=(LIST,))
    await ailsa.does("blether.holiday", name="In-service", since="2026-11-30")
    said = await ailsa.presses("blether.holidays-it")
    assert [(item.text, item.button and item.button.label) for item in said.items] == [
        (t("one-day", name="In-service", on=date(2026, 11, 30)), t("cancel-it")),
        (t("some-days", name="Winter", since=date(2026, 12, 21), until=date(2027, 1, 5)), t("cancel-it")),
    ]
    assert (said.text, said.buttons) == (t("holidays", more=0), (ADD,))
    said = await ailsa.presses("blether.cancel-it")
    assert said == Message(t("holiday-cancelled", name="In-service"), buttons=(LIST,))
    said = await ailsa.presses("blether.holidays-it")
    assert [item.text.values["name"] for item in said.items] == ["Winter"]


async def test_members_see_them_and_change_none(bench: Bench) -> None:
    megan = bench.person("Megan", language="cy")
    assert await megan.does("blether.holidays") == Message(t("no-holidays"))
    await moderator(bench).does("blether.holiday", name="Winter", since="2026-12-21")
    said = await megan.does("blether.holidays")
    on = date(2026, 12, 21)
    assert said == Message(t("holidays", more=0), items=(Item(t("one-day", name="Winter", on=on)),))
    for action in ("holiday", "cancel-holiday"):
        assert await megan.does(f"blether.{action}") == Refusal(text("core.moderators-only"))


async def test_what_is_over_is_not_shown(bench: Bench) -> None:
    ailsa = moderator(bench)
    await ailsa.does("blether.holiday", name="Autumn", since="2026-10-12", until="2026-11-23")
    await ailsa.does("blether.holiday", name="Summer", since="2026-07-01", until="2026-11-22")
    assert [item.text.values["name"] for item in (await ailsa.does("blether.holidays")).items] == ["Autumn"]


async def test_a_holiday_ends_after_it_begins_and_within_a_year(bench: Bench) -> None:
    ailsa = moderator(bench)
    for until in ("2026-12-20", "2027-12-22"):
        said = await ailsa.does("blether.holiday", name="Winter", since="2026-12-21", until=until)
        assert (said.text, said.problems) == (text("core.please-mend", count=1), (("until", t("no-such-holiday")),))
    assert await ailsa.does("blether.holidays") == Message(t("no-holidays"), buttons=(ADD,))


async def test_the_same_twice_is_one(bench: Bench) -> None:
    ailsa = moderator(bench)
    for _ in range(2):
        await ailsa.does("blether.holiday", name="Winter", since="2026-12-21")
    assert len((await ailsa.does("blether.holidays")).items) == 1


async def test_a_long_list_says_how_many_more_and_there_is_an_end(bench: Bench) -> None:
    ailsa = moderator(bench)
    await ailsa.does("blether.holidays")
    async with bench.bot.store.turn() as tx:
        home = (await tx.exec_driver_sql("SELECT id FROM community")).scalar_one()
        day = {"community": home, "since": date(2026, 12, 1), "until": date(2026, 12, 1)}
        await tx.execute(
            holiday.insert(), [{**day, "id": f"{n}", "name": f"Day {n:03} {'W' * 72}"} for n in range(500)]
        )
    said = await ailsa.does("blether.holidays")
    assert (len(said.items), said.text) == (24, t("holidays", more=476))
    said = await ailsa.does("blether.holiday", name="Winter", since="2026-12-21")
    assert said.text == t("too-many-holidays", count=500)


async def test_one_is_found_as_one_types(bench: Bench) -> None:
    ailsa = moderator(bench)
    for name in ("Winter", "Spring"):
        await ailsa.does("blether.holiday", name=name, since="2026-12-21")
    await ailsa.does("blether.cancel-holiday")
    (option,) = await ailsa.seeks("holiday", "spr")
    assert option.label == t("one-day", name="Spring", on=date(2026, 12, 21))
    assert (await ailsa.fills(holiday=option.value)).text == t("holiday-cancelled", name="Spring")


async def test_two_communities_have_each_their_own(bench: Bench) -> None:
    await moderator(bench).does("blether.holiday", name="Winter", since="2026-12-21")
    other = bench.person("Ailsa", language="en", role=Role.MODERATOR, community="college")
    assert (await other.does("blether.holidays")).text == t("no-holidays")
