"""Room broken: its one table."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Sealed

revision = "broken_0001"
down_revision = None


def upgrade() -> None:
    persons = ("person.community", "person.id")
    op.create_table(
        "broken_note",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("writer", sa.String(length=22), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("reader", sa.String(length=22), nullable=True),
        sa.ForeignKeyConstraint(["community", "writer"], persons, name="fk_broken_note_community_writer"),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_broken_note_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_broken_note"),
    )
