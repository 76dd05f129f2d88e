"""What the page asks for: itself, a stream of posts, and one address to which every gesture goes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from markupsafe import Markup, escape
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ExceptionHandler

from adapters.web import show
from adapters.web.clock import Kept
from adapters.web.guard import TooMuch, body
from adapters.web.hear import Gesture, Search, Seat, Turned, command, heard, offered, pointed, seated
from adapters.web.look import look
from adapters.web.sample import COMMUNITY, TEAMS
from adapters.web.timeline import SHOWN, Post, Someone, Spot, Timeline
from bot.core import Bot
from bot.talk import Answer, Call, Command, Field, Message, Refusal, Remote, Role, Text, text
from bot.texts import clean

QUIET: Final = 15.0  # seconds after which a silent stream says that it is still there
PACE: Final = 1.0  # seconds between two times that a going clock is told of
DIGITS: Final = 19  # as many as no count of changes has
TOUR: Final = {"learn.log"}  # what the tour begins with
BOTH: Final = ("cy", "en")
_STATE: Final = "core.language.state"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody at the page, the place they look at, and how they are spoken to."""

    me: Someone
    here: Spot
    people: tuple[Someone, ...]
    places: tuple[Spot, ...]
    voice: show.Voice
    role: Role

    @property
    def seat(self) -> Seat:
        """The same in the words of the core."""
        people = tuple(one.remote for one in self.people)
        places = tuple(one.remote for one in self.places if not one.person)
        teams = tuple(Remote(each.id, each.name, "group") for each in TEAMS)
        return Seat(self.me.remote, self.here.remote, self.me.role, self.me.groups, people, places, teams)


