"""The tables of room ``discuss``."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.sql.schema import SchemaItem

from bot.store.schema import Instant, Sealed, about, ours, owner, table

GOING, PAUSED, CLOSED = "going", "paused", "closed"  # how a discussion stands
WAITING, SAID, PASSED = "waiting", "said", "passed"  # how one of its stages does


def _of(parent: str) -> SchemaItem:
    """A row that goes with the discussion it belongs to."""
    return ForeignKeyConstraint(
        ["community", "discussion"], [f"{parent}.community", f"{parent}.id"], ondelete="CASCADE"
    )


discussions = table(  # the community's, which goes on when whoever leads it leaves
    "discuss_discussion",
    about("lead"),
    about("scribe"),  # who takes the notes of what is spoken
    ours("place", String(22), nullable=False),
    ours("thread", String(22), nullable=False),  # the place of the thread
    ours("protocol", String(24), nullable=False),
    ours("way", String(10), nullable=False),
    ours("state", String(10), nullable=False),
    ours("begins", Instant, nullable=False),
    ours("paused", Instant),
    ours("nudge", Instant),  # when those who asked for it are reminded; NULL: never, or they were
    ours("replies", Integer, nullable=False),
    ForeignKeyConstraint(["community", "place"], ["place.community", "place.id"]),
    Index("ix_discuss_discussion_there", "community", "place", "begins"),
    Index("ix_discuss_discussion_thread", "community", "thread"),
)
topics = table(  # what it is about: the words of whoever planned it, which go with them
    "discuss_topic",
    owner("person"),
    Column("discussion", String(22), nullable=False),
    Column("topic", Sealed, nullable=False),
    Column("questions", Sealed),  # one a line; NULL: the protocol's own
    Column("voice", Sealed),  # the address of a call
    _of("discuss_discussion"),
    UniqueConstraint("community", "discussion"),
)
stages = table(  # what is said when, in order: absolute, so that nothing has to be remembered
    "discuss_stage",
    ours("discussion", String(22), nullable=False),
    ours("number", Integer, nullable=False),
    ours("part", String(4), nullable=False),
    ours("stage", String(24), nullable=False),
    ours("question", Integer),
    ours("at", Instant, nullable=False),
    ours("state", String(10), nullable=False),
    _of("discuss_discussion"),
    UniqueConstraint("community", "discussion", "number"),
)
joined = table(  # who takes part and said so; readers are nowhere
    "discuss_joined",
    owner("person"),
    Column("discussion", String(22), nullable=False),
    Column("asked", Boolean, nullable=False),
    _of("discuss_discussion"),
    UniqueConstraint("community", "person", "discussion"),
)
notes = table(  # the record: what people chose to put there
    "discuss_note",
    owner("person"),
    Column("discussion", String(22), nullable=False),
    Column("question", Integer),
    Column("words", Sealed, nullable=False),
    Column("signed", Boolean, nullable=False),
    Column("link", Sealed),  # the message of their own that it came from
    Column("kept", Instant, nullable=False),
    _of("discuss_discussion"),
    Index("ix_discuss_note_record", "community", "discussion", "question", "kept"),
)
summaries = table(  # what was made of the record, by whoever led; posted where it was announced
    "discuss_summary",
    owner("person"),
    Column("discussion", String(22), nullable=False),
    Column("summary", Sealed, nullable=False),
    Column("state", String(10), nullable=False),
    Column("until", Instant, nullable=False),  # corrections are invited until then
    _of("discuss_discussion"),
    UniqueConstraint("community", "discussion"),
)
corrections = table(  # what somebody would correct in it, for whoever leads to read
    "discuss_correction",
    owner("person"),
    Column("discussion", String(22), nullable=False),
    Column("correction", Sealed, nullable=False),
    _of("discuss_discussion"),
)
rules = table(  # one row at most: who may start a discussion here
    "discuss_rule",
    ours("starters", String(10), nullable=False),
)
