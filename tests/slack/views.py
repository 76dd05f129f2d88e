"""The methods that show modals and homes, and what becomes of them when somebody has filled one in."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from tests.slack import blocks
from tests.slack.calls import Answer, Call, Wrong, method
from tests.slack.state import Came, State, Team, View

DEEP = 3  # modals one upon the other
SIZE = 250_000


def told(state: State, team: Team, view: View) -> Answer:
    """A view as methods and payloads tell of it."""
    own = {"id", "team_id", "state", "hash", "root_view_id", "previous_view_id", "app_id", "bot_id"}
    there = {name: value for name, value in view.payload.items() if name not in own}
    empty = {"private_metadata": "", "callback_id": "", "external_id": "", "clear_on_close": False}
    return (
        {"title": None, "submit": None, "close": None, "notify_on_close": False}
        | empty
        | there
        | {
            "id": view.id,
            "team_id": team.id,
            "state": {"values": view.state},
            "hash": view.hash,
            "root_view_id": view.root,
            "previous_view_id": view.previous or None,
            "app_id": state.app.id,
            "app_installed_team_id": team.id,
            "bot_id": f"B{team.bot.id[1:]}",
        }
    )


def checked(call_or_name: str, payload: Any) -> Mapping[str, Any]:
    """A view, if Slack takes it."""
    if wrong := list(blocks.view_problems(payload)):
        messages = [f"[ERROR] {call_or_name}: {each}" for each in wrong]
        raise Wrong("invalid_arguments", response_metadata={"messages": messages})
    if len(str(payload)) > SIZE:
        raise Wrong("view_too_large")
    return dict(payload)


def exchanged(state: State, team: Team, trigger: str) -> str:
    """Whom this trigger shows a view to; it is used up then. Raises Wrong when it is late, used or none."""
    there = state.triggers.get(trigger)
    if there is None or there.team != team.id:
        raise Wrong("invalid_trigger_id")
    if there.used:
        raise Wrong("exchanged_trigger_id")
    if time.monotonic() > there.until:
        raise Wrong("expired_trigger_id")
    there.used = True
    return there.user


def show(state: State, team: Team, user: str, payload: Mapping[str, Any], upon: View | None = None) -> View:
    """A new modal on somebody's screen; without another below it, in the place of what was there."""
    if upon is None:
        for each in team.modals(user):
            del team.views[each.id]
    elif len(team.modals(user)) >= DEEP:
        raise Wrong("push_limit_reached")
    id = state.id("V")
    kept = _kept(state, payload)
    view = View(id, user, "modal", kept, _hash(state), upon.root if upon else id, upon.id if upon else "")
    view.state = begun(kept)
    team.views[id] = view
    state.came[team.id, user].append(Came("modal", view=view))
    return view


def change(state: State, team: Team, view: View, payload: Mapping[str, Any]) -> None:
    """The view now reads so. What was filled in stays where block and action are the same."""
    before = view.state
    kept = _kept(state, payload)
    view.payload, view.hash, view.state = kept, _hash(state), begun(kept)
    for block, actions in view.state.items():
        for action in actions:
            actions[action] = before.get(block, {}).get(action, actions[action])
    state.came[team.id, view.user].append(Came(view.type, view=view))


def _kept(state: State, payload: Mapping[str, Any]) -> dict[str, Any]:
    """As Slack keeps it: everything in it has an id."""
    return {**payload, "blocks": blocks.named(payload["blocks"], state.secret)}


def _hash(state: State) -> str:
    return f"{state.ts().partition('.')[0]}.{state.secret(8)}"


INITIAL = {
    "initial_value": "value",
    "initial_option": "selected_option",
    "initial_options": "selected_options",
    "initial_date": "selected_date",
    "initial_time": "selected_time",
    "initial_date_time": "selected_date_time",
    "initial_user": "selected_user",
    "initial_users": "selected_users",
    "initial_conversation": "selected_conversation",
    "initial_conversations": "selected_conversations",
    "initial_channel": "selected_channel",
    "initial_channels": "selected_channels",
}
EMPTY = {
    "plain_text_input": {"value": None},
    "number_input": {},  # Slack leaves the value out when nothing is typed
    "static_select": {"selected_option": None},
    "external_select": {"selected_option": None},
    "multi_static_select": {"selected_options": []},
    "multi_external_select": {"selected_options": []},
    "checkboxes": {"selected_options": []},
    "radio_buttons": {"selected_option": None},
    "users_select": {"selected_user": None},
    "multi_users_select": {"selected_users": []},
    "conversations_select": {"selected_conversation": None},
    "multi_conversations_select": {"selected_conversations": []},
    "channels_select": {"selected_channel": None},
    "multi_channels_select": {"selected_channels": []},
    "datepicker": {"selected_date": None},
    "timepicker": {"selected_time": None},
    "datetimepicker": {"selected_date_time": None},
}


def begun(payload: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What stands in the inputs of a view before anybody touches them."""
    there: dict[str, dict[str, Any]] = {}
    for block in payload["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            value: dict[str, Any] = {"type": element["type"]} | EMPTY.get(element["type"], {"value": None})
            value |= {INITIAL[name]: element[name] for name in INITIAL.keys() & element.keys()}
            there[block["block_id"]] = {element["action_id"]: value}
    return there


@method("views.open", needs="trigger_id view")
def views_open(call: Call) -> Answer:
    payload = checked("view", call.json("view"))
    if payload["type"] != "modal":
        raise Wrong("invalid_arguments", response_metadata={"messages": ["[ERROR] only a modal opens"]})
    user = exchanged(call.state, call.team, call.text("trigger_id"))
    return {"view": told(call.state, call.team, show(call.state, call.team, user, payload))}


@method("views.push", needs="trigger_id view")
def views_push(call: Call) -> Answer:
    payload = checked("view", call.json("view"))
    user = exchanged(call.state, call.team, call.text("trigger_id"))
    if not (open_ := call.team.modals(user)):
        raise Wrong("not_found")
    return {"view": told(call.state, call.team, show(call.state, call.team, user, payload, open_[-1]))}


@method("views.update", needs="view", takes="view_id external_id hash")
def views_update(call: Call) -> Answer:
    payload = checked("view", call.json("view"))
    by_name = (each for each in call.team.views.values() if each.payload.get("external_id") == call.text("external_id"))
    view = call.team.views.get(call.text("view_id")) or (next(by_name, None) if call.text("external_id") else None)
    if view is None:
        raise Wrong("not_found")
    if call.text("hash") and call.text("hash") != view.hash:
        raise Wrong("hash_conflict")
    change(call.state, call.team, view, payload)
    return {"view": told(call.state, call.team, view)}


@method("views.publish", needs="user_id view", takes="hash")
def views_publish(call: Call) -> Answer:
    payload, user = checked("view", call.json("view")), call.user("user_id").id
    if payload["type"] != "home":
        raise Wrong("invalid_arguments", response_metadata={"messages": ["[ERROR] only a home is published"]})
    there = call.team.homes.get(user)
    if call.text("hash") and there and call.text("hash") != there.hash:
        raise Wrong("hash_conflict")
    id = there.id if there else call.state.id("V")
    kept = _kept(call.state, payload)
    view = View(id, user, "home", kept, _hash(call.state), id, state=begun(kept))
    call.team.homes[user] = view
    call.state.came[call.team.id, user].append(Came("home", view=view))
    return {"view": told(call.state, call.team, view)}
