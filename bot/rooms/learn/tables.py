"""What a person keeps, and what they are to be asked about it."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKeyConstraint, Index, Integer, String

from bot.store.schema import Instant, Sealed, about, owner, table

entries = table(
    "learn_entry",
    owner("person", nullable=False),
    Column("on", Date, nullable=False),
    Column("kept", Instant, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("formality", String(24), nullable=False),
    Column("minutes", Integer),
    Column("what", Sealed, nullable=False),
    Column("why", Sealed),
    Column("standards", Sealed),
    Column("link", Sealed),
    about("author"),
    Column("reflection", Sealed),
    Column("thinking", Sealed),
    Column("practice", Sealed),
    Column("learners", Sealed),
    Column("evidence", Sealed),
    Column("next_step", Sealed),
    Column("shared", Instant),
    Index("ix_learn_entry_mine", "community", "person", "on", "kept"),
)

# One row for each entry that is still to be asked about: after how many weeks of school next, and not before when.
questions = table(
    "learn_question",
    owner("person"),
    Column("entry", String(22), nullable=False),
    Column("counted", Instant, nullable=False),
    Column("weeks", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    ForeignKeyConstraint(["community", "entry"], ["learn_entry.community", "learn_entry.id"], ondelete="CASCADE"),
    Index("ix_learn_question_mine", "community", "person", "at"),
    Index("ix_learn_question_entry", "community", "entry"),
)

# One row for each person, under their own id: the day they were last asked, and when the clock's Call counts again.
paces = table(
    "learn_pace",
    owner("person"),
    Column("asked", Date),
    Column("wakes", Instant),
)
