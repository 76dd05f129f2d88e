"""What Slack tells an app, in the shapes that Slack tells it in."""

from __future__ import annotations

from typing import Any

from tests.slack import chat, views
from tests.slack.state import Channel, Post, State, Team, User, View

Payload = dict[str, Any]
TOKEN = "long-deprecated"  # the verification token, which nobody should look at


def command(state: State, team: Team, user: User, channel: Channel, name: str, words: str) -> Payload:
    """A slash command: all its values are words."""
    return {
        "token": TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": user.id,
        "user_name": user.name.lower(),
        "command": name,
        "text": words,
        "api_app_id": state.app.id,
        "is_enterprise_install": "false",
        "response_url": state.origin + state.reply(team.id, channel.id, user.id),
        "trigger_id": state.trigger(team.id, user.id),
    }


def _interaction(state: State, kind: str, team: Team, user: User) -> Payload:
    name = user.name.lower()
    return {
        "type": kind,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": user.id, "username": name, "name": name, "team_id": team.id},
        "api_app_id": state.app.id,
        "token": TOKEN,
    }


def press(
    state: State, team: Team, user: User, where: tuple[Channel, Post] | View, block: str, element: Payload
) -> Payload:
    """A button pressed, or another element of a message, a modal or a home used."""
    action = {name: element[name] for name in ("type", "action_id", "value", "text") if name in element}
    told = _interaction(state, "block_actions", team, user)
    told |= {"trigger_id": state.trigger(team.id, user.id)}
    told["actions"] = [action | {"block_id": block, "action_ts": state.ts()}]
    if isinstance(where, View):
        container = {"type": "view", "view_id": where.id}
        shown = views.told(state, team, where)
        return told | {"container": container, "view": shown, "state": {"values": where.state}}
    channel, post = where
    container = {"type": "message", "message_ts": post.ts, "channel_id": channel.id, "is_ephemeral": bool(post.to)}
    told |= {"container": container | ({"thread_ts": post.thread} if post.thread else {})}
    told |= {"channel": {"id": channel.id, "name": channel.name}, "state": {"values": {}}}
    if not post.to:  # Slack leaves an ephemeral message out
        told["message"] = chat.shown(state, team, channel, post)
    return told | {"response_url": state.origin + state.reply(team.id, channel.id, user.id, post.ts)}


def submission(state: State, team: Team, user: User, view: View) -> Payload:
    """A modal submitted."""
    told = _interaction(state, "view_submission", team, user)
    told |= {"trigger_id": state.trigger(team.id, user.id), "response_urls": []}
    return told | {"view": views.told(state, team, view)}


def closed(state: State, team: Team, user: User, view: View) -> Payload:
    """A modal closed without submitting it, where it asked to be told."""
    return _interaction(state, "view_closed", team, user) | {
        "view": views.told(state, team, view),
        "is_cleared": False,
    }


def menu(state: State, team: Team, user: User, channel: Channel, post: Post, callback: str) -> Payload:
    """A message shortcut."""
    return {
        "type": "message_action",
        "team": {"id": team.id, "domain": team.domain},
        "user": {"id": user.id, "name": user.name.lower(), "team_id": team.id},
        "token": TOKEN,
        "callback_id": callback,
        "trigger_id": state.trigger(team.id, user.id),
        "response_url": state.origin + state.reply(team.id, channel.id, user.id),
        "action_ts": state.ts(),
        "message_ts": post.ts,
        "channel": {"id": channel.id, "name": channel.name},
        "message": chat.shown(state, team, channel, post),
    }


def suggestion(state: State, team: Team, user: User, view: View, block: str, action: str, typed: str) -> Payload:
    """Words typed into a select whose options the app knows."""
    return _interaction(state, "block_suggestion", team, user) | {
        "container": {"type": "view", "view_id": view.id},
        "action_id": action,
        "block_id": block,
        "value": typed,
        "view": views.told(state, team, view),
    }


def event(state: State, team: Team, inner: Payload) -> Payload:
    """Something that happened, told to whoever subscribed to it; its ``event_id`` is the same at every delivery."""
    return {
        "token": TOKEN,
        "team_id": team.id,
        "api_app_id": state.app.id,
        "event": inner,
        "type": "event_callback",
        "event_id": state.id("Ev"),
        "event_time": int(float(state.ts())),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": team.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def said(team: Team, channel: Channel, post: Post, **more: Any) -> Payload:
    """The event of a post by a person, its words escaped as Slack escapes them."""
    kind = {"public": "channel", "private": "group"}.get(channel.kind, channel.kind)
    told: Payload = {"type": "message", "user": post.author, "text": post.text, "ts": post.ts, "team": team.id}
    told |= {"channel": channel.id, "event_ts": post.ts, "channel_type": kind, "blocks": post.blocks}
    return told | ({"thread_ts": post.thread} if post.thread else {}) | more
