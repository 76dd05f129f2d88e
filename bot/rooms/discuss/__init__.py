"""Room ``discuss``: one conversation, live and slow, by a protocol that educators write; one thread, one record."""

from bot.rooms.discuss import finding, leading, record, running, spoken, starting, summary, taking
from bot.rooms.discuss.declared import room

__all__ = ["finding", "leading", "record", "room", "running", "spoken", "starting", "summary", "taking"]
