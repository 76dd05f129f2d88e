"""Any member may start a discussion: seen first, shaped as they like, then planned. Moderators may limit that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from typing import Any as Anything

from bot.marks import Moment, Page, Pick, Somewhere
from bot.protocols import QUESTIONS, Protocol
from bot.room import MEMBER, MODERATOR
from bot.rooms.discuss import saying
from bot.rooms.discuss.declared import (
    Held,
    Manner,
    PaceDays,
    PaceMinutes,
    Questions,
    Topic,
    asked,
    brief,
    calendar_of,
    local,
    room,
    t,
    topic_of,
)
from bot.rooms.discuss.finding import alike, line
from bot.rooms.discuss.leading import standing
from bot.rooms.discuss.rules import Beat, Pace, beats, nudged_at, written
from bot.rooms.discuss.running import plan_next
from bot.rooms.discuss.tables import CLOSED, GOING, WAITING, discussions, rules, stages, topics
from bot.store.rows import Row
from bot.talk import Button, Item, Message, Option, Place, Refusal, Role, text
from bot.turn import Turn

STARTERS = (Option("everybody", t("starters-everybody")), Option("moderators", t("starters-moderators")))
Starters = Annotated[str, Pick(STARTERS)]
ASK = ("protocol", "topic", "when", "way", "voice")
SHAPE = ("questions", "minutes", "days")
MOST = 10  # that somebody leads at a time
EARLIER = 2  # discussions of something alike that are shown first


@room.action(may=MEMBER, slash=True, ask=ASK)
async def start(
    turn: Turn,
    protocol: Held,
    topic: Topic,
    when: Moment | None = None,
    way: Manner | None = None,
    voice: Page | None = None,
    questions: Questions | None = None,
    minutes: PaceMinutes | None = None,
    days: PaceDays | None = None,
    where: Somewhere | None = None,
) -> Message:
    """Start a discussion here: first shown, then planned."""
    given: dict[str, Anything] = {"protocol": protocol, "topic": topic, "when": when, "way": way, "voice": voice}
    given |= {"questions": questions, "minutes": minutes, "days": days}
    return await _preview(turn, where or turn.where, {name: value for name, value in given.items() if value})


async def _questions(turn: Turn, protocol: str, **_there: Anything) -> Mapping[str, Anything]:
    """The protocol's own questions, in the language of whoever may change them."""
    held = turn.house.library.protocols[protocol]
    language = turn.who.language or turn.community.languages[0]
    ask = next((each for each in held.stages if each.asks), held.stages[0])
    lines = "\n".join(each.ask.phrase.said(language)[1] for each in held.questions)
    return {"questions": lines, "minutes": ask.minutes, "days": ask.days}


@room.action(may=MEMBER, ask=SHAPE, fill=_questions)
async def shape(
    turn: Turn,
    protocol: Held,
    topic: Topic,
    questions: Questions | None = None,
    minutes: PaceMinutes | None = None,
    days: PaceDays | None = None,
    when: Moment | None = None,
    way: Manner | None = None,
    voice: Page | None = None,
    where: Somewhere | None = None,
) -> Message:
    """Change the questions and the pace before it is planned."""
    filled = await _questions(turn, protocol)
    own = None if written(questions) == written(filled["questions"]) else questions
    given: dict[str, Anything] = {"protocol": protocol, "topic": topic, "when": when, "way": way, "voice": voice}
    given |= {"questions": own, "minutes": minutes, "days": days}
    return await _preview(turn, where or turn.where, {name: value for name, value in given.items() if value})


async def _preview(turn: Turn, where: Place, given: dict[str, Anything]) -> Message:
    """What would be planned, and the ways on from there."""
    held, way, there = await _worked_out(turn, where, given)
    given = given | {"where": where.id, "way": way}
    items = [Item(t(f"way-{way}")), *saying.questions(asked(held, given.get("questions")))]
    items += [Item(t("begins" if given.get("when") else "begins-now", at=local(turn, there[0].at)))]
    items += [Item(t("ends", at=local(turn, there[-1].at))), Item(t("who", who=held.who.phrase))]
    buttons = (
        Button(t("plan-it"), plan(**given)),
        Button(t("shape-it"), shape(**given), SHAPE),
        Button(text("core.change-it"), start(**given), ASK),
    )
    items += await _earlier(turn, given["topic"])
    return Message(t("preview", name=held.name.phrase, place=where), given["topic"], tuple(items), buttons)


async def _earlier(turn: Turn, topic: str) -> list[Item]:
    """Earlier discussions about something alike, to look at first."""
    there = await alike(turn, topic, EARLIER)
    lines = [line(turn, each, brief(await topic_of(turn, each))) for each in there]
    return [Item(t("earlier")), *lines] if lines else []


