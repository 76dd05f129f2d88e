"""A room from outside the tree: a swap of seeds among the gardeners of a sample school. It uses every field mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Any

from sqlalchemy import Column, Date, Integer, String

from bot.marks import (
    Day,
    Led,
    Line,
    Long,
    Mine,
    Minutes,
    Moment,
    Number,
    Pick,
    Picks,
    Quoted,
    Somebody,
    Somewhere,
)
from bot.room import MEMBER, MODERATOR, OWNER, Room
from bot.store.rows import Row
from bot.store.schema import Sealed, about, owner, table
from bot.talk import Button, Item, Message, Occasion, Option, Refusal
from bot.turn import Turn

room = Room("garden")
t = room.text

packets = table(
    "garden_packet",
    owner("giver"),
    about("keeper"),
    Column("name", Sealed, nullable=False),
    Column("story", Sealed),
    Column("sort", String(24), nullable=False),
    Column("colours", String(100)),
    Column("seeds", Integer, nullable=False),
    Column("watered", Integer, nullable=False),
    Column("sown", Date),
)

SORTS = tuple(Option(each, t(each)) for each in ("flower", "herb", "vegetable"))
swap_box = room.picture("box")
COLOURS = tuple(Option(each, t(each)) for each in ("red", "white", "yellow"))


async def _given(turn: Turn, typed: str) -> Sequence[Option]:
    return await _some(turn, "giver", typed)


async def _kept(turn: Turn, typed: str) -> Sequence[Option]:
    return await _some(turn, "keeper", typed)


async def _some(turn: Turn, role: str, typed: str) -> Sequence[Option]:
    found = await turn.rows.find(packets, packets.c[role] == turn.who.id)
    named = [Option(each.id, t("offered", name=each.name[:70])) for each in found if typed in (each.id, each.name, "")]
    return named[:25]


Given = Annotated[Row, Mine(packets, _given)]
Kept = Annotated[Row, Led(packets, "keeper", _kept)]
Sort = Annotated[str, Pick(SORTS)]
Colours = Annotated[tuple[str, ...], Picks(COLOURS)]


@room.action(
    may=MEMBER, slash=True, public=True, was=("donate",), ask=("name", "story", "sort", "colours", "seeds", "sown")
)
async def give(
    turn: Turn,
    name: Line,
    story: Long | None = None,
    sort: Sort = "flower",
    colours: Colours = (),
    seeds: Number = 1,
    sown: Day | None = None,
) -> Message:
    """Put a packet of seeds in the swap box."""
    if not seeds:
        raise Refusal(t("empty"))
    new = {"name": name, "story": story, "sort": sort, "colours": " ".join(colours), "seeds": seeds, "sown": sown}
    packet = await turn.rows.add(packets, giver=turn.who.id, watered=0, **new)
    turn.post(turn.where, Message(t("given", who=turn.who, count=seeds), name), key=f"packet/{packet.id}")
    return Message(t("give-done"), name, buttons=(Button(t("pass-it"), pass_on(packet=packet.id), ("to",)),))


@room.action(may=MEMBER, slash=True)
async def offer(turn: Turn, name: Line) -> Message:
    """Say what one has too much of; whoever wants some presses the button."""
    button = Button(t("take-it"), take(name=f"{name} & more"))
    turn.post(turn.where, Message(t("offered-here", who=turn.who), name, buttons=(button,)), key=turn.world.ids())
    return Message(t("offer-done"))


@room.action(may=MEMBER)
async def take(_turn: Turn, name: Line) -> Message:
    """Take some."""
    return Message(t("taken"), name)


@room.action(may=MEMBER, slash=True)
async def box(turn: Turn) -> Message:
    """Show everybody what is in the swap box: how much of each sort, but not whose."""
    counts = [(each.label, await turn.rows.count(packets, packets.c.sort == each.value)) for each in SORTS]
    alt = (t("box-alt"), *(t("box-row", sort=sort, count=count) for sort, count in counts))
    turn.post(turn.where, Message(t("box"), picture=swap_box(alt, rows=tuple(counts))), key="box")
    return Message(t("offer-done"))


@room.action(may=OWNER, slash=True)
async def show(_turn: Turn, packet: Given) -> Message:
    """Everything that is known of a packet."""
    parts = [name for name in ("story", "sort", "colours", "seeds", "watered", "sown") if getattr(packet, name)]
    items = tuple(Item(t(f"has-{name}"), str(getattr(packet, name))) for name in parts)
    return Message(t("about"), packet.name, items=items)


@room.action(may=OWNER, slash=True)
async def pass_on(turn: Turn, packet: Given, to: Somebody) -> Message:
    """Hand a packet to somebody, who keeps it from now on."""
    await turn.rows.change(packet, keeper=to.id)
    return Message(t("passed", who=to), packet.name)


@room.action(may=OWNER, slash=True)
async def compost(turn: Turn, packet: Given) -> Message:
    """What did not grow makes soil."""
    await turn.rows.remove(packet)
    return Message(t("composted"))


async def _last_watered(_turn: Turn, packet: Row) -> Mapping[str, Any]:
    return {"minutes": packet.watered or 5}


@room.action(may=OWNER, slash=True, ask=("minutes",), fill=_last_watered)
async def water(turn: Turn, packet: Kept, minutes: Minutes = 5) -> Message:
    """Water what one keeps."""
    packet = await turn.rows.change(packet, watered=packet.watered + minutes)
    return Message(t("watered", minutes=packet.watered))


@room.action(may=MEMBER, slash=True)
async def remind(turn: Turn, packet: Given, at: Moment) -> Message:
    """Be reminded of a packet."""
    turn.later(at, look(packet=packet.id), fixed=True)
    return Message(t("reminded", at=at))


@room.action(may=OWNER)
async def look(_turn: Turn, packet: Given) -> Message:
    """What the reminder says."""
    return Message(t("look"), packet.name)


@room.action(may=MODERATOR, slash=True)
async def fair(turn: Turn, where: Somewhere, at: Moment) -> Message:
    """Hold a seed fair: it is opened by the clock."""
    title, there, until = t("fair-title"), t("fair-where", where=where), at + timedelta(hours=2)
    again = {"rule": "FREQ=YEARLY", "again": t("fair-again")}
    opens = Occasion(title, at, until, there, t("fair-about", where=where), **again)
    turn.post(where, Message(t("fair", at=at), occasion=opens), key="fair")
    turn.later(at, open_fair(), by_clock=True)
    invite = Button(t("invite"), greet(where=where, who=turn.who))
    return Message(t("fair-done", where=where), buttons=(invite,))


@room.action(may=MODERATOR, slash=True)
async def rain(turn: Turn) -> Message:
    """Call the fair off."""
    turn.amend(Message(t("rained")), key="fair")
    return Message(t("rained"))


@room.action(may=MODERATOR, slash=True)
async def remind_wrongly(turn: Turn, at: Moment) -> Message:
    """It has a bug: what it plans is not the clock's."""
    turn.later(at, confide(worry="none", wish="none"), by_clock=True)
    return Message(t("reminded", at=at))


