"""What a person keeps."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String

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
