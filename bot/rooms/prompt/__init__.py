"""Room ``prompt``: reflection prompts that come again in a place or to one person, answered privately first."""

from bot.rooms.prompt import answers, mine, plans, suggestions
from bot.rooms.prompt.declared import room

__all__ = ["answers", "mine", "plans", "room", "suggestions"]
