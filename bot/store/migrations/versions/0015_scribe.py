"""Who takes the notes of what is spoken in a discussion."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    with op.batch_alter_table("discuss_discussion") as discussion:
        discussion.add_column(sa.Column("scribe", sa.String(length=22), nullable=True))
        discussion.create_foreign_key(
            "fk_discuss_discussion_community_scribe", "person", ["community", "scribe"], ["community", "id"]
        )
