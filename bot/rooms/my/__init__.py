"""Room ``my``: what I have set, everything that is held on me, and being forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from bot.languages import called
from bot.marks import Clock, Pick, Picks, Words
from bot.people import DAYS, QUIET
from bot.room import MEMBER, Room
from bot.rooms.my.rules import named, written_json, written_markdown
from bot.store.rows import Row
from bot.store.tables import EVERY
from bot.talk import Button, File, Item, Message, Option, Text, text
from bot.turn import Turn
from bot.zones import Zone

room = Room("my")
t = room.text

JOBS = tuple(
    Option(each, t(f"job-{each}"))
    for each in ("teacher", "new", "support", "leader", "coordinator", "partner", "otherwise")
)
PHASES = tuple(
    Option(each, t(f"phase-{each}"))
    for each in ("early", "primary", "secondary", "special", "further", "higher", "community")
)
WEEK = tuple(Option(each, t(f"day-{each}")) for each in "1234567")


async def _some_languages(turn: Turn, _typed: str) -> Sequence[Option]:
    return [*called(turn.house.texts), Option(EVERY, text("core.speak-all"))]


Language = Annotated[str, Pick(_some_languages)]
Week = Annotated[tuple[str, ...], Picks(WEEK)]
Job = Annotated[str, Pick(JOBS)]
Phases = Annotated[tuple[str, ...], Picks(PHASES)]
Said = Annotated[str, Words(400)]
Sure = Annotated[str, Pick((Option("yes", t("sure-yes")),))]


@room.action(may=MEMBER, slash=True)
async def settings(turn: Turn) -> Message:
    """What I have set, and the way to change it."""
    me = await turn.me()
    items = [Item(text) for text in (*await _reached(turn, me), *_said(turn, me))]
    items += [
        Item(t(f"ask-{name}"), words) for name in ("interests", "offers", "seeks") if (words := getattr(me, name))
    ]
    buttons = (_hours(), _profile(), Button(t("export-it"), export()), Button(t("forget-it"), forget()))
    return Message(t("settings"), items=tuple(items), buttons=buttons)


async def _reached(turn: Turn, me: Row) -> tuple[Text, ...]:
    """When and how they are reached."""
    spoken = {option.value: option.label for option in await _some_languages(turn, "")}
    days = named(turn.house.texts, [t(f"day-{each}") for each in me.days or DAYS])
    since, until = me.quiet_since or QUIET[0], me.quiet_until or QUIET[1]
    return (
        t("has-language", language=spoken.get(me.language or EVERY)),
        t("has-zone", zone=me.zone or turn.community.zone),
        t("has-days", days=days),
        t("has-quiet", since=since, until=until),
    )


def _said(turn: Turn, me: Row) -> tuple[Text, ...]:
    """What they say of themselves, in our words."""
    phases = [t(f"phase-{each}") for each in (me.phases or "").split()]
    job = (t("has-job", job=t(f"job-{me.job}")),) if me.job else ()
    return (*job, *([t("has-phases", phases=named(turn.house.texts, phases))] if phases else []))


async def _how(turn: Turn) -> Mapping[str, Any]:
    me = await turn.me()
    there = {"quiet_since": me.quiet_since or QUIET[0], "quiet_until": me.quiet_until or QUIET[1]}
    return there | {
        "language": me.language or EVERY,
        "zone": me.zone or turn.community.zone,
        "days": tuple(me.days or DAYS),
    }


@room.action(may=MEMBER, slash=True, ask=("language", "days", "quiet_since", "quiet_until", "zone"), fill=_how)
async def hours(
    turn: Turn,
    language: Language | None = None,
    days: Week = (),
    quiet_since: Clock | None = None,
    quiet_until: Clock | None = None,
    zone: Zone | None = None,
) -> Message:
    """When and how I may be reached: left empty, as everybody starts."""
    if language:
        await turn.speak(language)
    new = {"days": "".join(sorted(days)) or None, "quiet_since": quiet_since, "quiet_until": quiet_until, "zone": zone}
    me = await turn.me()
    if "zone" in turn.given:
        there = turn.community.zone
        await turn.schedules.follow(me.zone or there, zone or there, turn.who)
    await turn.rows.change(me, **{name: new[name] for name in turn.given & new.keys()})
    return _changed()


async def _of_me(turn: Turn) -> Mapping[str, Any]:
    me = await turn.me()
    there = {name: getattr(me, name) for name in ("job", "interests", "offers", "seeks")}
    return there | {"phases": tuple((me.phases or "").split())}


@room.action(may=MEMBER, slash=True, ask=("job", "phases", "interests", "offers", "seeks"), fill=_of_me)
async def profile(
    turn: Turn,
    job: Job | None = None,
    phases: Phases = (),
    interests: Said | None = None,
    offers: Said | None = None,
    seeks: Said | None = None,
) -> Message:
    """What I do, and what I can offer or look for: for later, when rooms bring people together."""
    new = {"job": job, "phases": " ".join(phases) or None, "interests": interests, "offers": offers, "seeks": seeks}
    await turn.rows.change(await turn.me(), **{name: new[name] for name in turn.given & new.keys()})
    return _changed()


@room.action(may=MEMBER, slash=True)
async def export(turn: Turn) -> Message:
    """Everything that is held on me in this community, to read and for machines."""
    held, language = await turn.held(), (turn.who.language or turn.community.languages[0])
    day = turn.today.isoformat()
    readable = File(f"blether-{day}.md", "text/markdown", written_markdown(turn.house, held, turn.community, language))
    whole = File(f"blether-{day}.json", "application/json", written_json(held, turn.community, turn.now))
    return Message(t("export"), files=(readable, whole))


@room.action(may=MEMBER, slash=True)
async def forget(turn: Turn, sure: Sure | None = None) -> Message:
    """Delete everything that is held on me in this community, for good."""
    if not sure:
        yes = Button(t("forget-yes"), forget(sure="yes"))
        return Message(t("forget-sure"), buttons=(Button(t("export-it"), export()), yes))
    await turn.forget()
    return Message(t("forgotten"))


def _changed() -> Message:
    return Message(t("changed"), buttons=(Button(t("see-them"), settings()),))


def _hours() -> Button:
    return Button(t("hours-it"), hours(), hours.ask)


def _profile() -> Button:
    return Button(t("profile-it"), profile(), profile.ask)
