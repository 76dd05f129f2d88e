"""Nothing that is typed is ever parsed: kept as it was, shown as the words it is, whoever is called so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from adapters.web import show
from bot.delivery import Effect
from bot.house import Plan
from bot.marks import People, Places
from bot.room import MODERATOR, Action
from bot.store.schema import Sealed, metadata
from bot.talk import Form, Message, Refusal, Remote, Role, plain
from bot.testing import Bench, Someone
from bot.texts import Texts
from tests.house.foreign import rendered
from tests.house.made import CORE, inside, sound, values, worded
from tests.shapes import shape

HARMLESS = "Wait time"
LIVE = {"base", "embed", "iframe", "img", "link", "meta", "object", "script", "style", "svg"}


def alive(page: list[Any]) -> list[str]:
    """What of a page would do something by itself, or lead anywhere but to the web."""
    opened = [(each[0], dict(each[1])) for each in page if isinstance(each, tuple)]
    links = [str(attributes["href"]) for _, attributes in opened if "href" in attributes]
    files = [str(attributes["href"]) for _, attributes in opened if "download" in attributes]
    return [
        *(tag for tag, attributes in opened if tag in LIVE or any(name.startswith("on") for name in attributes)),
        *(link for link in links if not link.lower().startswith(("http://", "https://")) and link not in files),
    ]


class Shown(Protocol):
    """A way to show answers and posts; each tells what is wrong with one, by those of the same frame before it."""

    def answer(self, who: Someone) -> Iterator[str]: ...

    def post(self, effect: Effect) -> Iterator[str]: ...


@dataclass
class Pages:
    """What an action is answered and posts, as pages: of one frame all have one shape."""

    texts: Any
    shapes: dict[Any, list[object]] = field(default_factory=dict)

    def wrong(self, frame: Any, html: str) -> Iterator[str]:
        """What is wrong with one of them, by those before."""
        page = shape(html)
        yield from (f"{each} is alive" for each in alive(page))
        if self.shapes.setdefault(frame, page) != page:
            yield "another shape"

    def answer(self, who: Someone) -> Iterator[str]:
        """With what somebody was answered."""
        yield from self.wrong(frame(who.answer.said), rendered(who.answer, self.texts)["html"])

    def post(self, effect: Effect) -> Iterator[str]:
        """With what was said aloud."""
        voice = show.Voice(self.texts, effect.languages)
        yield from self.wrong(("post", frame(effect.message)), show.message(effect.message, effect.wires, voice))


@dataclass
class Everywhere:
    """Several ways to show the same."""

    mouths: Sequence[Shown]

    def answer(self, who: Someone) -> Iterator[str]:
        for each in self.mouths:
            yield from each.answer(who)

    def post(self, effect: Effect) -> Iterator[str]:
        for each in self.mouths:
            yield from each.post(effect)


def frame(said: Message | Form | Refusal) -> Any:
    """All of what is said but for what was typed."""
    match said:
        case Form():
            return said.title, tuple((each.name, bool(each.value)) for each in said.fields), said.more
        case Refusal():
            return said.text.key, tuple((name, each.key) for name, each in said.problems), len(said.buttons)
    counted = tuple(each for _, each in said.text.pairs if isinstance(each, int))  # one of a thing reads otherwise
    return (
        said.text.key,
        counted,
        tuple((each.text.key, bool(each.words)) for each in said.items),
        bool(said.words),
        len(said.buttons),
    )


async def parsed(
    house: Plan, strings: Sequence[str], mouths: Sequence[Callable[[Texts], Shown]] = (Pages,)
) -> dict[str, str]:
    """What goes wrong, and the first of these strings with which it does, however ``mouths`` show it.

    Each is the words of every field, and the name of the person, the place, and of whomever and whatever is named.
    """
    found: dict[str, str] = {}
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        for action in (each for each in sound(house) if not each.by_clock):
            pages, before = Everywhere([mouth(house.texts) for mouth in mouths]), HARMLESS
            times = max(0, (await _typed(bench, action, f"{action.name} 0", HARMLESS, "About", pages))[1])
            some = strings if worded(action) else strings[::4]  # where nothing is typed, only names are hostile
            for number, words in enumerate(some, 1):
                wrong, there = await _typed(bench, action, f"{action.name} {number}", words, before, pages)
                wrong += ["it is not kept as it was"] if 0 <= there < times else []
                for each in wrong:
                    found.setdefault(f"{action.name}: {each}", words)
                before = words if plain(words) else HARMLESS  # of words that are none nothing is kept
    return found


async def _typed(
    bench: Bench, action: Action, home: str, words: str, before: str, pages: Shown
) -> tuple[list[str], int]:
    """What is wrong when somebody of that name types it, and how often it is kept; -1 where it need not be."""
    role = Role.MODERATOR if action.may is MODERATOR else Role.MEMBER
    who = bench.person("Mai", community=home, role=role)
    who.heard = replace(who.heard, who=Remote("mai", words), where=Remote("hall", words))
    async with inside(who) as turn:
        usual = await values(turn, action, before)
    named = {param.name: usual[param.name].id for param in action.params if isinstance(param.mark, People | Places)}
    typed = dict.fromkeys(worded(action), words) | {name: Remote(id, words) for name, id in named.items()}
    earlier = await opened(who) if worded(action) else Counter()
    said = await who.does(action.name, **usual | typed)
    found = list(pages.answer(who))
    if isinstance(said, Refusal) and said.text.key.startswith("core.") and not action.traceless:
        return found + [each async for each in _given_back(who, said, action, words, pages)], -1
    await bench.settle()
    for effect in (each for each in bench.effects if each.kind != "open"):
        found += pages.post(effect)
    bench.effects.clear()
    if isinstance(said, Refusal) or not worded(action) or not plain(words):
        return found, -1
    return found, kept(await opened(who) - earlier, words)


async def _given_back(who: Someone, said: Refusal, action: Action, words: str, pages: Shown) -> Any:
    """It is refused for its length or its emptiness alone, and not lost: it stands in the form again."""
    reasons = {problem.key for _, problem in said.problems} or {said.text.key}
    if not reasons <= {"core.too-long", "core.needed"}:
        yield f"it is refused: {', '.join(sorted(reasons))}"
        return
    form = await who.presses("core.change-it")
    for each in pages.answer(who):
        yield each
    sound = words.encode("utf-8", "ignore").decode()
    there = {each.value for each in form.fields if each.name in worded(action)} if isinstance(form, Form) else set()
    if not there <= {sound, ""}:
        yield "it does not stand in the form again"


async def opened(who: Someone) -> Counter[str]:
    """All that is sealed in the tables of the rooms, of this person's community, and how often."""
    found = Counter[str]()
    async with inside(who) as turn:
        for table in (each for each in metadata.sorted_tables if each.name not in CORE):
            if sealed := [column.name for column in table.c if isinstance(column.type, Sealed)]:
                found.update([getattr(row, name) for row in await turn.rows.find(table) for name in sealed])
    return found


def kept(there: Counter[str], words: str) -> int:
    """How often it stands there: whole, on one line, or by a room that takes lines apart each of them once."""
    whole, line = plain(words), " ".join(plain(words).split())
    lines = [" ".join(each.split()) for each in whole.split("\n") if each.split()]
    return sum(there[each] for each in {whole, line}) or int(all(map(there.__contains__, lines)))
