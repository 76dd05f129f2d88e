"""Room garden: a chain of its own, beside the house's."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Sealed

revision = "garden_0001"
down_revision = None


def upgrade() -> None:
    persons = ("person.community", "person.id")
    op.create_table(
        "garden_packet",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("giver", sa.String(length=22), nullable=False),
        sa.Column("keeper", sa.String(length=22), nullable=True),
        sa.Column("name", Sealed(), nullable=False),
        sa.Column("story", Sealed(), nullable=True),
        sa.Column("sort", sa.String(length=24), nullable=False),
        sa.Column("colours", sa.String(length=100), nullable=True),
        sa.Column("seeds", sa.Integer(), nullable=False),
        sa.Column("watered", sa.Integer(), nullable=False),
        sa.Column("sown", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["community", "giver"], persons, name="fk_garden_packet_community_giver"),
        sa.ForeignKeyConstraint(["community", "keeper"], persons, name="fk_garden_packet_community_keeper"),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_garden_packet_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_garden_packet"),
    )
