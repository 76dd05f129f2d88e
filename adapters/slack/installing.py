"""How a workspace lets Blether in: a page that leads to Slack, and one that Slack leads back to."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from adapters.slack.manifest import BEGIN, END, scopes
from adapters.slack.workspaces import Many, asked
from bot.life import Life
from bot.talk import Heard, Remote, Role, Text
from bot.texts import Texts

STATE: Final = 600.0  # seconds for somebody to say yes on Slack's page
NOT_YET: Final = 503
NOT_SO: Final = 400
STATES: Final = 1_000  # installations under way; an older one has to begin again


class States(AsyncOAuthStateStore):
    """What tells an installation that somebody began here from a forged one; each is good once."""

    def __init__(self, ids: Callable[[], str], clock: Callable[[], float]) -> None:
        self._ids, self._clock = ids, clock
        self._until: OrderedDict[str, float] = OrderedDict()

    async def async_issue(self, *_args: Any, **_more: Any) -> str:
        state = self._ids()
        self._until[state] = self._clock() + STATE
        if len(self._until) > STATES:
            self._until.popitem(last=False)
        return state

    async def async_consume(self, state: str) -> bool:
        return self._until.pop(state, 0.0) > self._clock()


class OfMany(BoltError):
    """A whole organisation wants to let Blether in, not a workspace of it: everything here is one workspace's."""


class Installations(AsyncInstallationStore):
    """Where Bolt puts what Slack gave."""

    def __init__(self, workspaces: Many, life: Life) -> None:
        self._workspaces, self._life = workspaces, life

    async def async_save(self, installation: Installation) -> None:
        if installation.is_enterprise_install:
            raise OfMany
        if not (installation.team_id and installation.bot_token):
            raise BoltError("only a workspace can let Blether in")
        there = await asked(self._workspaces.client(), installation.bot_token)
        expires = installation.bot_token_expires_at and installation.bot_token_expires_at - installation.installed_at
        until = self._workspaces.ends(int(expires) if expires else None)
        there = replace(there, refresh=installation.bot_refresh_token or "", until=until)
        home, who = Remote(there.team, there.name), Remote(str(installation.user_id))
        by = Heard("slack", home, who, Remote("", kind="direct"), "", "", role=Role.MODERATOR)
        await self._workspaces.let_in(there, by, self._life)
        await self._life.present("slack", self._workspaces.names())  # also where Blether has been before


class Pages:
    """The addresses, which are there before Blether is open; ``there`` answers them then."""

    there: Installing | None = None

    async def begin(self, request: Request) -> Response:
        """To Slack's page."""
        return await self.there.begin(request) if self.there else PlainTextResponse("not yet\n", NOT_YET)

    async def end(self, request: Request) -> Response:
        """Back from it."""
        return await self.there.end(request) if self.there else PlainTextResponse("not yet\n", NOT_YET)


class Installing:
    """What the two pages do."""

    def __init__(
        self,
        app: tuple[str, str],
        api: str,
        states: States,
        installations: Installations,
        workspaces: Many,
        texts: Texts,
    ) -> None:
        self._texts = texts
        slack = urlsplit(api)
        settings = AsyncOAuthSettings(
            client_id=app[0],
            client_secret=app[1],
            scopes=scopes(),
            install_path=BEGIN,
            redirect_uri_path=END,
            authorization_url=f"{slack.scheme}://{slack.netloc}/oauth/v2/authorize",
            install_page_rendering_enabled=False,
            installation_store=installations,
            state_store=states,
            callback_options=AsyncCallbackOptions(self._let_in, self._failed),
        )
        self._flow = AsyncOAuthFlow(client=workspaces.client(), settings=settings)

    async def begin(self, request: Request) -> Response:
        """To Slack's page."""
        return to_starlette_response(await self._flow.handle_installation(to_async_bolt_request(request, b"")))

    async def end(self, request: Request) -> Response:
        """Back from it."""
        return to_starlette_response(await self._flow.handle_callback(to_async_bolt_request(request, b"")))

    async def _let_in(self, _args: AsyncSuccessArgs) -> BoltResponse:
        return self._page("slack.installed", 200)

    async def _failed(self, args: AsyncFailureArgs) -> BoltResponse:
        if isinstance(args.error, OfMany):
            return self._page("slack.one-workspace", NOT_SO)
        return self._page("slack.not-installed", args.suggested_status_code)

    def _page(self, key: str, status: int) -> BoltResponse:
        """One sentence in every language. It has nothing in it that came from anywhere."""
        said = "\n\n".join(self._texts.plain(Text(key), each) for each in self._texts.languages)
        return BoltResponse(status=status, body=said, headers={"content-type": "text/plain; charset=utf-8"})
