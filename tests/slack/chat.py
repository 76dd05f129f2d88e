"""The methods that say something, and those that look for what was said."""

from __future__ import annotations

from typing import Any

from tests.slack import blocks
from tests.slack.calls import Answer, Call, Wrong, method
from tests.slack.state import Channel, Post, State, Team

TEXT = 40_000
SAYING = "blocks text metadata unfurl_links unfurl_media mrkdwn parse link_names username icon_emoji icon_url"


def content(call: Call, *, needed: bool = True) -> tuple[str, list[dict[str, Any]]]:
    """The text and blocks of a message, held against what Slack allows and what people who listen to it need."""
    words, there = call.text("text"), call.json("blocks") or []
    check(call.state, call.method, words, there, needed=needed)
    if call.yes("link_names") or call.text("parse") == "full":
        call.state.wrong(f"{call.method}: link_names and parse=full turn people's words into mentions")
    return words, blocks.named(there, call.state.secret)


def check(state: State, who: str, words: str, there: Any, *, needed: bool = True) -> None:
    """Raise Wrong where Slack would refuse a message of these words and blocks."""
    if wrong := list(blocks.problems(there, blocks.MESSAGE)):
        error = "msg_blocks_too_long" if any("msg_blocks_too_long" in each for each in wrong) else "invalid_blocks"
        raise Wrong(error, errors=wrong, response_metadata={"messages": [f"[ERROR] {each}" for each in wrong]})
    if needed and not words and not there:
        raise Wrong("no_text")
    if len(words) > TEXT:
        raise Wrong("msg_too_long")
    if there and not words:
        state.wrong(f"{who}: blocks without text, which is all that a screen reader and a notification have")


def shown(state: State, team: Team, channel: Channel, post: Post) -> Answer:
    """A post as methods and payloads tell of it."""
    told: Answer = {
        "type": "message",
        "user": post.author,
        "text": post.text,
        "ts": post.ts,
        "team": team.id,
        "blocks": post.blocks,
    }
    if post.author == team.bot.id:
        told |= {"bot_id": f"B{team.bot.id[1:]}", "app_id": state.app.id}
    if post.thread:
        told["thread_ts"] = post.thread
    if post.edited:
        told["edited"] = {"user": post.author, "ts": post.ts}
    if post.metadata:
        told["metadata"] = post.metadata
    if any(each.thread == post.ts for each in channel.posts.values()):
        told["thread_ts"] = post.ts
    return told


def _metadata(call: Call) -> dict[str, Any] | None:
    there = call.json("metadata")
    if there is None:
        return None
    if not isinstance(there, dict) or not there.get("event_type") or not isinstance(there.get("event_payload"), dict):
        raise Wrong("invalid_metadata_format")
    return there


def _thread(call: Call, channel: Channel) -> str:
    ts = call.text("thread_ts")
    if ts and ts not in channel.posts:
        raise Wrong("thread_not_found")
    return (channel.posts[ts].thread or ts) if ts else ""


@method("chat.postMessage", scope="chat:write", needs="channel", takes=f"{SAYING} thread_ts reply_broadcast", tier=0)
def post_message(call: Call) -> Answer:
    channel, (words, there) = _place(call), content(call)
    post = Post(call.state.ts(), call.team.bot.id, words, there, _thread(call, channel), _metadata(call))
    call.state.add(call.team, channel, post)
    return {"channel": channel.id, "ts": post.ts, "message": shown(call.state, call.team, channel, post)}


def _place(call: Call) -> Channel:
    """A channel, or by the id of a user where the app and they talk alone."""
    asked = call.text("channel")
    if asked.startswith("U"):
        if asked not in call.team.users:
            raise Wrong("channel_not_found")
        return call.state.direct(call.team, asked)
    return call.channel(writing=True)


