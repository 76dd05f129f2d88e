"""The door: every Call, from people and clock alike, comes in by ``Bot.take`` and is checked there again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from datetime import timedelta
from typing import Any, Protocol, TypeVar

import structlog
from sqlalchemy.exc import IntegrityError

from bot import contact, drafts, due, effects, events, wire
from bot.arrival import enter, known, languages
from bot.crowd import Crowd
from bot.delivery import Effect, Found, Outcome, Pace
from bot.drafts import Attempt
from bot.forms import beginnings, form
from bot.keys import Keys
from bot.library import Library
from bot.logs import broke
from bot.marks import Led, Pick
from bot.metrics import Metrics
from bot.pictures import handed_over
from bot.reading import read
from bot.room import Action, Room
from bot.store import Store
from bot.store.rows import Row
from bot.talk import (
    Answer,
    Button,
    Call,
    Command,
    Form,
    Heard,
    Known,
    Message,
    Option,
    Refusal,
    Role,
    text,
)
from bot.texts import Texts, welsh_first
from bot.turn import Defaults, Turn, World

log = structlog.get_logger("blether.door")
Said = TypeVar("Said")
FIRST_CONTACTS = 3  # a community, a person and a place: another turn may be first with each


class Adapter(Protocol):
    """What the house asks of an adapter."""

    window: timedelta  # how long the platform takes the same key for the same post, told with care; 0: it never does
    pace: Pace

    async def say(self, effect: Effect) -> Outcome:
        """Do it, and tell what became of it; whatever is raised instead means that nobody knows."""
        ...

    async def find(self, effect: Effect) -> Found:
        """Whether an earlier try since ``effect.since`` was done: Delivered, Absent or, when nobody can tell, Unknown.

        Raises when it could not look just now.
        """
        ...

    async def run(self, bot: Bot, stopping: asyncio.Event, announce: Callable[[str], None]) -> None:
        """Hear until ``stopping`` is set; ``announce`` says in one line where people find it."""
        ...


class Bot:
    """The house, open: its rooms, its store, and the one door between them and everybody."""

    def __init__(
        self,
        store: Store,
        rooms: Iterable[Room],
        texts: Texts,
        library: Library,
        keys: Keys,
        world: World,
        defaults: Defaults,
        traits: Mapping[str, frozenset[str]],
        metrics: Metrics,
    ) -> None:
        self.store, self.texts, self.keys, self.world = store, texts, keys, world
        self.library, self.defaults, self.traits, self.metrics = library, defaults, traits, metrics
        self.rooms = tuple(rooms)
        self.actions: Mapping[str, Action] = {
            name: action
            for room in self.rooms
            for action in room.actions.values()
            for name in (action.name, *(f"{room.name}.{was}" for was in action.was))
        }
        begun = [action for name, action in self.actions.items() if name == action.name]
        self._commands = {role: beginnings(begun, self.texts, role) for role in Role}
        self.bell = asyncio.Event()  # rung when there is something to say or a new time to wake at
        self._turns: set[asyncio.Task[Any]] = set()
        self._crowd = Crowd()

    def commands(self, role: Role) -> tuple[Command, ...]:
        """What somebody of this role may begin, in order of room and declaration."""
        return self._commands[role]

    async def take(self, heard: Heard) -> Answer:
        """Answer one thing that happened. The turn runs to its end even when nobody waits for it any more."""
        return await self.run(self._answer(heard))

    async def take_due(self, row: Row) -> None:
        """Make a Call of the clock's; what it returns reaches its person in their direct conversation."""
        await self.run(self._by_clock(due.call, row))

    async def take_dues(self) -> int:
        """The same with many that are due now, all of it or nothing; how many there were."""
        return await self.run(self._by_clock(due.call_together))

    async def take_schedule(self, row: Row) -> None:
        """Let what comes again come: its Call, its effects, and what comes next."""
        await self.run(self._by_clock(due.occur, row))

    async def take_schedules(self) -> int:
        """The same with many that are due now, all of it or nothing; how many there were."""
        return await self.run(self._by_clock(due.occur_together))

    async def known(self, heard: Heard) -> Known:
        """How this person is known here, for what shows more than an answer."""
        async with self.store.turn() as tx:
            return await known(tx, heard, self)

    async def choices(self, heard: Heard, name: str, typed: str) -> tuple[Option, ...]:
        """The likeliest options of a field that is searched as one types; none where there is nothing to choose."""
        return await self.run(self._choices(heard, name, typed))

    async def drain(self, seconds: float) -> None:
        """Wait for the turns that are under way, but not for ever."""
        if self._turns:
            await asyncio.wait(self._turns, timeout=seconds)

    async def _choices(self, heard: Heard, name: str, typed: str) -> tuple[Option, ...]:
        try:
            async with self._crowd.one_at_a_time(heard), self.store.turn() as tx:
                turn = await enter(tx, heard, self)
                call, _ = await self._called(turn, heard.call)
                action = self._admitted(turn, call)
                param = action.param(name)
                return (
                    tuple(await param.mark.offer(turn, typed)) if param and isinstance(param.mark, Pick | Led) else ()
                )
        except Refusal:
            return ()
        except Exception as bug:  # an adapter would log its words, which may be somebody's
            report(bug, "choices", None)
            return ()

    async def run(self, turn: Coroutine[Any, Any, Said]) -> Said:
        """Run it to its end, whoever stops waiting for it."""
        # An unshielded cancel inside a transaction can leave the one connection locked for good.
        task = asyncio.create_task(turn)
        self._turns.add(task)
        task.add_done_callback(self._turns.discard)
        return await asyncio.shield(task)

    async def _answer(self, heard: Heard) -> Answer:
        attempt, clock = Attempt(heard), asyncio.get_running_loop().time
        began = clock()
        answer = await self._attempt(attempt)
        if attempt.action is None or not attempt.action.traceless:
            self.metrics.call(_outcome(answer.said), clock() - began)
        return answer

    async def _attempt(self, attempt: Attempt) -> Answer:
        try:
            async with self._crowd.one_at_a_time(attempt.heard):
                return await self._attended(attempt)
        except Refusal as refusal:  # too much at once: said without asking the database anything
            return Answer(refusal, (), welsh_first(self.defaults.languages))

    async def _attended(self, attempt: Attempt) -> Answer:
        try:
            return await _again(lambda: self._turn(attempt))
        except Refusal as refusal:
            return await self._refused(attempt, refusal)
        except Exception as bug:
            reference = self.world.ids()[:8]
            report(bug, reference, attempt.action)
            return await self._refused(attempt, Refusal(text("core.apology", reference=reference)))

    async def _turn(self, attempt: Attempt) -> Answer:
        heard = attempt.heard
        async with self.store.turn() as tx:
            turn = await enter(tx, heard, self)
            begun = await contact.answered(turn, heard.call)
            call, ask = await self._called(turn, begun)
            action = attempt.action = self._admitted(turn, call)
            if turn.newcomer and heard.typed is None and not action.traceless:
                ask = drafts.asked(action, call.values, ask, begun=isinstance(heard.call, Call))
                await events.remember(turn, heard.event)
                return await contact.ask(turn, self.actions, call, ask)
            said = await self._step(turn, action, call, ask, attempt)
            if isinstance(said, Form):
                again = isinstance(begun, str) and attempt.ask == ask
                opened = Button(said.title, drafts.begun(action, call), attempt.ask)
                wires: tuple[str, ...] = (str(begun) if again else await wire.pack(turn, self.actions, opened),)
            else:
                said = wire.reachable(self.actions, said)
                wires = await wire.pack_all(turn, self.actions, said)
                if begun is not heard.call:
                    await wire.spend(turn, str(begun))
            rung = await effects.write(turn, self.actions)
        if turn.forgotten:
            await self._scrub()
        if rung or turn.forgotten or turn.rescheduled:
            self.bell.set()
        spoken = self._languages(turn)
        if isinstance(said, Message) and said.files:
            said = await handed_over(said, self.texts, spoken)
        return Answer(said, wires, spoken)

    async def _step(
        self, turn: Turn, action: Action, call: Call, ask: tuple[str, ...], attempt: Attempt
    ) -> Message | Form:
        """The form that is due, the page that was kept, or what the action says."""
        typed, page = attempt.heard.typed, action.page(ask)
        attempt.raw, attempt.ask = {name: drafts.held(value) for name, value in call.pairs}, ask
        if typed is None:
            attempt.ask = drafts.asked(action, attempt.raw, ask, begun=isinstance(attempt.heard.call, Call))
        else:
            attempt.raw |= {name: drafts.held(typed.get(name, "")) for name in page}
        opening = typed is None and bool(attempt.ask)
        draft = opening and any(name in attempt.raw for name in attempt.ask)
        values, problems = await read(turn, action, attempt.raw, draft=draft)
        if opening:
            problems = [problem for problem in problems if problem[0] not in attempt.ask]
        else:
            problems += [(name, text("core.needed")) for name in drafts.asked(action, attempt.raw, (), begun=False)]
        if problems:
            raise Refusal(text("core.please-mend", count=len(problems)), tuple(problems))
        if opening:
            return await form(turn, action, self.texts, attempt.raw, values, attempt.ask)
        if rest := tuple(name for name in ask if name not in page):
            return drafts.kept(action, attempt.raw, page, rest)
        if not action.traceless:
            await events.count(turn, attempt.heard.event)
        inside = turn.inside(action.room, frozenset(attempt.raw))
        said = await action.run(inside, **values)
        turn.who = inside.who  # as they are spoken to from now on
        return said

    async def _scrub(self) -> None:
        try:
            await self.store.scrub()
        except Exception as bug:  # what was asked is done; the clock will clear the journal again
            report(bug, "scrub", None)

    def _languages(self, turn: Turn) -> tuple[str, ...]:
        return languages(self, turn.who, turn.community)

    async def _called(self, turn: Turn, call: Call | str) -> tuple[Call, tuple[str, ...]]:
        return (call, ()) if isinstance(call, Call) else await wire.unpack(turn, self.actions, call)

    def _admitted(self, turn: Turn, call: Call) -> Action:
        """The action, if this person may make this Call at all; what is the clock's is as unknown to people."""
        action = wire.find(self.actions, call.action)
        if action.by_clock:
            raise wire.out_of_date()
        if not action.allows(turn.role):
            raise Refusal(text("core.moderators-only"))
        return action

    async def do(self, turn: Turn, call: Call) -> Message:
        """A public action for another room, in the same transaction."""
        action = self._admitted(turn, call)
        if not action.public:
            raise RuntimeError(f"{action.name} is not public: declare it so, or do without")
        values, problems = await read(turn, action, call.values)
        if problems:  # of fields that are not in the form this person sees: what is wrong can only be said
            raise Refusal(problems[0][1])
        return await action.run(turn.inside(action.room, frozenset(call.values)), **values)

    async def _by_clock(self, step: Callable[..., Awaitable[Said]], *planned: Row) -> Said:
        async with self.store.turn() as tx:
            return await step(self, tx, *planned)

    async def _refused(self, attempt: Attempt, refusal: Refusal) -> Answer:
        """A refusal, with what was typed kept as a draft and the way back to it."""
        try:
            return await _again(lambda: self._way_back(attempt, refusal))
        except Exception as bug:  # a full disk must not turn a kind sentence into silence
            report(bug, "refusal", attempt.action)
            bare = Refusal(refusal.text, refusal.problems)
            return Answer(bare, (), welsh_first(self.defaults.languages), drafts.labels(attempt.action, bare))

    async def _way_back(self, attempt: Attempt, refusal: Refusal) -> Answer:
        async with self.store.turn() as tx:
            turn = await enter(tx, attempt.heard, self)
            with contextlib.suppress(Refusal):  # the language they chose is kept, whatever became of the rest
                await contact.answered(turn, attempt.heard.call)
            said = wire.reachable(self.actions, drafts.with_way_back(attempt, refusal))
            wires = await wire.pack_all(turn, self.actions, said, kept=wire.DRAFT)
        return Answer(said, wires, self._languages(turn), drafts.labels(attempt.action, said))


async def _again(turn: Callable[[], Awaitable[Answer]]) -> Answer:
    """Run it; and again where two first contacts met, since then the other one's row is there."""
    for _ in range(FIRST_CONTACTS):
        try:
            return await turn()
        except IntegrityError:
            continue
    return await turn()


def _outcome(said: Message | Form | Refusal) -> str:
    if isinstance(said, Refusal):
        return "bug" if said.text.key == "core.apology" else "refused"
    return "form" if isinstance(said, Form) else "answered"


def report(bug: BaseException, reference: str, action: Action | None) -> None:
    """Where it broke, but not what it said: an exception's words may be somebody's own."""
    name = action.name if action and not action.traceless else None
    log.error("bug", reference=reference, action=name, **broke(bug))
