"""What came and was parked is counted whenever somebody asks: an index of nothing else."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    parked = sa.text("state = 'parked'")
    op.create_index("ix_occurrence_parked", "occurrence", ["state"], sqlite_where=parked, postgresql_where=parked)
