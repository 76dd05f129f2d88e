"""Room learn."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Instant, Sealed

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "learn_entry",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kept", Instant(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("formality", sa.String(length=24), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("what", Sealed(), nullable=False),
        sa.Column("why", Sealed(), nullable=True),
        sa.Column("standards", Sealed(), nullable=True),
        sa.Column("link", Sealed(), nullable=True),
        sa.Column("author", sa.String(length=22), nullable=True),
        sa.Column("reflection", Sealed(), nullable=True),
        sa.Column("thinking", Sealed(), nullable=True),
        sa.Column("practice", Sealed(), nullable=True),
        sa.Column("learners", Sealed(), nullable=True),
        sa.Column("evidence", Sealed(), nullable=True),
        sa.Column("next_step", Sealed(), nullable=True),
        sa.Column("shared", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community", "author"], ["person.community", "person.id"], name="fk_learn_entry_community_author"
        ),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_learn_entry_community_person"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_learn_entry_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_learn_entry"),
    )
    op.create_index("ix_learn_entry_mine", "learn_entry", ["community", "person", "on", "kept"], unique=False)
