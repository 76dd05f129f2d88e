"""Room discuss."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Instant, Sealed

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "discuss_discussion",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("lead", sa.String(length=22), nullable=True),
        sa.Column("place", sa.String(length=22), nullable=False),
        sa.Column("thread", sa.String(length=22), nullable=False),
        sa.Column("protocol", sa.String(length=24), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("begins", Instant(), nullable=False),
        sa.Column("paused", Instant(), nullable=True),
        sa.Column("nudge", Instant(), nullable=True),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "lead"], ["person.community", "person.id"], name="fk_discuss_discussion_community_lead"
        ),
        sa.ForeignKeyConstraint(
            ["community", "place"], ["place.community", "place.id"], name="fk_discuss_discussion_community_place"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_discuss_discussion_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_discuss_discussion"),
    )
    op.create_index("ix_discuss_discussion_thread", "discuss_discussion", ["community", "thread"], unique=False)
    op.create_index("ix_discuss_discussion_there", "discuss_discussion", ["community", "place", "begins"], unique=False)
    op.create_table(
        "discuss_topic",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=False),
        sa.Column("discussion", sa.String(length=22), nullable=False),
        sa.Column("topic", Sealed(), nullable=False),
        sa.Column("questions", Sealed(), nullable=True),
        sa.Column("voice", Sealed(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community", "discussion"],
            ["discuss_discussion.community", "discuss_discussion.id"],
            name="fk_discuss_topic_community_discussion",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_discuss_topic_community_person"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_discuss_topic_community"),
        sa.UniqueConstraint("community", "discussion", name="uq_discuss_topic_community_discussion"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_discuss_topic"),
    )
    op.create_table(
        "discuss_stage",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("discussion", sa.String(length=22), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=4), nullable=False),
        sa.Column("stage", sa.String(length=24), nullable=False),
        sa.Column("question", sa.Integer(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "discussion"],
            ["discuss_discussion.community", "discuss_discussion.id"],
            name="fk_discuss_stage_community_discussion",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_discuss_stage_community"),
        sa.UniqueConstraint("community", "discussion", "number", name="uq_discuss_stage_community_discussion_number"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_discuss_stage"),
    )
    op.create_table(
        "discuss_joined",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=False),
        sa.Column("discussion", sa.String(length=22), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "discussion"],
            ["discuss_discussion.community", "discuss_discussion.id"],
            name="fk_discuss_joined_community_discussion",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_discuss_joined_community_person"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_discuss_joined_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_discuss_joined"),
        sa.UniqueConstraint("community", "person", "discussion", name="uq_discuss_joined_community_person_discussion"),
    )
    op.create_table(
        "discuss_note",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=False),
        sa.Column("discussion", sa.String(length=22), nullable=False),
        sa.Column("question", sa.Integer(), nullable=True),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("link", Sealed(), nullable=True),
        sa.Column("kept", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "discussion"],
            ["discuss_discussion.community", "discuss_discussion.id"],
            name="fk_discuss_note_community_discussion",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_discuss_note_community_person"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_discuss_note_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_discuss_note"),
    )
    op.create_index(
        "ix_discuss_note_record", "discuss_note", ["community", "discussion", "question", "kept"], unique=False
    )
    op.create_table(
        "discuss_rule",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("starters", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_discuss_rule_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_discuss_rule"),
    )
