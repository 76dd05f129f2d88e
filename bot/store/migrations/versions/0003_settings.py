"""What people and moderators set; posts that are withdrawn after their rows are gone."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Instant, Sealed

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("community", sa.Column("contact", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("community", sa.Column("notice", sa.String(length=500), nullable=False, server_default=""))
    op.add_column("community", sa.Column("moderators", sa.String(length=2_000), nullable=False, server_default=""))
    op.add_column("person", sa.Column("met", Instant(), nullable=False, server_default="0"))
    op.add_column("person", sa.Column("moderator", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("person", sa.Column("zone", sa.String(length=60), nullable=True))
    op.add_column("person", sa.Column("days", sa.String(length=7), nullable=True))
    op.add_column("person", sa.Column("quiet_since", sa.String(length=5), nullable=True))
    op.add_column("person", sa.Column("quiet_until", sa.String(length=5), nullable=True))
    op.add_column("person", sa.Column("job", sa.String(length=24), nullable=True))
    op.add_column("person", sa.Column("phases", sa.String(length=200), nullable=True))
    op.add_column("person", sa.Column("interests", Sealed(), nullable=True))
    op.add_column("person", sa.Column("offers", Sealed(), nullable=True))
    op.add_column("person", sa.Column("seeks", Sealed(), nullable=True))
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("post", existing_type=sa.String(length=22), nullable=True)
