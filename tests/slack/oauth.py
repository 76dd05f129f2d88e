"""How a team gets the app: somebody says yes on Slack's page, and the app changes a code for tokens."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from tests.slack.calls import Answer, Call, Wrong, method
from tests.slack.state import State, Team, User


@dataclass
class Code:
    """What an installation ends with: it is changed for tokens once."""

    team: Team
    user: User
    redirect: str
    used: bool = False


def authorize(state: State, team: Team, user: User, asked: Mapping[str, str]) -> str:
    """Somebody says yes to what the app asks for: where on the app's own server their browser goes back to."""
    if asked.get("client_id") != state.app.client_id:
        raise AssertionError(f"no app of this client_id: {asked}")
    scopes = frozenset(asked.get("scope", "").split(",")) - {""}
    if more := scopes - state.app.scopes:
        state.wrong(f"the installation asks for scopes that the manifest does not have: {', '.join(sorted(more))}")
    if missing := state.app.scopes - scopes:
        state.wrong(f"the installation leaves out scopes of the manifest: {', '.join(sorted(missing))}")
    if not asked.get("state"):
        state.wrong("an installation without a state can be forged")
    code = f"{state.secret(12)}.{state.secret(12)}.{state.secret(32)}"
    state.codes[code] = Code(team, user, asked.get("redirect_uri", ""))
    path = urlsplit(asked.get("redirect_uri", "")).path or "/slack/oauth_redirect"
    return f"{path}?{urlencode({'code': code, 'state': asked.get('state', '')})}"


@method("oauth.v2.access", takes="client_id client_secret code redirect_uri grant_type refresh_token", token="none")
def access(call: Call) -> Answer:
    app = call.state.app
    if (call.text("client_id"), call.text("client_secret")) != (app.client_id, app.client_secret):
        raise Wrong("bad_client_secret" if call.text("client_id") == app.client_id else "invalid_client_id")
    if call.text("grant_type") == "refresh_token":
        return _refreshed(call)
    code = call.state.codes.get(call.text("code"))
    if code is None or code.used:
        raise Wrong("code_already_used" if code else "invalid_code")
    code.used = True
    team = code.team
    team.users[team.bot.id] = team.bot
    for each in team.channels.values():
        if each.kind == "public":
            each.members.add(team.bot.id)
    whole = call.state.organisation
    return {
        "app_id": app.id,
        "authed_user": {"id": code.user.id},
        "scope": ",".join(sorted(app.scopes)),
        "token_type": "bot",
        "bot_user_id": team.bot.id,
        "team": None if whole else {"id": team.id, "name": team.domain},
        "enterprise": {"id": whole, "name": "Trust"} if whole else None,
        "is_enterprise_install": bool(whole),
    } | _tokens(call.state, team)


def _refreshed(call: Call) -> Answer:
    """New tokens for an old refresh token, which can be used once, and again only for a short while."""
    given, now = call.text("refresh_token"), time.monotonic()
    team = next((each for each in call.state.teams.values() if given in (each.refresh, *each.used)), None)
    if team is None or not given or now > team.used.setdefault(given, now + call.state.grace):
        raise Wrong("invalid_refresh_token")
    team.before = team.token
    told = {"id": team.id, "name": team.domain}
    kept = {"app_id": call.state.app.id, "token_type": "bot", "bot_user_id": team.bot.id, "team": told}
    return kept | {"scope": ",".join(sorted(call.state.app.scopes))} | _tokens(call.state, team)


def _tokens(state: State, team: Team) -> Answer:
    team.token = f"xoxb-{state.secret(12)}-{state.secret(24)}"
    if not state.rotates:
        return {"access_token": team.token}
    team.token, team.refresh = f"xoxe.{team.token}", f"xoxe-1-{state.secret(40)}"
    return {"access_token": team.token, "refresh_token": team.refresh, "expires_in": 43_200}


@method("auth.revoke", takes="test", tier=3)
def revoke(call: Call) -> Answer:
    if not call.yes("test"):
        call.team.token = ""
    return {"revoked": not call.yes("test")}


@method("apps.uninstall", needs="client_id client_secret", tier=1)
def uninstall(call: Call) -> Answer:
    call.team.token = ""
    return {}
