"""What an emulated Slack knows: its teams, people, channels and posts, and what an app of it did wrong."""

from __future__ import annotations

import random
import string
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

SIGNS = string.ascii_uppercase + string.digits
TRIGGER = 3.0  # seconds that a trigger can be used in
REPLIES = 5  # uses of a response_url
REPLY = 30 * 60.0  # seconds that it can be used in


@dataclass
class User:
    """A person, or the app's own user, in one team."""

    id: str
    name: str
    admin: bool = False
    bot: bool = False
    deleted: bool = False
    locale: str = "en-GB"
    zone: str = "Europe/London"


@dataclass
class Post:
    """A message as it now stands. ``to``: only this user sees it, and only until they look away."""

    ts: str
    author: str
    text: str
    blocks: list[dict[str, Any]]
    thread: str = ""
    metadata: dict[str, Any] | None = None
    edited: bool = False
    files: list[str] = field(default_factory=list)
    to: str = ""


@dataclass
class Channel:
    """A conversation: public, private or direct. ``posts`` are by their ts, in the order in which they came."""

    id: str
    name: str
    kind: str = "public"
    members: set[str] = field(default_factory=set)
    archived: bool = False
    posts: dict[str, Post] = field(default_factory=dict)


@dataclass
class View:
    """A modal or a home that somebody sees; ``state`` is what they filled in, by block and action."""

    id: str
    user: str
    type: str
    payload: dict[str, Any]
    hash: str
    root: str
    previous: str = ""
    state: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Trigger:
    """What lets the app show one view to one user, for a moment."""

    team: str
    user: str
    until: float
    used: bool = False


@dataclass
class Reply:
    """A response_url: where the app may answer somebody, so often and so long. ``about`` is the post it may replace."""

    team: str
    channel: str
    user: str
    until: float
    left: int = REPLIES
    about: str = ""


@dataclass
class File:
    """A file on its way to people: asked for, sent, and then shared. ``content`` is None until it has been sent."""

    id: str
    name: str
    length: int
    content: bytes | None = None
    title: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Came:
    """Something new on somebody's screen: a ``whisper``, a ``modal``, ``errors`` in one, a ``home`` or a ``direct``.

    ``post`` or ``view`` is what came; ``errors`` are the sentences of a form, by block.
    """

    kind: str
    channel: str = ""
    post: Post | None = None
    view: View | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Called:
    """One call of the Web API: when, by whom, of what, and how it was answered: ok or Slack's word for the error."""

    at: float
    team: str
    method: str
    arguments: Mapping[str, Any]
    answer: str


@dataclass
class App:
    """The app as its configuration pages know it. ``commands``, ``shortcuts`` and ``events`` are of its manifest."""

    id: str
    client_id: str
    client_secret: str
    signing_secret: str
    app_token: str
    scopes: frozenset[str] = frozenset()
    commands: frozenset[str] = frozenset()
    shortcuts: Mapping[str, str] = field(default_factory=dict)  # names by callback_id
    events: frozenset[str] = frozenset()


@dataclass
class Team:
    """A workspace. ``token`` is what the app has for it, "" where it is not installed."""

    id: str
    domain: str
    bot: User
    token: str
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    groups: dict[str, set[str]] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    refresh: str = ""
    before: str = ""  # the token before the last renewal, which is good until it ends
    used: dict[str, float] = field(default_factory=dict)  # refresh tokens, and until when each is good once more

    def channel(self, name: str) -> Channel:
        """The channel of this name."""
        return next(each for each in self.channels.values() if each.name == name)

    def direct(self, user: str) -> Channel | None:
        """Where this user and the app talk alone, if they ever did."""
        return next((each for each in self.channels.values() if each.kind == "im" and user in each.members), None)

    def user(self, name: str) -> User:
        """The person of this name."""
        return next(each for each in self.users.values() if each.name == name)

    def modals(self, user: str) -> list[View]:
        """The modals that this user has open, the uppermost last."""
        return [each for each in self.views.values() if each.user == user and each.type == "modal"]


