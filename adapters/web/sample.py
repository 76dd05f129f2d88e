"""The sample community of the playground, out of ``sample.toml``: invented people, no pupils, and a week of talk."""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from bot.talk import Phrase

_DAYS: Final = ("mo", "tu", "we", "th", "fr")


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Somebody(_Frozen):
    """One of the people to be; without a language they ``speak`` they have not met Blether yet."""

    id: str
    name: str
    about: dict[str, str]
    speaks: str = ""
    moderator: bool = False

    @property
    def described(self) -> Phrase:
        """Who they are, in few words."""
        return Phrase(tuple(self.about.items()))


class Team(_Frozen):
    """Some of the people, as a group."""

    id: str
    name: str
    people: tuple[str, ...]


class Somewhere(_Frozen):
    """A channel; without ``languages`` it has the community's."""

    id: str
    name: str
    languages: tuple[str, ...] = ()


class Scene(_Frozen):
    """What somebody does at one time of the week: they say something, or type a command and go on from its answer.

    ``place`` may be ``direct``, or the newest thread of a place, ``place/thread``. Each of ``then`` is the label of a
    button that is pressed or what a form is filled in with, where a number is the choice that stands there.
    """

    on: Annotated[str, Field(pattern=r"^(mo|tu|we|th|fr) \d\d:\d\d$")]
    who: str
    place: str = Field(alias="in")
    says: str = ""
    does: str = ""
    then: tuple[str | dict[str, str | int], ...] = ()

    def at(self, monday: datetime) -> datetime:
        """When that is in the week of this day."""
        day, clock = self.on.split()
        here = monday.astimezone(ZoneInfo(ZONE)).date()
        on = here + timedelta(days=_DAYS.index(day) - here.weekday())
        return datetime.combine(on, time.fromisoformat(clock), ZoneInfo(ZONE))


class _Sample(_Frozen):
    community: str
    zone: Literal["Europe/London"]
    people: tuple[Somebody, ...]
    teams: tuple[Team, ...]
    places: tuple[Somewhere, ...]
    scenes: tuple[Scene, ...]


_sample = _Sample.model_validate(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")))
COMMUNITY: Final = _sample.community
ZONE: Final = _sample.zone
PEOPLE: Final = {each.id: each for each in _sample.people}
TEAMS: Final = _sample.teams
PLACES: Final = _sample.places
SCENES: Final = _sample.scenes
