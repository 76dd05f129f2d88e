"""Room learn asks what an entry changed: what is still to be asked, and how often somebody is."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Instant

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "learn_question",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=False),
        sa.Column("entry", sa.String(length=22), nullable=False),
        sa.Column("counted", Instant(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "entry"],
            ["learn_entry.community", "learn_entry.id"],
            name="fk_learn_question_community_entry",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_learn_question_community_person"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_learn_question_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_learn_question"),
    )
    op.create_index("ix_learn_question_mine", "learn_question", ["community", "person", "at"], unique=False)
    op.create_index("ix_learn_question_entry", "learn_question", ["community", "entry"], unique=False)
    op.create_table(
        "learn_pace",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=False),
        sa.Column("asked", sa.Date(), nullable=True),
        sa.Column("wakes", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_learn_pace_community_person"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_learn_pace_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_learn_pace"),
    )