class State:
    """All of it. ``violations`` are what the app did that Slack's documentation forbids, a sentence each."""

    def __init__(self, seed: str = "slack") -> None:
        self.chance = random.Random(seed)
        self.app = App(
            self.id("A"), "1111.2222", self.secret(32), self.secret(32), f"xapp-1-{self.id('A')}-{self.secret(20)}"
        )
        self.teams: dict[str, Team] = {}
        self.triggers: dict[str, Trigger] = {}
        self.replies: dict[str, Reply] = {}
        self.violations: list[str] = []
        self.calls: list[Called] = []
        self.came: defaultdict[tuple[str, str], list[Came]] = defaultdict(list)  # by team and user
        self.tickets: dict[str, float] = {}  # of sockets, and until when they can be used
        self.late: list[str] = []  # acknowledgements of what nobody waited for any more
        self.changed: Callable[[], None] = lambda: None  # told that something may be new
        self.codes: dict[str, Any] = {}  # of installations that somebody agreed to
        self.rotates = False  # whether tokens are renewed every twelve hours
        self.grace = 60.0  # seconds that a refresh token may be used again in; documented as short
        self.organisation = ""  # the id of the one that lets the app in as a whole, where it does so
        self.origin = ""  # where it is found, once it runs
        self._ts = time.clock_gettime_ns(time.CLOCK_REALTIME) // 1000

    def id(self, kind: str) -> str:
        """An id as Slack makes them: T024BE7LD, U…, C…"""
        return kind + "0" + "".join(self.chance.choices(SIGNS, k=9))

    def secret(self, length: int) -> str:
        """Hexadecimal signs that nobody guesses."""
        return "".join(self.chance.choices("0123456789abcdef", k=length))

    def ts(self) -> str:
        """The id of a post, which is the instant at which it came; no two are equal."""
        self._ts = max(self._ts + 1, time.clock_gettime_ns(time.CLOCK_REALTIME) // 1000)
        return f"{self._ts // 1_000_000}.{self._ts % 1_000_000:06}"

    def wrong(self, what: str) -> None:
        """The app did something that is not allowed."""
        self.violations.append(what)

    def add(self, team: Team, channel: Channel, post: Post) -> None:
        """A new post, which those who see it see now."""
        channel.posts[post.ts] = post
        if post.to:
            self.came[team.id, post.to].append(Came("whisper", channel.id, post))
        elif channel.kind == "im":
            for user in channel.members - {post.author}:
                self.came[team.id, user].append(Came("direct", channel.id, post))

    def team(self, domain: str, people: Iterable[str] = (), channels: Iterable[str] = ()) -> Team:
        """A new workspace with the app in it, and in each of its channels; everybody is in each channel."""
        bot = User(self.id("U"), "blether", bot=True)
        team = Team(self.id("T"), domain, bot, f"xoxb-{self.secret(12)}-{self.secret(24)}", {bot.id: bot})
        self.teams[team.id] = team
        for name in people:
            self.person(team, name)
        for name in channels:
            self.channel(team, name)
        return team

    def person(self, team: Team, name: str, **more: Any) -> User:
        """Somebody new, who is in every public channel."""
        user = User(self.id("U"), name, **more)
        team.users[user.id] = user
        for each in team.channels.values():
            if each.kind == "public":
                each.members.add(user.id)
        return user

    def channel(self, team: Team, name: str, kind: str = "public") -> Channel:
        """A new channel with everybody in it."""
        made = Channel(self.id("C"), name, kind, set(team.users))
        team.channels[made.id] = made
        return made

    def direct(self, team: Team, user: str) -> Channel:
        """Where this user and the app talk alone."""
        if (there := team.direct(user)) is None:
            there = Channel(self.id("D"), "directmessage", "im", {user, team.bot.id})
            team.channels[there.id] = there
        return there

    def trigger(self, team: str, user: str) -> str:
        """A new trigger_id."""
        made = f"{self.chance.randrange(10**12)}.{self.chance.randrange(10**12)}.{self.secret(32)}"
        self.triggers[made] = Trigger(team, user, time.monotonic() + TRIGGER)
        return made

    def reply(self, team: str, channel: str, user: str, about: str = "") -> str:
        """The path of a new response_url."""
        path = f"/commands/{team}/{self.chance.randrange(10**12)}/{self.secret(24)}"
        self.replies[path] = Reply(team, channel, user, time.monotonic() + REPLY, about=about)
        return path

    def of_token(self, token: str) -> Team | None:
        """The team that this token is for."""
        return next(
            (each for each in self.teams.values() if token and each.token and token in (each.token, each.before)), None
        )

    def posts(self) -> Iterator[tuple[Team, Channel, Post]]:
        """Every post that stands anywhere."""
        for team in self.teams.values():
            for channel in team.channels.values():
                yield from ((team, channel, post) for post in channel.posts.values())
