"""What is due at the same moment is found in its order, without reading and sorting all of it for each batch."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.drop_index("ix_due_wake", table_name="due")
    op.create_index("ix_due_wake_at_id", "due", ["wake", "at", "id"], unique=False)
    op.drop_index("ix_schedule_wake", table_name="schedule")
    op.create_index("ix_schedule_wake_id", "schedule", ["wake", "id"], unique=False)
