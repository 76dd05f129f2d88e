"""Room ``blether``: what can be done here, what Blether is, who sees what, and what moderators set for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from importlib.metadata import version
from typing import Annotated, Any

from bot import people
from bot.finding import likeliest
from bot.languages import Languages
from bot.marks import Day, OneLine, Page, Pick, Several
from bot.room import MEMBER, MODERATOR, Room
from bot.store.rows import Row
from bot.store.tables import holiday as holiday_rows
from bot.store.tables import person, place
from bot.talk import OPTIONS, Button, Call, Command, Item, Message, Option, Refusal, Remote, Role, Text, text
from bot.texts import welsh_first
from bot.timetable import holidays as calendar
from bot.timetable.working import LONGEST, NAME, Holiday
from bot.turn import Turn
from bot.zones import Zone

room = Room("blether")
t = room.text
SHOWN = 24  # holidays in one list: each has a button, and the list one of its own


async def _some_rooms(turn: Turn, _typed: str) -> Sequence[Option]:
    return [Option(each, text(f"{each}.room")) for each in _by_room(turn)]


async def _some_holidays(turn: Turn, typed: str) -> Sequence[Option]:
    """Those that are not over, also by their id."""
    coming = await _coming(turn)
    found = {Option(each.id, _when(each, each.name[:30])): f"{each.name} {each.since} {each.id}" for each in coming}
    return likeliest(found, typed, OPTIONS)


RoomName = Annotated[str, Pick(_some_rooms)]
Contact = Annotated[str, OneLine(200)]
Called = Annotated[str, OneLine(NAME)]
OneHoliday = Annotated[str, Pick(_some_holidays)]


@room.action(may=MEMBER, slash=True)
async def help_(turn: Turn, room: RoomName | None = None) -> Message:
    """What I can do here."""
    rooms = _by_room(turn)
    if room is None:
        items = tuple(Item(t("a-room", name=f"/{name}", about=text(f"{name}.room"))) for name in rooms)
        buttons = tuple(Button(t("open-room", name=f"/{name}"), help_(room=name)) for name in rooms)
        return Message(t("help"), items=items, buttons=buttons)
    items = tuple(_line(each) for each in rooms[room])
    return Message(t("help-room", name=f"/{room}", about=text(f"{room}.room")), items=items, buttons=(_all_rooms(),))


@room.action(may=MEMBER, slash=True)
async def about(_turn: Turn) -> Message:
    """What Blether is."""
    return Message(t("about", version=version("blether")), buttons=(_all_rooms(), Button(t("privacy-it"), privacy())))


@room.action(may=MEMBER, slash=True)
async def privacy(turn: Turn) -> Message:
    """Who runs this, and who sees what."""
    home = turn.community
    who = [t("runs", contact=home.contact) if home.contact else t("runs-unsaid")]
    who += [t("notice", link=home.notice)] if home.notice else []
    stays = t("stays-here") if "local" in turn.traits else t("passes-through")
    sees = [t(f"sees-{each}") for each in ("you", "moderators", "operator", "nobody")]
    items = tuple(Item(each) for each in (*who, *sees, stays, t("rights")))
    mine = [Button(t(f"{each}-mine"), Call.of(f"my.{each}", {})) for each in ("settings", "export", "forget")]
    return Message(t("privacy"), items=items, buttons=tuple(mine))


@room.on_joined
async def welcome(turn: Turn) -> Message:
    """What is next, to whoever let Blether in."""
    steps = tuple(Item(t(f"step-{each}")) for each in ("settings", "holiday", "help"))
    return Message(
        t("joined", community=turn.community.name), items=steps, buttons=(Button(t("privacy-it"), privacy()),)
    )


async def _set_so_far(turn: Turn) -> Mapping[str, Any]:
    home = turn.community
    named = await turn.rows.find(person, person.c.moderator)
    moderators = (*(Remote(each.remote) for each in named), *(Remote(each, kind="group") for each in home.moderators))
    there = {name: getattr(home, name) for name in ("languages", "zone", "contact", "notice")}
    return there | {"moderators": moderators}


@room.action(may=MODERATOR, slash=True, ask=("languages", "zone", "moderators", "contact", "notice"), fill=_set_so_far)
async def settings(
    turn: Turn,
    languages: Languages = (),
    zone: Zone | None = None,
    moderators: Several = (),
    contact: Contact | None = None,
    notice: Page | None = None,
) -> Message:
    """What holds for everybody here."""
    new = {"contact": contact or "", "notice": notice or ""}
    new |= {"languages": " ".join(welsh_first(languages))} if languages else {}
    new |= {"zone": zone} if zone else {}  # a community always has these two: left empty, they stay
    if "moderators" in turn.given:
        new["moderators"] = await _appoint(turn, moderators)
    if zone:
        await turn.schedules.follow(turn.community.zone, zone)
    await turn.rows.settle(**{name: new[name] for name in turn.given & new.keys()})
    return Message(t("settings-kept"), buttons=(Button(t("privacy-it"), privacy()),))


async def _appoint(turn: Turn, moderators: tuple[Remote, ...]) -> str:
    """These people moderate from now on, and nobody else; the ids of the groups that do."""
    named = {each.id: each for each in moderators if each.kind != "group"}
    for one in await turn.rows.find(person, person.c.moderator):
        if one.remote not in named:
            await turn.rows.change(one, moderator=False)
    for remote in named.values():
        found = await turn.rows.find(person, person.c.remote == remote.id)
        one = found[0] if found else await people.meet(turn.rows, remote, turn.now)
        await turn.rows.change(one, moderator=True)
    return " ".join(each.id for each in moderators if each.kind == "group")


async def _spoken_here(turn: Turn) -> Mapping[str, Any]:
    return {"languages": turn.where.languages or turn.community.languages}


@room.action(may=MODERATOR, slash=True, ask=("languages",), fill=_spoken_here)
async def here(turn: Turn, languages: Languages = ()) -> Message:
    """Which languages are spoken aloud in this place; left empty, those of the community."""
    if turn.where.kind == "direct":
        raise Refusal(t("here-direct"))
    (row,) = await turn.rows.find(place, place.c.id == turn.where.id)
    await turn.rows.change(row, languages=" ".join(welsh_first(languages)) or None)
    return Message(t("here-kept", place=turn.where))


@room.action(may=MODERATOR, slash=True, ask=("name", "since", "until"))
async def holiday(turn: Turn, name: Called, since: Day, until: Day | None = None) -> Message:
    """Add a holiday, or an in-service day: what is planned pauses then, and nobody is reached."""
    until = until or since
    if not timedelta(0) <= until - since < timedelta(days=LONGEST):
        raise Refusal(text("core.please-mend", count=1), (("until", t("no-such-holiday")),))
    try:
        await calendar.add(turn.rows, [Holiday(since, until, name)])
    except calendar.TooMany:
        raise Refusal(t("too-many-holidays", count=calendar.MOST)) from None
    return Message(t("holiday-kept", name=name), buttons=(_all_holidays(),))


@room.action(may=MEMBER, slash=True)
async def holidays(turn: Turn) -> Message:
    """The holidays to come; moderators may take one away."""
    coming, leads = await _coming(turn), turn.role is Role.MODERATOR
    add = (Button(t("holiday-it"), holiday(), holiday.ask),) if leads else ()
    if not coming:
        return Message(t("no-holidays"), buttons=add)
    items = [
        Item(_when(each, each.name), button=Button(t("cancel-it"), cancel_holiday(holiday=each.id)) if leads else None)
        for each in coming[:SHOWN]
    ]
    more = max(0, len(coming) - SHOWN)
    return Message(t("holidays", more=more), items=tuple(items), buttons=add)


@room.action(may=MODERATOR, slash=True)
async def cancel_holiday(turn: Turn, holiday: OneHoliday) -> Message:
    """It is a day like any other."""
    (one,) = await turn.rows.find(holiday_rows, holiday_rows.c.id == holiday)
    await turn.rows.remove(one)
    return Message(t("holiday-cancelled", name=one.name), buttons=(_all_holidays(),))


async def _coming(turn: Turn) -> list[Row]:
    """The holidays that are not over, the next one first."""
    first = (holiday_rows.c.since, holiday_rows.c.until, holiday_rows.c.id)
    return await turn.rows.find(holiday_rows, holiday_rows.c.until >= turn.today, order=first)


def _when(one: Row, name: str) -> Text:
    if one.since == one.until:
        return t("one-day", name=name, on=one.since)
    return t("some-days", name=name, since=one.since, until=one.until)


def _all_holidays() -> Button:
    return Button(t("holidays-it"), holidays())


def _by_room(turn: Turn) -> dict[str, list[Command]]:
    """What this person may begin here, by room."""
    found: dict[str, list[Command]] = {}
    for each in turn.house.commands(turn.role):
        found.setdefault(each.action.partition(".")[0], []).append(each)
    return found


def _line(command: Command) -> Item:
    if command.slash:
        return Item(t("command", name=command.spelled, about=command.about))
    return Item(t("in-menu", name=command.menu, about=command.about))


def _all_rooms() -> Button:
    return Button(t("help-it"), help_())
