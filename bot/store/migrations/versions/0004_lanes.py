"""One row per effect, in the lane of its place; threads; who is told when something cannot be said."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Instant, Sealed

revision = "0004"
down_revision = "0003"

# What waits keeps its order. A withdrawal's place is sealed in its body, so each gets a lane of its own.
BEFORE = """
CREATE TABLE outbox_before AS
SELECT b.*, coalesce(p.place, b.id) AS lane
FROM outbox b LEFT JOIN post p ON p.community = b.community AND p.id = b.post
"""
LANES = """
INSERT INTO lane (community, id, last, ready, free, held)
SELECT t.community, t.id, count(b.id), max(CASE b.state WHEN 'waiting' THEN 0 END), 0, 0 = 1
FROM (SELECT community, id FROM place UNION SELECT community, lane FROM outbox_before) AS t
LEFT JOIN outbox_before b ON b.community = t.community AND b.lane = t.id
GROUP BY t.community, t.id
"""
OUTBOX = """
INSERT INTO outbox (community, id, person, lane, number, kind, post, revision, body, state, attempts)
SELECT community, id, person, lane, row_number() OVER (PARTITION BY community, lane ORDER BY at, id),
    CASE WHEN post IS NULL THEN 'withdraw' ELSE 'post' END, coalesce(post, id), revision, body, state, 0
FROM outbox_before
"""


def upgrade() -> None:
    op.add_column("community", sa.Column("free", Instant(), nullable=False, server_default="0"))
    with op.batch_alter_table("place") as place:
        place.add_column(sa.Column("opener", sa.String(length=22), nullable=True))
        place.alter_column("remote", existing_type=sa.String(length=100), nullable=True)
        place.create_unique_constraint("uq_place_community_opener", ["community", "opener"])
    with op.batch_alter_table("due") as due:
        due.add_column(sa.Column("by", sa.String(length=22), nullable=True))
        due.create_foreign_key("fk_due_community_by", "person", ["community", "by"], ["community", "id"])
    op.create_table(
        "pace",
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("free", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("platform", name="pk_pace"),
    )
    op.create_table(
        "lane",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("ready", Instant(), nullable=True),
        sa.Column("owner", sa.String(length=22), nullable=True),
        sa.Column("free", Instant(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("instead", sa.String(length=22), nullable=True),
        sa.Column("paused", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_lane_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_lane"),
    )
    op.create_index("ix_lane_community_ready", "lane", ["community", "ready"], unique=False)
    op.execute(BEFORE)
    op.drop_table("outbox")
    _outbox()
    op.execute(LANES)
    op.execute(OUTBOX)
    op.drop_table("outbox_before")


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=True),
        sa.Column("by", sa.String(length=22), nullable=True),
        sa.Column("lane", sa.String(length=22), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("post", sa.String(length=22), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", Sealed(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("tried", Instant(), nullable=True),
        sa.Column("trying", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_outbox_community_person"
        ),
        sa.ForeignKeyConstraint(["community", "by"], ["person.community", "person.id"], name="fk_outbox_community_by"),
        sa.ForeignKeyConstraint(["community", "lane"], ["lane.community", "lane.id"], name="fk_outbox_community_lane"),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_outbox_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_outbox"),
        sa.UniqueConstraint("community", "kind", "post", name="uq_outbox_community_kind_post"),
    )
    op.create_index(
        "ix_outbox_community_lane_state_number", "outbox", ["community", "lane", "state", "number"], unique=False
    )
    op.create_index("ix_outbox_state", "outbox", ["state"], unique=False)