async def _worked_out(turn: Turn, where: Place, given: Mapping[str, Anything]) -> tuple[Protocol, str, list[Beat]]:
    """The protocol, the way and every time. Raises Refusal for what does not go together."""
    if where.kind != "channel":
        raise Refusal(t("start-where"))
    await _allowed(turn)
    held = turn.house.library.protocols[given["protocol"]]
    way = given.get("way") or held.usual
    if way not in held.ways:
        others = {name: value for name, value in given.items() if name != "way"}
        buttons = tuple(Button(t(f"way-{each}"), start(**others, way=each, where=where.id)) for each in held.ways)
        raise Refusal(t("not-that-way", name=held.name.phrase), buttons=buttons)
    count = len(asked(held, given.get("questions")))
    if not 0 < count <= QUESTIONS:
        raise Refusal(text("core.please-mend", count=1), (("questions", t("how-many-questions", most=QUESTIONS)),))
    begins: datetime = given.get("when") or turn.now
    if begins < turn.now:
        raise Refusal(text("core.please-mend", count=1), (("when", t("over-already")),))
    pace = Pace(count, given.get("minutes"), given.get("days"))
    return held, way, beats(held, way, pace, begins, await calendar_of(turn))


@room.action(may=MEMBER)
async def plan(
    turn: Turn,
    protocol: Held,
    topic: Topic,
    way: Manner,
    where: Somewhere,
    when: Moment | None = None,
    voice: Page | None = None,
    questions: Questions | None = None,
    minutes: PaceMinutes | None = None,
    days: PaceDays | None = None,
) -> Message:
    """Plan what was shown: it is announced, its thread opens, whoever planned it leads. A second press adds none."""
    given = {"protocol": protocol, "way": way, "when": when, "questions": questions, "minutes": minutes, "days": days}
    held, _, there = await _worked_out(turn, where, given)
    if one := await _same(turn, where, given, topic):
        return await standing(turn, one, t("planned", place=where))
    one = await _kept(turn, where, given, there, {"topic": topic, "questions": questions, "voice": voice})
    if (said := await saying.announcement(turn, one)) is None:
        raise LookupError("what was just said of it is gone")
    thread = await turn.thread(where, one.id, said)
    nudge = nudged_at(held, there, await calendar_of(turn))
    one = await turn.rows.change(one, thread=thread.id, nudge=nudge)
    await plan_next(turn, one)
    return await standing(turn, one, t("planned", place=where))


async def _kept(
    turn: Turn, where: Place, given: Mapping[str, Anything], there: list[Beat], words: Mapping[str, Anything]
) -> Row:
    """Its rows: itself, what it is about, its stages."""
    leads = (discussions.c.lead == turn.who.id, discussions.c.state != CLOSED)
    if await turn.rows.count(discussions, *leads) >= MOST:
        raise Refusal(t("enough-led", most=MOST))
    held = {"protocol": given["protocol"], "way": given["way"], "state": GOING, "begins": there[0].at}
    one = await turn.rows.add(discussions, lead=turn.who.id, place=where.id, thread=where.id, replies=0, **held)
    about = await turn.rows.add(topics, person=turn.who.id, discussion=one.id, **words)
    await turn.findable(about, f"{about.topic} {about.questions or ''}", of=one)
    for number, each in enumerate(there, 1):
        beat = {"part": each.part, "stage": each.stage, "question": each.question, "at": each.at}
        await turn.rows.add(stages, discussion=one.id, number=number, state=WAITING, **beat)
    return one


async def _same(turn: Turn, where: Place, given: Mapping[str, Anything], topic: str) -> Row | None:
    """A discussion that was planned alike and goes on, as after a second press."""
    its = discussions.c
    alike = (its.lead == turn.who.id, its.place == where.id, its.protocol == given["protocol"], its.way == given["way"])
    begins = (its.begins == given["when"],) if given["when"] else ()
    for one in await turn.rows.find(discussions, its.state != CLOSED, *alike, *begins):
        if await topic_of(turn, one) == topic:
            return one
    return None


@room.action(may=MODERATOR, slash=True, ask=("starters",))
async def limit(turn: Turn, starters: Starters) -> Message:
    """Say who may start a discussion here: everybody, or moderators alone."""
    await turn.rows.remove_all(rules)
    await turn.rows.add(rules, starters=starters)
    return Message(t("limited", who=t(f"starters-{starters}")))


async def _allowed(turn: Turn) -> None:
    there = await turn.rows.find(rules, rules.c.starters == "moderators", limit=1)
    if there and turn.role < Role.MODERATOR:
        raise Refusal(t("moderators-start"))
