"""The tables of room ``prompt``."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, String, UniqueConstraint

from bot.store.schema import Instant, Sealed, owner, table

plans = table(  # prompts that come again: a community's, whose row is nobody's, or a person's
    "prompt_plan",
    owner("person", nullable=True),
    Column("schedule", String(22)),  # NULL once it was stopped: what was asked can still be answered
    Column("place", String(22), nullable=False),
    Column("source", String(40), nullable=False),  # what they are from: ``pack:rolfe`` or ``theme:time``
    Column("languages", String(40)),  # NULL: those of its place
    Column("length", String(8)),  # of a person's own: ``one`` question, or a ``cycle`` step by step
    ForeignKeyConstraint(["community", "place"], ["place.community", "place.id"]),
)
asked = table(  # each time one was asked, in order: the rotation's only memory
    "prompt_asked",
    owner("person", nullable=True),
    Column("plan", String(22), nullable=False),
    Column("prompt", String(24)),  # of the library
    Column("suggestion", String(22)),  # or a member's
    Column("at", Instant, nullable=False),
    Column("number", Integer, nullable=False),
    ForeignKeyConstraint(["community", "plan"], ["prompt_plan.community", "prompt_plan.id"], ondelete="CASCADE"),
    UniqueConstraint("community", "plan", "number"),
)
suggestions = table(  # what members would like to be asked
    "prompt_suggestion",
    owner("person"),
    Column("words", Sealed, nullable=False),
    Column("state", String(10), nullable=False),  # waiting, accepted, declined, asked
    Column("made", Instant, nullable=False),
    Column("reason", Sealed),
    Index("ix_prompt_suggestion_state", "community", "state", "made"),
)
votes = table(  # which of them somebody would like next
    "prompt_vote",
    owner("person"),
    Column("suggestion", String(22), nullable=False),
    ForeignKeyConstraint(
        ["community", "suggestion"], ["prompt_suggestion.community", "prompt_suggestion.id"], ondelete="CASCADE"
    ),
    UniqueConstraint("community", "person", "suggestion"),
)
