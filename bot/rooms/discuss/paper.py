"""A discussion on paper: what it was about, its summary and its record, to read and to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.markdown import escaped, fenced
from bot.rooms.discuss.declared import asked, local, named, protocol_of, room, t, topic_row
from bot.rooms.discuss.tables import notes
from bot.store.rows import Row
from bot.talk import File, Phrase, Text
from bot.turn import Turn

drawn = room.picture("paper")
MOST = 1_000  # notes that are looked at


@dataclass(frozen=True, slots=True)
class Chapter:
    """One question (0: the whole) and what was put on record to it: who, if they say, and what."""

    number: int
    ask: str | Phrase
    notes: tuple[tuple[str, str], ...]

    @property
    def title(self) -> Text:
        """Its heading."""
        return t("to-question", number=self.number, ask=self.ask) if self.number else t("to-whole")


async def chapters(turn: Turn, one: Row) -> list[Chapter]:
    """The record by question, what is about the whole last."""
    topic = await topic_row(turn, one)
    there = asked(protocol_of(turn, one), topic.questions if topic else None)
    order = (notes.c.kept, notes.c.id)
    kept = await turn.rows.find(notes, notes.c.discussion == one.id, order=order, limit=MOST)
    found: dict[int, list[tuple[str, str]]] = {number: [] for number in (*range(1, len(there) + 1), 0)}
    for each in kept:
        who = await turn.person(each.person) if each.signed else None
        number = each.question if each.question in found else 0
        found[number].append((who.name if who else "", each.words))
    return [Chapter(number, there[number - 1] if number else "", tuple(each)) for number, each in found.items() if each]


async def draft(turn: Turn, one: Row) -> str:
    """A summary for a human to finish: the record, question by question, in one language."""
    language, texts = turn.who.language or turn.community.languages[0], turn.house.texts
    lines: list[str] = []
    for each in await chapters(turn, one):
        lines += ["", texts.plain(each.title, language)] if lines else [texts.plain(each.title, language)]
        lines += [f"- {words} ({who})" if who else f"- {words}" for who, words in each.notes]
    return "\n".join(lines)


async def paper(turn: Turn, one: Row, summary: str) -> tuple[File, File]:
    """The same for people, as Markdown and as PDF."""
    topic, there = await topic_row(turn, one), await chapters(turn, one)
    about = topic.topic if topic else ""
    begun = t("held", name=named(turn, one), on=local(turn, one.begins).date())
    language = turn.who.language or turn.community.languages[0]
    name = f"blether-{local(turn, one.begins).date().isoformat()}"
    written = "\n\n".join(_markdown(turn, language, about, begun, summary, there)) + "\n"
    rows = tuple((each.title, tuple((who or None, words) for who, words in each.notes)) for each in there)
    labels = {"summary-title": t("paper-summary"), "record-title": t("paper-record"), "foot": t("paper-foot")}
    values = {name.replace("-", "_"): label for name, label in labels.items()}
    page = drawn((begun,), topic=about or None, begun=begun, summary=summary or None, rows=rows, **values)
    return File(f"{name}.md", "text/markdown", written), File(f"{name}.pdf", "application/pdf", drawn=page)


def _markdown(
    turn: Turn, language: str, topic: str, begun: Text, summary: str, there: Sequence[Chapter]
) -> Iterator[str]:
    def say(what: Text) -> str:
        return turn.house.texts.plain(what, language)

    yield f"# {escaped(topic) or say(t('paper-record'))}"
    yield say(begun)
    if summary:
        yield f"## {say(t('paper-summary'))}"
        yield fenced(summary)
    if there:
        yield f"## {say(t('paper-record'))}"
    for each in there:
        yield f"### {escaped(say(each.title))}"
        for who, words in each.notes:
            yield f"**{escaped(who)}**" if who else f"**{say(t('somebody'))}**"
            yield fenced(words)
    yield say(t("paper-foot"))
