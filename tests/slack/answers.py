"""What an app answers: with an acknowledgement, or later at a response_url."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from tests.slack import blocks, chat, views
from tests.slack.calls import Wrong
from tests.slack.state import Came, Post, Reply, State, Team, View

FIELDS = frozenset(
    {"text", "blocks", "response_type", "replace_original", "delete_original", "thread_ts", "metadata"}
    | {"unfurl_links", "unfurl_media", "mrkdwn"}
)


def to_nothing(state: State, kind: str, body: Any) -> None:
    """Slack reads nothing in this acknowledgement."""
    if body not in (None, "", {}):
        state.wrong(f"the acknowledgement of {kind} says something, which nobody reads")


def to_command(state: State, url: str, body: Any) -> None:
    """A command may be answered at once."""
    if body in (None, "", {}):
        return
    said = {"text": body} if isinstance(body, str) else body
    try:
        _say(state, state.replies[urlsplit(url).path], said)
    except Wrong as wrong:
        state.wrong(f"the acknowledgement of a command: {wrong.error} {wrong.more}")


def to_response_url(state: State, path: str, body: Mapping[str, Any]) -> None:
    """A message to where somebody is waited for. Raises Wrong."""
    reply = state.replies.get(path)
    if reply is None:
        raise Wrong("invalid_url")
    if time.monotonic() > reply.until:
        raise Wrong("expired_url")
    if reply.left == 0:
        raise Wrong("used_url")
    reply.left -= 1
    _say(state, reply, body)


def _say(state: State, reply: Reply, body: Mapping[str, Any]) -> None:
    if unknown := body.keys() - FIELDS:
        state.wrong(f"response_url: no such field: {', '.join(sorted(unknown))}")
    team, channel = state.teams[reply.team], state.teams[reply.team].channels[reply.channel]
    about = channel.posts.get(reply.about)
    if body.get("delete_original"):
        if about:
            del channel.posts[about.ts]
        return
    words, there = str(body.get("text") or ""), body.get("blocks") or []
    chat.check(state, "response_url", words, there)
    there = blocks.named(there, state.secret)
    if body.get("replace_original") and about:
        about.text, about.blocks = words, there
        state.came[team.id, about.to or reply.user].append(Came("whisper", channel.id, about))
        return
    to = "" if body.get("response_type") == "in_channel" else reply.user
    thread = str(body.get("thread_ts") or "")
    state.add(team, channel, Post(state.ts(), team.bot.id, words, there, thread, to=to))


def to_submission(state: State, team: Team, view: View, body: Any) -> None:
    """What becomes of a modal that was submitted: it shows what is wrong, changes, gets another upon it, or closes."""
    answer = body or {}
    try:
        match answer.get("response_action"):
            case None:
                if answer:
                    state.wrong(f"the acknowledgement of a modal says {sorted(answer)}, which nobody reads")
                del team.views[view.id]
            case "clear":
                for each in team.modals(view.user):
                    del team.views[each.id]
            case "errors":
                _errors(state, team, view, answer.get("errors"))
            case "update":
                views.change(state, team, view, views.checked("response_action", answer.get("view")))
            case "push":
                views.show(state, team, view.user, views.checked("response_action", answer.get("view")), view)
            case other:
                state.wrong(f"there is no response_action {other}")
    except Wrong as wrong:
        state.wrong(f"the acknowledgement of a modal: {wrong.error} {wrong.more}")


def _errors(state: State, team: Team, view: View, errors: Any) -> None:
    """Each stands below an input block of the modal that is there."""
    inputs = {each.get("block_id") for each in view.payload["blocks"] if each["type"] == "input"}
    if not isinstance(errors, dict) or not errors or any(not isinstance(each, str) for each in errors.values()):
        state.wrong("errors of a modal: must be sentences by block_id")
    elif strange := errors.keys() - inputs:
        state.wrong(f"errors of a modal: no input block {', '.join(sorted(strange))}")
    else:
        if empty := [name for name, words in errors.items() if not words]:
            state.wrong(f"errors of a modal: nothing is said of {', '.join(empty)}")
        state.came[team.id, view.user].append(Came("errors", view=view, errors=errors))


def to_suggestion(state: State, body: Any) -> list[dict[str, Any]]:
    """The options that a search found."""
    answer = body or {}
    found = answer.get("options")
    groups = answer.get("option_groups")
    if found is None and groups is None:
        state.wrong("a search is answered by options or option_groups")
        return []
    there = found if found is not None else [each for group in groups for each in group["options"]]
    if there and (wrong := list(blocks.options(there, "/options", 100))):
        state.wrong(f"the answer to a search: {wrong}")
    return list(there)