class Pages:
    """Every address of the playground."""

    def __init__(
        self, bot: Bot, timeline: Timeline, address: str, stopping: asyncio.Event, clock: Kept | None = None
    ) -> None:
        self._bot, self._timeline, self._address, self._stopping = bot, timeline, address, stopping
        self._clock = clock
        self.texts = bot.texts
        self.routes: list[BaseRoute] = [
            Route("/", self._page),
            Route("/stream", self._stream),
            Route("/to/{post:int}", self._to),
            Route("/do", self._do, methods=["POST"]),
            Route("/choices", self._choices, methods=["POST"]),
            Route("/commands", self._commands),
            Route("/earlier", self._earlier),
            *([Route("/clock", self._turn, methods=["POST"])] if clock else []),
            Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        ]
        self.refusals: Mapping[type[Exception], ExceptionHandler] = {
            TooMuch: self._too_much,
            ValidationError: self._not_read,
            LookupError: self._not_read,
            OverflowError: self._not_read,  # a number that no post could have
        }

    def sentence(self, voice: show.Voice, said: Text) -> str:
        """A page that only says one thing."""
        return show.page("sentence.html", voice=voice, said=said)

    async def seat(self, person: str, place: str) -> Seat:
        """Somebody, by their id, in a place, by its id. LookupError when there is no such."""
        return (await self._reader(person, place)).seat

    async def _reader(self, person: str, place: str, strict: bool = True) -> Reader:
        """Who reads where. An unknown person or place is a LookupError, or unless ``strict`` the first there is."""
        people = await self._timeline.people()
        me = _one(people, person, strict)
        places = await self._timeline.places(me.id)
        here = _one(places, place, strict)
        seat = Seat(me.remote, here.remote, me.role, me.groups, (), ())
        known = await self._bot.known(seated(seat))
        return Reader(me, here, people, places, show.Voice(self.texts, known.languages), known.role)

    async def _asking(self, request: Request) -> Reader:
        return await self._reader(request.query_params.get("as", ""), request.query_params.get("in", ""), strict=False)

    async def _page(self, request: Request) -> Response:
        reader = await self._asking(request)
        posts = await self._timeline.posts(reader.here.id)
        made = show.page(
            "page.html",
            reader=reader,
            community=COMMUNITY,
            face=show.face,
            voice=reader.voice,
            clock=self._clock,
            time=self._time(reader.places, reader.voice),
            place=lambda spot: show.place(spot, reader.me.id, reader.here.id, reader.voice),
            after=max((post.changed for post in posts), default=0),
            posts=[self._shown(post, reader) for post in posts],
            more=len(posts) == SHOWN,
            tour=self._tour(reader),
            text=text,
            drafts=self._drafts(reader.voice),
        )
        return HTMLResponse(made)

    def _tour(self, reader: Reader) -> bool:
        """Whether everything that the tour leads through is here, and in this place."""
        return not reader.here.person and TOUR.issubset(each.action for each in self._bot.commands(reader.role))

    async def _commands(self, request: Request) -> Response:
        """What can be begun in the message box."""
        reader = await self._asking(request)
        return JSONResponse(show.begun(self._bot.commands(reader.role), reader.voice))

    async def _earlier(self, request: Request) -> Response:
        """The posts before one, and whether there are more before these."""
        reader = await self._asking(request)
        before = request.query_params.get("before", "")
        if not before.isdecimal() or len(before) >= DIGITS:
            raise LookupError(before)
        posts = await self._timeline.posts(reader.here.id, int(before))
        html = "".join(self._shown(post, reader) for post in posts)
        return JSONResponse({"html": html, "more": len(posts) == SHOWN})

    def _drafts(self, voice: show.Voice) -> list[show.Voice]:
        """A voice for each language that nobody has checked yet, to say so in."""
        states = {one: self.texts.plain(text(_STATE), one) for one in voice.languages if self.texts.has(_STATE)}
        return [show.Voice(self.texts, (one,)) for one, state in states.items() if state == "draft"]

    def _shown(self, post: Post, reader: Reader) -> Markup:
        """The post as it reads now; nothing when it was withdrawn."""
        if not (post.html or post.words):
            return Markup()
        menu = tuple(each for each in self._bot.commands(reader.role) if each.menu)
        return show.post(post, menu, reader.voice, reader.me.id)

    async def _to(self, request: Request) -> Response:
        """Where a link to a post leads: into its place, if the reader may see that."""
        reader = await self._asking(request)
        post = await self._timeline.post(request.path_params["post"])
        if post is None or post.place not in {place.id for place in reader.places}:
            return HTMLResponse(self.sentence(reader.voice, text("web.not-here")), 404)
        return RedirectResponse(f"/?as={reader.me.id}&in={post.place}#post-{post.id}", 303)

    async def _stream(self, request: Request) -> Response:
        reader = await self._asking(request)
        after = request.headers.get("last-event-id") or request.query_params.get("after", "")
        live = self._live(reader, int(after) if after.isdecimal() and len(after) < DIGITS else 0)
        return StreamingResponse(live, media_type="text/event-stream")

    async def _live(self, reader: Reader, after: int) -> AsyncIterator[str]:
        """Each post and edit after that change, what is new elsewhere, and the time, until it is time to stop."""
        yield "retry: 1000\n\n"
        around = self._around(reader)
        while not self._stopping.is_set():
            bell = self._timeline.bell
            for post in await self._timeline.since(reader.here.id, after):
                after = post.changed
                yield f"id: {after}\ndata: {json.dumps({'post': post.id, 'html': self._shown(post, reader)})}\n\n"
            for each in await anext(around):
                yield f"data: {json.dumps(each)}\n\n"
            try:
                await asyncio.wait_for(bell.wait(), QUIET)
            except TimeoutError:
                yield ": still here\n\n"

    async def _around(self, reader: Reader) -> AsyncIterator[list[dict[str, object]]]:
        """Each time, the places in which there is something new, and what the clock shows now; both first as they are.

        A clock that goes is told of once a second: a screen reader says each time.
        """
        there: dict[str, Spot] = {}
        shown, at = Markup(), -PACE
        while True:
            places, before, changed = await self._timeline.places(reader.me.id), "", list[dict[str, object]]()
            for spot in places:
                if there.get(spot.id) != spot:
                    html = show.place(spot, reader.me.id, reader.here.id, reader.voice)
                    changed.append({"place": spot.id, "after": before, "newest": spot.newest, "html": html})
                before = spot.id
            there = {spot.id: spot for spot in places}
            if self._clock and not (self._clock.going and asyncio.get_running_loop().time() < at + PACE):
                time = self._time(places, reader.voice)
                if time != shown:
                    changed.append({"clock": self._clock.now.isoformat(), "html": time})
                    shown, at = time, asyncio.get_running_loop().time()
            yield changed

    def _time(self, places: Sequence[Spot], voice: show.Voice) -> Markup:
        """The time, and what became of the way to it; nothing where the clock cannot be moved."""
        if self._clock is None:
            return Markup()
        return show.time(self._clock.now, self._clock.told({place.id for place in places}), voice)

    async def _turn(self, request: Request) -> Response:
        """Send the clock on; what it then shows comes by the stream."""
        turned = Turned.model_validate_json(await body(request))
        if self._clock:
            self._clock.turn(turned.way, turned.seen)
            self._bot.bell.set()
        return JSONResponse({"kind": "turned"})

    async def _do(self, request: Request) -> Response:
        """One gesture: words for the place, or something for the door."""
        gesture = Gesture.model_validate_json(await body(request))
        reader = await self._reader(gesture.person, gesture.place)
        if gesture.said and not gesture.said.lstrip().startswith("/"):
            await self._timeline.add(f"said/{gesture.event}", reader.here.id, reader.me.id, gesture.said)
            return JSONResponse({"kind": "posted"})
        call = await self._call(gesture, reader)
        if isinstance(call, Message | Refusal):
            said = show.answer(Answer(call, (), reader.voice.languages), gesture.event, reader.seat, self.texts)
            return JSONResponse(said | {"kind": "refusal"})
        answer = await self._bot.take(heard(gesture, call, reader.seat))
        seen = await look(answer.said, self.texts, answer.languages)
        return JSONResponse(show.answer(answer, gesture.event, reader.seat, self.texts, seen))

    async def _call(self, gesture: Gesture, reader: Reader) -> Call | str | Message | Refusal:
        """The Call of a gesture, or what to say when there is none."""
        if gesture.said:
            commands = self._bot.commands(reader.role)
            return command(gesture.said, commands, reader.seat) or offered(gesture.said, commands)
        if not gesture.menu:
            return gesture.wire
        post = await self._timeline.post(gesture.post)
        if post is None or post.place != reader.here.id:
            return Refusal(text("web.not-here"))
        return pointed(gesture.menu, f"{self._address}/to/{post.id}", post.author)

    async def _choices(self, request: Request) -> Response:
        """The options there are for a field: of a form, or of the command in the message box."""
        search = Search.model_validate_json(await body(request))
        reader = await self._reader(search.person, search.place)
        commands = self._bot.commands(reader.role)
        call = command(search.said, commands, reader.seat) if search.said else search.wire
        if call is None:
            raise LookupError(search.said)
        kinds = {field.name: field.kind for field in _fields(commands, call)}
        if (kind := kinds.get(search.field)) in show.NAMED:
            named = reader.seat.nameable(kind)
            return JSONResponse([{"value": one.id, "label": escape(clean(one.name))} for one in named])
        found = await self._bot.choices(heard(search, call, reader.seat), search.field, search.words)
        voice = reader.voice
        return JSONResponse([{"value": option.value, "label": voice.line(option.label)} for option in found])

    async def _too_much(self, request: Request, error: Exception) -> Response:
        return self._said("too-much", 413)

    async def _not_read(self, request: Request, error: Exception) -> Response:
        return self._said("not-read", 400)

    def _said(self, key: str, status: int) -> Response:
        """A kind sentence of the page's own, to a reader one knows nothing about."""
        seat = Seat(Remote(""), Remote(""), Role.MEMBER, (), (), ())
        said = show.answer(Answer(Refusal(text(f"web.{key}")), (), BOTH), key, seat, self.texts)
        return JSONResponse(said, status)


Named = TypeVar("Named", Someone, Spot)


def _fields(commands: Sequence[Command], call: Call | str) -> tuple[Field, ...]:
    """The fields of the command that a Call begins."""
    return next((each.fields for each in commands if isinstance(call, Call) and each.action == call.action), ())


def _one(all_of_them: Sequence[Named], id: str, strict: bool) -> Named:
    found = next((one for one in all_of_them if one.id == id), None)
    if found is None and strict:
        raise LookupError(id)
    return found or all_of_them[0]
