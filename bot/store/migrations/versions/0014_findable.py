"""What is found by its words. On SQLite triggers keep its FTS5 index; a batch ALTER would have to make them anew."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

FTS5 = (
    "CREATE VIRTUAL TABLE findable_words USING fts5(tokens, content='', detail=none, tokenize='ascii')",
    """CREATE TRIGGER findable_added AFTER INSERT ON findable BEGIN
    INSERT INTO findable_words (rowid, tokens) VALUES (new.number, new.tokens);
    END""",
    """CREATE TRIGGER findable_removed AFTER DELETE ON findable BEGIN
    INSERT INTO findable_words (findable_words, rowid, tokens) VALUES ('delete', old.number, old.tokens);
    END""",
)
TEXT_SEARCH = ("CREATE INDEX ix_findable_tokens ON findable USING gin (to_tsvector('simple', tokens))",)


def upgrade() -> None:
    op.create_table(
        "findable",
        sa.Column("community", sa.String(length=22), nullable=False),
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("person", sa.String(length=22), nullable=False),
        sa.Column("of", sa.String(length=22), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("tokens", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["community.id"], name="fk_findable_community"),
        sa.ForeignKeyConstraint(
            ["community", "person"], ["person.community", "person.id"], name="fk_findable_community_person"
        ),
        sa.PrimaryKeyConstraint("community", "id", name="pk_findable"),
    )
    op.create_index("ix_findable_number", "findable", ["community", "number"], unique=True)
    op.create_index("ix_findable_person", "findable", ["community", "person"])
    for statement in FTS5 if op.get_bind().dialect.name == "sqlite" else TEXT_SEARCH:
        op.execute(statement)
