"""What comes again and what became of it, holidays; planned Calls that wait for their person, and are leased."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Instant, Sealed

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("due", sa.Column("wake", Instant(), nullable=True))
    op.add_column("due", sa.Column("fixed", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute("UPDATE due SET wake = at WHERE state = 'waiting'")
    op.drop_index("ix_due_state_at", "due")
    op.create_index("ix_due_wake", "due", ["wake"], unique=False)
    op.create_table(
        "holiday",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_holiday_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_holiday"),
    )
    op.create_table(
        "schedule",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=True),
        sa.Column("by", sa.String(length=22), nullable=True),
        sa.Column("place", sa.String(length=22), nullable=False),
        sa.Column("call", Sealed(), nullable=False),
        sa.Column("rule", sa.String(length=80), nullable=False),
        sa.Column("clock", sa.String(length=5), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("paused", sa.Date(), nullable=True),
        sa.Column("in_holidays", sa.Boolean(), nullable=False),
        sa.Column("grace", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("at", Instant(), nullable=True),
        sa.Column("wake", Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("moved", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_schedule_community_person"
        ),
        sa.ForeignKeyConstraint(
            ["community", "by"], ["person.community", "person.id"], name="fk_schedule_community_by"
        ),
        sa.ForeignKeyConstraint(
            ["community", "place"], ["place.community", "place.id"], name="fk_schedule_community_place"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_schedule_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_schedule"),
    )
    op.create_index("ix_schedule_wake", "schedule", ["wake"], unique=False)
    op.create_index("ix_schedule_moved", "schedule", ["moved"], unique=False)
    op.create_table(
        "occurrence",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=True),
        sa.Column("schedule", sa.String(length=22), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("why", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_occurrence_community_person"
        ),
        sa.ForeignKeyConstraint(
            ["community", "schedule"],
            ["schedule.community", "schedule.id"],
            name="fk_occurrence_community_schedule",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_occurrence_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_occurrence"),
        sa.UniqueConstraint("community", "schedule", "day", "slot", name="uq_occurrence_community_schedule_day_slot"),
    )
    op.create_index("ix_occurrence_at", "occurrence", ["at"], unique=False)
