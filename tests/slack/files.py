"""Files: asked for, sent, and then shared in a conversation."""

from __future__ import annotations

from tests.slack import blocks
from tests.slack.calls import Answer, Call, Wrong, method
from tests.slack.state import File, Post, State

LONGEST = 1_000_000_000


@method(
    "files.getUploadURLExternal", scope="files:write", needs="filename length", takes="alt_txt alt_text snippet_type"
)
def upload_url(call: Call) -> Answer:
    length = int(call.text("length") or 0)
    if not 0 < length < LONGEST:
        raise Wrong("invalid_arguments")
    file = File(call.state.id("F"), call.text("filename"), length)
    call.team.files[file.id] = file
    return {"upload_url": f"{call.state.origin}/upload/{call.team.id}/{file.id}", "file_id": file.id}


def received(state: State, team: str, id: str, content: bytes) -> bool:
    """Bytes that were sent to an upload_url; False where there is none."""
    file = state.teams[team].files.get(id) if team in state.teams else None
    if file is None or file.content is not None:
        return False
    if len(content) != file.length:
        state.wrong(f"a file of {file.length} bytes was announced, and {len(content)} came")
    file.content = content
    return True


@method(
    "files.completeUploadExternal",
    scope="files:write",
    needs="files",
    takes="channel_id channels initial_comment thread_ts blocks",
)
def complete_upload(call: Call) -> Answer:
    told = call.json("files")
    if not isinstance(told, list) or not told:
        raise Wrong("invalid_arguments")
    files = [call.team.files.get(each.get("id", "")) for each in told]
    if any(each is None or each.content is None or each.channel for each in files):
        raise Wrong("file_not_found")
    for file, each in zip(files, told, strict=True):
        if file:
            file.title = each.get("title") or file.name
    if call.text("channel_id"):
        _share(call, [each for each in files if each])
    return {"files": [{"id": each.id, "title": each.title, "name": each.name} for each in files if each]}


def _share(call: Call, files: list[File]) -> None:
    channel = call.team.channels.get(call.text("channel_id"))
    if channel is None:
        raise Wrong("channel_not_found")
    if call.team.bot.id not in channel.members:
        raise Wrong("not_in_channel")
    words, names = call.text("initial_comment"), [each.id for each in files]
    post = Post(
        call.state.ts(),
        call.team.bot.id,
        words,
        blocks.named(call.json("blocks"), call.state.secret),
        call.text("thread_ts"),
        files=names,
    )
    for each in files:
        each.channel = channel.id
    call.state.add(call.team, channel, post)