@method("chat.postEphemeral", scope="chat:write", needs="channel user", takes=f"{SAYING} thread_ts")
def post_ephemeral(call: Call) -> Answer:
    channel, (words, there) = call.channel(writing=True), content(call)
    user = call.user()
    if user.id not in channel.members:
        raise Wrong("user_not_in_channel")
    post = Post(call.state.ts(), call.team.bot.id, words, there, _thread(call, channel), to=user.id)
    call.state.add(call.team, channel, post)
    return {"message_ts": post.ts}


@method("chat.update", scope="chat:write", needs="channel ts", takes=f"{SAYING} as_user reply_broadcast", tier=3)
def update(call: Call) -> Answer:
    channel = call.channel()
    post = _mine(call, channel)
    words, there = content(call)
    post.text = words or post.text
    post.blocks = post.blocks if call.given.get("blocks") is None else there
    post.metadata, post.edited = _metadata(call) or post.metadata, True
    told = shown(call.state, call.team, channel, post)
    return {"channel": channel.id, "ts": post.ts, "text": post.text, "message": told}


@method("chat.delete", scope="chat:write", needs="channel ts", takes="as_user", tier=3)
def delete(call: Call) -> Answer:
    channel = call.channel()
    post = _mine(call, channel)
    del channel.posts[post.ts]
    return {"channel": channel.id, "ts": post.ts}


def _mine(call: Call, channel: Channel) -> Post:
    """The post of the app's own that is meant; nobody can reach an ephemeral one so."""
    post = channel.posts.get(call.text("ts"))
    if post is None or post.to:
        raise Wrong("message_not_found")
    if post.author != call.team.bot.id:
        raise Wrong("cant_update_message" if call.method == "chat.update" else "cant_delete_message")
    return post


@method("chat.getPermalink", needs="channel message_ts", tier=0)
def permalink(call: Call) -> Answer:
    channel, ts = call.channel(), call.text("message_ts")
    if ts not in channel.posts:
        raise Wrong("message_not_found")
    return {"channel": channel.id, "permalink": link(call.team, channel, ts)}


def link(team: Team, channel: Channel, ts: str) -> str:
    """Where a post is found in a browser."""
    return f"https://{team.domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"


PAGES = "latest oldest inclusive limit cursor include_all_metadata"
HISTORY = "channels:history groups:history im:history mpim:history"


@method("conversations.history", scope=HISTORY, needs="channel", takes=PAGES, tier=3)
def history(call: Call) -> Answer:
    channel = call.channel()
    return _page(call, channel, [each for each in _stored(channel) if not each.thread][::-1])


@method("conversations.replies", scope=HISTORY, needs="channel ts", takes=PAGES, tier=3)
def replies(call: Call) -> Answer:
    channel, ts = call.channel(), call.text("ts")
    if ts not in channel.posts:
        raise Wrong("thread_not_found")
    return _page(call, channel, [each for each in _stored(channel) if ts in (each.ts, each.thread)])


def _stored(channel: Channel) -> list[Post]:
    return [each for each in channel.posts.values() if not each.to]


def _page(call: Call, channel: Channel, posts: list[Post]) -> Answer:
    """So many of them from the cursor on; metadata only when it was asked for."""
    oldest, latest = call.text("oldest") or "0", call.text("latest") or "9999999999.999999"
    inside = [each for each in posts if _between(each.ts, oldest, latest, inclusive=call.yes("inclusive"))]
    start, most = int(call.text("cursor") or 0), min(int(call.text("limit") or 100), 999)
    told = [shown(call.state, call.team, channel, each) for each in inside[start : start + most]]
    if not call.yes("include_all_metadata"):
        told = [{name: value for name, value in each.items() if name != "metadata"} for each in told]
    more = len(inside) > start + most
    return {
        "messages": told,
        "has_more": more,
        "response_metadata": {"next_cursor": str(start + most) if more else ""},
    }


def _between(ts: str, oldest: str, latest: str, *, inclusive: bool) -> bool:
    at, first, last = float(ts), float(oldest), float(latest)
    return first <= at <= last if inclusive else first < at < last
