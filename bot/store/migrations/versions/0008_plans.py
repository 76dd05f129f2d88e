"""In which languages a plan of room prompt asks, and how much it asks of somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("prompt_plan", sa.Column("languages", sa.String(length=40), nullable=True))
    op.add_column("prompt_plan", sa.Column("length", sa.String(length=8), nullable=True))
