"""A community is welcomed once, and may be left, as a person may leave it."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Instant

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("community", sa.Column("welcomed", Instant(), nullable=True))
    op.add_column("community", sa.Column("left", Instant(), nullable=True))
    op.add_column("person", sa.Column("left", Instant(), nullable=True))
    op.execute("UPDATE community SET welcomed = 0")
