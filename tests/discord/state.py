"""What is there on the emulated Discord: servers, people, channels, messages; and how each is written in its API."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

TEXT, DIRECT, THREAD = 0, 1, 11  # kinds of channels
EVERYTHING = (1 << 53) - 1  # permissions of whoever may do all
TALKING = 1 << 10 | 1 << 11 | 1 << 31 | 1 << 38  # see, write, use commands, write in threads
MANAGES = TALKING | 1 << 5
PLANS = 1 << 44  # make events, and change and cancel one's own
_EPOCH = 1_420_070_400_000
_numbers = itertools.count(1)

Payload = dict[str, Any]


class Wrong(Exception):
    """A request that Discord refuses: the status and code of its answer."""

    def __init__(self, status: int, code: int, message: str = "", errors: Any = None) -> None:
        super().__init__(f"{status}/{code} {message}")
        self.status, self.code, self.message, self.errors = status, code, message or str(code), errors


def snowflake(ahead: float = 0.0) -> str:
    """An id as Discord makes them: later ones are greater, and it says when. ``ahead``: seconds later than now."""
    return str((int((time.time() + ahead) * 1000) - _EPOCH) << 22 | next(_numbers) & 0x3FFFFF)


def moment() -> str:
    """Now, as Discord writes it."""
    return datetime.now(UTC).isoformat()


@dataclass
class User:
    """An account."""

    id: str
    name: str
    bot: bool = False
    closed: bool = False  # takes no direct messages

    def json(self) -> Payload:
        return {
            "id": self.id, "username": self.name.lower().replace(" ", "."), "global_name": self.name, "bot": self.bot,
            "discriminator": "0", "avatar": None, "public_flags": 0,
        }  # fmt: skip


@dataclass
class Role:
    """A group of people in a server."""

    id: str
    name: str
    permissions: int = 0

    def json(self) -> Payload:
        return {
            "id": self.id, "name": self.name, "permissions": str(self.permissions), "position": 0, "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False, "managed": False, "mentionable": False, "flags": 0, "icon": None, "unicode_emoji": None,
        }  # fmt: skip


@dataclass
class Member:
    """Somebody in a server; ``nick`` is how they are called there."""

    user: User
    permissions: int = TALKING
    roles: tuple[str, ...] = ()
    nick: str | None = None

    def json(self) -> Payload:
        return {
            "user": self.user.json(), "nick": self.nick, "avatar": None, "banner": None, "roles": [*self.roles],
            "joined_at": "2026-01-01T00:00:00+00:00", "premium_since": None, "deaf": False, "mute": False, "flags": 0,
            "pending": False, "communication_disabled_until": None,
        }  # fmt: skip


@dataclass
class Channel:
    """A channel, a thread of one, or a direct conversation. ``refuses`` is the code of every answer about it."""

    id: str
    name: str
    type: int = TEXT
    guild: str = ""
    parent: str = ""
    recipient: User | None = None
    owner: str = ""  # of a thread: who opened it
    archived: bool = False
    locked: bool = False
    refuses: int = 0
    messages: dict[str, Payload] = field(default_factory=dict)

    def json(self) -> Payload:
        if self.recipient:
            return {"id": self.id, "type": DIRECT, "flags": 0, "recipients": [self.recipient.json()]}
        there: Payload = {"id": self.id, "type": self.type, "name": self.name, "guild_id": self.guild, "flags": 0}
        if self.type != THREAD:
            return there | {"position": 0, "permission_overwrites": [], "parent_id": None, "nsfw": False, "topic": None}
        kept = {"archived": self.archived, "locked": self.locked, "auto_archive_duration": 10_080}
        return there | {
            "parent_id": self.parent, "owner_id": self.owner, "message_count": len(self.messages), "member_count": 1,
            "rate_limit_per_user": 0, "total_message_sent": len(self.messages),
            "thread_metadata": kept | {"archive_timestamp": moment()},
        }  # fmt: skip


@dataclass
class Guild:
    """A server."""

    id: str
    name: str
    owner: User
    members: dict[str, Member] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    events: dict[str, Payload] = field(default_factory=dict)

    def json(self) -> Payload:
        """As GUILD_CREATE brings it."""
        there = [each for each in self.channels.values() if each.type != THREAD]
        threads = [each for each in self.channels.values() if each.type == THREAD and not each.archived]
        return {
            "id": self.id, "name": self.name, "owner_id": self.owner.id, "unavailable": False, "large": False,
            "member_count": len(self.members), "joined_at": "2026-01-01T00:00:00+00:00", "members": [], "presences": [],
            "channels": [each.json() for each in there], "threads": [each.json() for each in threads],
            "roles": [each.json() for each in self.roles.values()], "emojis": [], "stickers": [], "features": [],
            "voice_states": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
            "icon": None, "splash": None, "discovery_splash": None, "banner": None, "description": None,
            "afk_channel_id": None, "afk_timeout": 300, "system_channel_id": None, "system_channel_flags": 0,
            "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0,
            "application_id": None, "preferred_locale": "en-US", "premium_tier": 0, "nsfw_level": 0, "nsfw": False,
            "rules_channel_id": None, "public_updates_channel_id": None, "vanity_url_code": None, "hub_type": None,
            "premium_subscription_count": 0, "premium_progress_bar_enabled": False,
            "safety_alerts_channel_id": None, "max_members": 500_000, "max_video_channel_users": 25,
        }  # fmt: skip


class State:
    """All of it."""

    def __init__(self) -> None:
        self.bot = User(snowflake(), "Blether", bot=True)
        self.users: dict[str, User] = {self.bot.id: self.bot}
        self.guilds: dict[str, Guild] = {}
        self.direct: dict[str, Channel] = {}  # by the person's id
        self.commands: list[Payload] = []
        self.ahead = 0.0  # seconds that this Discord's clock is later than ours
        self._channels: dict[str, Channel] = {}

    def show(self, at: datetime) -> None:
        """This Discord's clock shows that time now, and goes on from there."""
        self.ahead = (at - datetime.now(UTC)).total_seconds()

    def user(self, name: str) -> User:
        """A new account."""
        made = User(snowflake(), name)
        self.users[made.id] = made
        return made

    def guild(self, name: str, *people: User, channels: tuple[str, ...] = ("learning",)) -> Guild:
        """A new server with the bot in it; the first of the people owns it."""
        id = snowflake()
        made = Guild(id, name, people[0] if people else self.bot)
        made.roles[id] = Role(id, "@everyone", TALKING)
        for each in (self.bot, *people):
            made.members[each.id] = Member(each, TALKING | PLANS if each is self.bot else TALKING)
        self.guilds[id] = made
        for each in channels:
            self.channel(made, each)
        return made

    def channel(self, guild: Guild, name: str) -> Channel:
        """A new channel."""
        return self.add(Channel(snowflake(), name, TEXT, guild.id))

    def add(self, channel: Channel) -> Channel:
        """A channel where it belongs."""
        self._channels[channel.id] = channel
        if channel.guild:
            self.guilds[channel.guild].channels[channel.id] = channel
        return channel

    def remove(self, channel: Channel) -> None:
        """The channel is gone, with its threads."""
        for each in [channel, *self.threads(channel)]:
            self._channels.pop(each.id, None)
            self.guilds[each.guild].channels.pop(each.id, None)

    def threads(self, channel: Channel) -> Iterator[Channel]:
        """Those that hang from a channel."""
        yield from [each for each in self._channels.values() if each.parent == channel.id]

    def direct_with(self, id: str) -> Channel:
        """The direct conversation with somebody, opened if it was not."""
        if (user := self.users.get(id)) is None or user.bot:
            raise Wrong(400, 50033, "Invalid Recipient(s)")
        if id not in self.direct:
            self.direct[id] = self.add(Channel(snowflake(), "", DIRECT, recipient=user))
        return self.direct[id]

    def find(self, id: str) -> Channel:
        """A channel the bot may see."""
        if (found := self._channels.get(id)) is None:
            raise Wrong(404, 10003, "Unknown Channel")
        if found.guild and self.bot.id not in self.guilds[found.guild].members:
            raise Wrong(403, 50001, "Missing Access")
        if found.refuses:
            raise Wrong(404 if found.refuses < 20_000 else 403, found.refuses)
        return found

    def server(self, id: str) -> Guild:
        """A server the bot is in."""
        found = self.guilds.get(id)
        if found is None or self.bot.id not in found.members:
            raise Wrong(404, 10004, "Unknown Guild")
        return found

    def message(self, channel: str, id: str) -> Payload:
        """A message the bot may see."""
        found = self.find(channel).messages.get(id)
        if found is None:
            raise Wrong(404, 10008, "Unknown Message")
        return found
