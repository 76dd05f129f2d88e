"""The tables of the core."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.schema import EPOCH, Instant, Sealed, about, metadata, ours, owner, table

HOUSE = {"whose": "ours"}
PARKED = text("state = 'parked'")  # of occurrences: the few that are indexed
EVERY = "*"  # as a person's language: every one that the community speaks

house = Table(  # facts about this database: the fingerprint of the key it is sealed with
    "house",
    metadata,
    Column("fact", String(40), primary_key=True, info=HOUSE),
    Column("value", String(200), nullable=False, info=HOUSE),
)
community = Table(
    "community",
    metadata,
    Column("id", String(22), primary_key=True, info=HOUSE),
    Column("platform", String(40), nullable=False, info=HOUSE),
    Column("remote", String(100), nullable=False, info=HOUSE),
    Column("name", String(200), nullable=False, info=HOUSE),
    Column("languages", String(40), nullable=False, info=HOUSE),
    Column("zone", String(60), nullable=False, info=HOUSE),
    Column("contact", String(200), nullable=False, info=HOUSE),
    Column("notice", String(500), nullable=False, info=HOUSE),
    Column("moderators", String(2_000), nullable=False, info=HOUSE),  # the platform's ids of groups that moderate
    Column("free", Instant, nullable=False, default=EPOCH, info=HOUSE),  # from when on something may be said again
    Column("welcomed", Instant, info=HOUSE),  # when whoever let Blether in was told what is next
    Column("left", Instant, info=HOUSE),  # since when Blether is not there any more
    UniqueConstraint("platform", "remote"),
)
person = Table(  # the row is the person: it is its own owner
    "person",
    metadata,
    Column("community", String(22), primary_key=True, info=HOUSE),
    Column("id", String(22), primary_key=True, info={"whose": "owner"}),
    Column("remote", String(100), nullable=False),
    Column("name", String(200), nullable=False),
    Column("met", Instant, nullable=False),
    Column("language", String(10)),  # NULL until they were asked, EVERY for all that the community speaks
    Column("moderator", Boolean, nullable=False),  # beside the platform's own admins
    Column("left", Instant),  # since when they are not there any more
    # How and when to reach them; NULL: as everybody starts.
    Column("zone", String(60)),
    Column("days", String(7)),  # working days, 1 for Monday
    Column("quiet_since", String(5)),
    Column("quiet_until", String(5)),
    # What they say of themselves, for rooms that bring people together.
    Column("job", String(24)),
    Column("phases", String(200)),
    Column("interests", Sealed),
    Column("offers", Sealed),
    Column("seeks", Sealed),
    ForeignKeyConstraint(["community"], ["community.id"]),
    UniqueConstraint("community", "remote"),
)
pace = Table(  # from when on a platform may be spoken to again
    "pace",
    metadata,
    Column("platform", String(40), primary_key=True, info=HOUSE),
    Column("free", Instant, nullable=False, info=HOUSE),
)
place = table(
    "place",
    owner("person", nullable=True),  # of a direct conversation
    Column("kind", String(20), nullable=False),
    Column("remote", String(100)),  # NULL for a thread that is not open yet
    Column("name", String(200), nullable=False),
    Column("languages", String(40)),
    ours("opener", String(22)),  # the post that a thread hangs from
    UniqueConstraint("community", "remote"),
    UniqueConstraint("community", "opener"),
)
seen = table(  # events that took effect, by the platform's own id: none counts twice
    "seen",
    ours("at", Instant, nullable=False),
    Index("ix_seen_at", "at"),
)
handle = table(  # a stored Call: what a button or a draft carries when it does not fit on the wire
    "handle",
    owner("person", nullable=True),
    Column("call", Sealed, nullable=False),
    Column("until", Instant, nullable=False),
    Index("ix_handle_until", "until"),
)
post = table(  # what the bot said aloud and may say again
    "post",
    owner("person", nullable=True),
    Column("place", String(22), nullable=False),
    Column("key", String(120), nullable=False),
    Column("remote", String(100)),
    Column("wanted", Integer, nullable=False),
    Column("said", Integer, nullable=False),
    ForeignKeyConstraint(["community", "place"], ["place.community", "place.id"]),
    UniqueConstraint("community", "key", "place"),
)
lane = table(  # what is said in one place, one after the other; its id is the place's
    "lane",
    ours("last", Integer, nullable=False),  # the number of its newest effect
    ours("ready", Instant),  # when somebody may take it; NULL: nothing waits
    ours("owner", String(22)),  # who has taken it, until `ready`
    ours("free", Instant, nullable=False),  # from when on something may be said here again
    ours("held", Boolean, nullable=False),  # a thread that is not open yet
    ours("instead", String(22)),  # the lane that takes what was for this one, since its thread could not be opened
    ours("paused", Instant),  # since when everything has been refused here
    Index("ix_lane_community_ready", "community", "ready"),
)
outbox = table(  # one row per effect: a post to say or to say again, a thread to open, a post to take back
    "outbox",
    owner("person", nullable=True),
    about("by"),  # who is told when it can never be said there
    Column("lane", String(22), nullable=False),
    Column("number", Integer, nullable=False),  # the order within the lane
    Column("kind", String(10), nullable=False),  # post, open, withdraw
    Column("post", String(22), nullable=False),  # the post itself; that a thread hangs from; that is gone
    Column("revision", Integer, nullable=False),
    Column("body", Sealed, nullable=False),
    Column("state", String(10), nullable=False),  # waiting, parked, unknown
    Column("attempts", Integer, nullable=False),
    # The first try whose outcome nobody knows: when, and of which revision.
    Column("tried", Instant),
    Column("trying", Integer),
    ForeignKeyConstraint(["community", "lane"], ["lane.community", "lane.id"]),
    UniqueConstraint("community", "kind", "post"),
    Index("ix_outbox_community_lane_state_number", "community", "lane", "state", "number"),
    Index("ix_outbox_state", "state"),
)
due = table(  # Calls the clock makes
    "due",
    owner("person", nullable=True),
    about("by"),  # who planned it for the community
    Column("place", String(22), nullable=False),
    Column("call", Sealed, nullable=False),
    Column("at", Instant, nullable=False),  # what it was planned for
    Column("wake", Instant),  # when it is tried: at first then, later when a lease or a pause ends; NULL: no more
    Column("fixed", Boolean, nullable=False),  # its person asked for this very time, so it does not wait for them
    Column("state", String(10), nullable=False),  # waiting, held until its person works again, parked
    Column("attempts", Integer, nullable=False),
    ForeignKeyConstraint(["community", "place"], ["place.community", "place.id"]),
    Index("ix_due_wake_at_id", "wake", "at", "id"),
)
schedule = table(  # Calls that come again: a community's, which nobody owns, or a person's
    "schedule",
    owner("person", nullable=True),
    about("by"),  # who planned it for the community
    Column("place", String(22), nullable=False),
    Column("call", Sealed, nullable=False),
    Column("rule", String(80), nullable=False),  # RFC 5545, of local days
    Column("clock", String(5), nullable=False),
    Column("zone", String(60), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),  # the last day on which it may come
    Column("paused", Date),  # up to this day, and not on it
    Column("in_holidays", Boolean, nullable=False),
    Column("grace", Integer, nullable=False),  # seconds after which an occurrence is too late to happen
    # What comes next: its local day and instant, and when it is tried; NULL when nothing does.
    Column("day", Date),
    Column("at", Instant),
    Column("wake", Instant),
    Column("attempts", Integer, nullable=False),
    Column("moved", Instant, nullable=False),  # when that was found: later than now when the clock was put back
    ForeignKeyConstraint(["community", "place"], ["place.community", "place.id"]),
    Index("ix_schedule_wake_id", "wake", "id"),
    Index("ix_schedule_moved", "moved"),
)
occurrence = table(  # what became of each time a schedule came: none comes twice
    "occurrence",
    owner("person", nullable=True),
    Column("schedule", String(22), nullable=False),
    Column("day", Date, nullable=False),
    Column("slot", Integer, nullable=False),  # the minute of that day
    Column("at", Instant, nullable=False),
    Column("state", String(10), nullable=False),  # done, skipped, parked
    Column("why", String(10)),  # it was skipped: late, holiday, paused, by-hand, gone
    ForeignKeyConstraint(["community", "schedule"], ["schedule.community", "schedule.id"], ondelete="CASCADE"),
    UniqueConstraint("community", "schedule", "day", "slot"),
    Index("ix_occurrence_at", "at"),
    Index("ix_occurrence_parked", "state", sqlite_where=PARKED, postgresql_where=PARKED),
)
holiday = table(  # of a community: holidays, and in-service days
    "holiday",
    ours("name", String(80), nullable=False),
    ours("since", Date, nullable=False),
    ours("until", Date, nullable=False),  # its last day
)
grant = table(  # what lets an adapter speak in a community: nobody's words, and sealed all the same; its id is theirs
    "grant",
    ours("words", LargeBinary, nullable=False),
)

findable = table(  # what is found by its words, see `bot.store.search`; each word is blinded
    "findable",
    owner("person"),
    Column("of", String(22), nullable=False),  # the row of its room that it leads to
    Column("number", BigInteger, nullable=False),  # of this row in FTS5
    Column("tokens", Text, nullable=False),
    Index("ix_findable_number", "community", "number", unique=True),
    Index("ix_findable_person", "community", "person"),
    derived=True,
)
