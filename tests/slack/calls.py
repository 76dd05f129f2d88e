"""The Web API's frame: tokens, scopes, arguments and limits of each method, and errors as Slack says them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.slack.state import Channel, State, Team, User

Answer = dict[str, Any]
QUIET = frozenset(  # errors that a careful app meets in a life of its own; all others are its mistakes
    {
        "account_inactive",
        "channel_not_found",
        "expired_trigger_id",
        "hash_conflict",
        "invalid_auth",
        "invalid_refresh_token",
        "is_archived",
        "message_not_found",
        "not_in_channel",
        "ratelimited",
        "thread_not_found",
        "token_expired",
        "token_revoked",
        "user_not_found",
        "user_not_in_channel",
    }
)


class Wrong(Exception):
    """Slack refuses: its word for it, and what else stands in the answer."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error, self.more = error, more


@dataclass(frozen=True)
class Call:
    """One call of a method, its token and arguments looked through. ``team`` is None where no team's token is asked."""

    state: State
    here: Team | None
    method: str
    given: Mapping[str, Any]

    @property
    def team(self) -> Team:
        if self.here is None:
            raise Wrong("not_authed")
        return self.here

    def text(self, name: str) -> str:
        """An argument as words, "" when it is not given."""
        return str(self.given.get(name) or "")

    def json(self, name: str) -> Any:
        """An argument that is JSON, also where it came as a form's words."""
        there = self.given.get(name)
        if not isinstance(there, str):
            return there
        try:
            return json.loads(there)
        except ValueError:
            raise Wrong("invalid_arguments", response_metadata={"messages": [f"[ERROR] {name} is no JSON"]}) from None

    def yes(self, name: str) -> bool:
        """An argument that is true or false."""
        return str(self.given.get(name, "")).lower() in ("1", "true")

    def channel(self, *, writing: bool = False) -> Channel:
        """The channel of the argument ``channel``; for ``writing`` one that the app may post in."""
        there = self.team.channels.get(self.text("channel"))
        if there is None or (there.kind == "private" and self.team.bot.id not in there.members):
            raise Wrong("channel_not_found")
        if writing and there.archived:
            raise Wrong("is_archived")
        if writing and self.team.bot.id not in there.members and "chat:write.public" not in self.state.app.scopes:
            raise Wrong("not_in_channel")
        return there

    def user(self, name: str = "user") -> User:
        """The user of an argument."""
        if (there := self.team.users.get(self.text(name))) is None:
            raise Wrong("user_not_found")
        return there


Work = Callable[[Call], Answer]


@dataclass(frozen=True)
class Method:
    """``needs`` and ``takes`` are arguments; ``scope`` holds alternatives; ``tier``: calls a minute, 0 is special."""

    work: Work
    scope: tuple[str, ...]
    needs: tuple[str, ...]
    takes: tuple[str, ...]
    tier: int
    token: str = "bot"


METHODS: dict[str, Method] = {}
ALWAYS = frozenset({"token", "team_id"})


def method(
    name: str, *, scope: str = "", needs: str = "", takes: str = "", tier: int = 4, token: str = "bot"
) -> Callable[[Work], Work]:
    """Declare a method of the Web API; words are separated by spaces."""

    def declare(work: Work) -> Work:
        METHODS[name] = Method(work, tuple(scope.split()), tuple(needs.split()), tuple(takes.split()), tier, token)
        return work

    return declare


def admitted(state: State, name: str, token: str, given: Mapping[str, Any]) -> Call:
    """The call, if Slack would look at it at all. Raises Wrong."""
    if (known := METHODS.get(name)) is None:
        raise Wrong("unknown_method", req_method=name)
    team = _team(state, known, token)
    if known.scope and not state.app.scopes & {*known.scope}:
        raise Wrong("missing_scope", needed=known.scope[0], provided=",".join(sorted(state.app.scopes)))
    if missing := [each for each in known.needs if given.get(each) in (None, "")]:
        messages = [f"[ERROR] missing required field: {each}" for each in missing]
        raise Wrong("invalid_arguments", response_metadata={"messages": messages})
    if unknown := given.keys() - {*known.needs, *known.takes} - ALWAYS:
        raise Wrong("invalid_arg_name", unknown=sorted(unknown))
    return Call(state, team, name, given)


def _team(state: State, known: Method, token: str) -> Team | None:
    if known.token == "none":
        return None
    if not token:
        raise Wrong("not_authed")
    if known.token == "app":
        if token != state.app.app_token:
            raise Wrong("not_allowed_token_type" if token.startswith("xoxb-") else "invalid_auth")
        return None
    if (team := state.of_token(token)) is None:
        raise Wrong("not_allowed_token_type" if token.startswith("xapp-") else "invalid_auth")
    return team