@room.action(may=MODERATOR, by_clock=True)
async def open_fair(turn: Turn) -> Message:
    """The clock opens the fair, for the community."""
    count = await turn.rows.count(packets)
    turn.post(turn.where, Message(t("open", count=count)), key="open")
    turn.later(turn.now + timedelta(days=364), open_fair(), by_clock=True)
    return Message(t("look"))


@room.action(may=MEMBER)
async def greet(_turn: Turn, where: Somewhere, who: Somebody) -> Message:
    """Tell somebody where the fair is."""
    return Message(t("greet", where=where, who=who))


@room.action(may=MEMBER, menu=True)
async def spot(_turn: Turn, said: Quoted) -> Message:
    """Note a message about seeds."""
    return Message(t("spotted", link=said.link), buttons=(Button(t("spot-it"), spot(said=said)),))


@room.action(may=MEMBER, slash=True, traceless=True, ask=("worry", "wish"))
async def confide(_turn: Turn, worry: Long, wish: Line) -> Message:
    """Tell the old apple tree a worry: nothing of it is kept."""
    if "frost" in worry:
        raise Refusal(t("frost"))
    return Message(t("heard", worry=len(worry), wish=len(wish)))


@room.action(may=MEMBER, slash=True)
async def weigh(_turn: Turn, note: Long) -> Message:
    """Weigh seeds, as "beans 12". It has a bug: it believes that everybody writes a number."""
    return Message(t("weighed", grams=int(note.split()[-1])))


bugs = (remind_wrongly, weigh)  # on purpose: the rules of the house leave these out
