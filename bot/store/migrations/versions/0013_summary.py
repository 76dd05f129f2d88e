"""Room discuss: summaries, and what people would correct in them."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Instant, Sealed

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "discuss_summary",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=False),
        sa.Column("discussion", sa.String(length=22), nullable=False),
        sa.Column("summary", Sealed(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        *_links("discuss_summary"),
        sa.UniqueConstraint("community", "discussion", name="uq_discuss_summary_community_discussion"),
    )
    op.create_table(
        "discuss_correction",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=False),
        sa.Column("discussion", sa.String(length=22), nullable=False),
        sa.Column("correction", Sealed(), nullable=False),
        *_links("discuss_correction"),
    )


def _links(name: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(["community"], ["community.id"], name=f"fk_{name}_community"),
        sa.ForeignKeyConstraint(
            ["community", "discussion"],
            ["discuss_discussion.community", "discuss_discussion.id"],
            name=f"fk_{name}_community_discussion",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name=f"fk_{name}_community_person"
        ),
        sa.PrimaryKeyConstraint("community", "id", name=f"pk_{name}"),
    ]
