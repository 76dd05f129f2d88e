"""The tables of the core."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Instant, Sealed

revision = "0001"
down_revision = None
branch_labels = ("house",)


def upgrade() -> None:
    op.create_table(
        "community",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("remote", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.String(length=40), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_community"),
        sa.UniqueConstraint("platform", "remote", name="uq_community_platform_remote"),
    )
    op.create_table(
        "house",
        sa.Column("fact", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("fact", name="pk_house"),
    )
    op.create_table(
        "person",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("remote", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_person_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_person"),
        sa.UniqueConstraint("community", "remote", name="uq_person_community_remote"),
    )
    op.create_table(
        "seen",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_seen_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_seen"),
    )
    op.create_index("ix_seen_at", "seen", ["at"], unique=False)
    op.create_table(
        "handle",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=True),
        sa.Column("call", Sealed(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_handle_community_person"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_handle_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_handle"),
    )
    op.create_index("ix_handle_until", "handle", ["until"], unique=False)
    op.create_table(
        "place",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("remote", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_place_community_person"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_place_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_place"),
        sa.UniqueConstraint("community", "remote", name="uq_place_community_remote"),
    )
    op.create_table(
        "due",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=True),
        sa.Column("place", sa.String(length=22), nullable=False),
        sa.Column("call", Sealed(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_due_community_person"
        ),
        sa.ForeignKeyConstraint(["community", "place"], ["place.community", "place.id"], name="fk_due_community_place"),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_due_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_due"),
    )
    op.create_index("ix_due_state_at", "due", ["state", "at"], unique=False)
    op.create_table(
        "post",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=True),
        sa.Column("place", sa.String(length=22), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("remote", sa.String(length=100), nullable=True),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_post_community_person"
        ),
        sa.ForeignKeyConstraint(
            ["community", "place"], ["place.community", "place.id"], name="fk_post_community_place"
        ),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_post_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_post"),
        sa.UniqueConstraint("community", "key", "place", name="uq_post_community_key_place"),
    )
    op.create_table(
        "outbox",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=True),
        sa.Column("post", sa.String(length=22), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", Sealed(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_outbox_community_person"
        ),
        sa.ForeignKeyConstraint(["community", "post"], ["post.community", "post.id"], name="fk_outbox_community_post"),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_outbox_community"),
        sa.PrimaryKeyConstraint("community", "id", name="pk_outbox"),
        sa.UniqueConstraint("community", "post", name="uq_outbox_community_post"),
    )
    op.create_index("ix_outbox_state_at", "outbox", ["state", "at"], unique=False)
