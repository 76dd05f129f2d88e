"""The methods that tell who and what there is."""

from __future__ import annotations

from tests.slack.calls import Answer, Call, Wrong, method
from tests.slack.state import Channel, User


@method("auth.test", tier=0)
def auth_test(call: Call) -> Answer:
    team = call.team
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.domain,
        "user": team.bot.name,
        "team_id": team.id,
        "user_id": team.bot.id,
        "bot_id": f"B{team.bot.id[1:]}",
        "is_enterprise_install": False,
    }


@method("team.info", scope="team:read", takes="team domain", tier=3)
def team_info(call: Call) -> Answer:
    return {"team": {"id": call.team.id, "name": call.team.domain, "domain": call.team.domain}}


def _told(user: User, team: str, *, locale: bool) -> Answer:
    names = {"real_name": user.name, "display_name": user.name, "real_name_normalized": user.name}
    told: Answer = {
        "id": user.id,
        "team_id": team,
        "name": user.name.lower(),
        "real_name": user.name,
        "deleted": user.deleted,
        "tz": user.zone,
        "profile": names,
        "is_admin": user.admin,
        "is_owner": False,
        "is_bot": user.bot,
        "is_app_user": False,
        "updated": 1,
    }
    return told | ({"locale": user.locale} if locale else {})


@method("users.info", scope="users:read", needs="user", takes="include_locale")
def users_info(call: Call) -> Answer:
    return {"user": _told(call.user(), call.team.id, locale=call.yes("include_locale"))}


@method("users.list", scope="users:read", takes="cursor limit include_locale", tier=2)
def users_list(call: Call) -> Answer:
    everybody = [_told(each, call.team.id, locale=call.yes("include_locale")) for each in call.team.users.values()]
    start, most = int(call.text("cursor") or 0), int(call.text("limit") or 100)
    more = len(everybody) > start + most
    cursor = {"next_cursor": str(start + most) if more else ""}
    return {"members": everybody[start : start + most], "response_metadata": cursor}


def described(call: Call, channel: Channel) -> Answer:
    """A conversation as Slack describes it."""
    told: Answer = {"id": channel.id, "is_archived": channel.archived, "created": 1, "is_im": channel.kind == "im"}
    if channel.kind == "im":
        return told | {"user": next(iter(channel.members - {call.team.bot.id}), "")}
    return told | {
        "name": channel.name,
        "is_member": call.team.bot.id in channel.members,
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "public",
    }


READ = "channels:read groups:read im:read mpim:read"


@method("conversations.info", scope=READ, needs="channel", takes="include_locale include_num_members", tier=3)
def conversations_info(call: Call) -> Answer:
    return {"channel": described(call, call.channel())}


@method("conversations.members", scope=READ, needs="channel", takes="cursor limit")
def conversations_members(call: Call) -> Answer:
    there = sorted(call.channel().members)
    start, most = int(call.text("cursor") or 0), int(call.text("limit") or 100)
    more = len(there) > start + most
    return {"members": there[start : start + most], "response_metadata": {"next_cursor": str(start + most) * more}}


@method("conversations.open", scope="im:write mpim:write", takes="channel users return_im prevent_creation", tier=3)
def conversations_open(call: Call) -> Answer:
    asked = [each for each in call.text("users").split(",") if each]
    if len(asked) != 1:
        raise Wrong("users_list_not_supplied" if not asked else "not_enough_users")
    if (user := call.team.users.get(asked[0])) is None:
        raise Wrong("user_not_found")
    if user.deleted or user.bot:
        raise Wrong("user_disabled" if user.deleted else "cannot_dm_bot")
    there = call.team.direct(user.id)
    channel = there or call.state.direct(call.team, user.id)
    known = {"no_op": there is not None, "already_open": there is not None}
    return {"channel": described(call, channel) if call.yes("return_im") else {"id": channel.id}} | known


@method("conversations.join", scope="channels:join", needs="channel", tier=3)
def conversations_join(call: Call) -> Answer:
    channel = call.channel()
    channel.members.add(call.team.bot.id)
    return {"channel": described(call, channel)}


@method("usergroups.users.list", scope="usergroups:read", needs="usergroup", takes="include_disabled", tier=2)
def usergroup_users(call: Call) -> Answer:
    if (there := call.team.groups.get(call.text("usergroup"))) is None:
        raise Wrong("no_such_subteam")
    return {"users": sorted(there)}


@method("usergroups.list", scope="usergroups:read", takes="include_users include_count include_disabled", tier=2)
def usergroups(call: Call) -> Answer:
    told = [
        {"id": id, "team_id": call.team.id, "handle": id, "name": id, "users": sorted(who)}
        for id, who in call.team.groups.items()
    ]
    return {"usergroups": told}
