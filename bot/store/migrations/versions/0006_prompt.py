"""Room prompt."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Instant, Sealed

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "prompt_plan",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=True),
        sa.Column("schedule", sa.String(length=22), nullable=True),
        sa.Column("place", sa.String(length=22), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_prompt_plan_community_person"
        ),
        sa.ForeignKeyConstraint(
            ["community", "place"], ["place.community", "place.id"], name="fk_prompt_plan_community_place"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_prompt_plan_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_prompt_plan"),
    )
    op.create_table(
        "prompt_asked",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=True),
        sa.Column("plan", sa.String(length=22), nullable=False),
        sa.Column("prompt", sa.String(length=24), nullable=True),
        sa.Column("suggestion", sa.String(length=22), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_prompt_asked_community_person"
        ),
        sa.ForeignKeyConstraint(
            ["community", "plan"],
            ["prompt_plan.community", "prompt_plan.id"],
            name="fk_prompt_asked_community_plan",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_prompt_asked_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_prompt_asked"),
        sa.UniqueConstraint("community", "plan", "number", name="uq_prompt_asked_community_plan_number"),
    )
    op.create_table(
        "prompt_suggestion",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made", Instant(), nullable=False),
        sa.Column("reason", Sealed(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_prompt_suggestion_community_person"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_prompt_suggestion_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_prompt_suggestion"),
    )
    op.create_index("ix_prompt_suggestion_state", "prompt_suggestion", ["community", "state", "made"], unique=False)
    op.create_table(
        "prompt_vote",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=False),
        sa.Column("suggestion", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_prompt_vote_community_person"
        ),
        sa.ForeignKeyConstraint(
            ["community", "suggestion"],
            ["prompt_suggestion.community", "prompt_suggestion.id"],
            name="fk_prompt_vote_community_suggestion",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_prompt_vote_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_prompt_vote"),
        sa.UniqueConstraint("community", "person", "suggestion", name="uq_prompt_vote_community_person_suggestion"),
    )
