"""What lets an adapter speak in a community is kept, sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "grant",
        sa.Column("community", sa.String(22), primary_key=True),
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"]),
    )
