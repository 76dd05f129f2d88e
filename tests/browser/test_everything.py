"""Every command typed, every form filled to its end on the page, as the rooms declare them: none is named here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, expect

from bot.house import Plan
from bot.marks import Days, Led
from bot.room import Action, Param
from tests.browser.conftest import OURS, House, Open, Window, running
from tests.cli.warm import Warm
from tests.finding import found
from tests.house.made import sound, typed
from tests.sweeps import one_in

FORMS = "rooms in a language, every form of which is filled on the page"
FILLED = [*filter(one_in(3, FORMS), (f"{room} {language}" for room in OURS for language in ("cy", "en")))]


@pytest.fixture(scope="module")
def rooms() -> Iterator[Plan]:
    """The rooms of the house."""
    with found() as there:
        yield there


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, warmed: Warm) -> Iterator[House]:
    yield from running(House(tmp_path_factory.mktemp("forms") / "house", warmed))


def asking(action: Action) -> bool:
    """Whether it shows a form when it is begun without anything."""
    return bool(action.ask) or any(param.required and param.mark.kind for param in action.params)


def chosen(action: Action) -> bool:
    """Whether it takes something that somebody made before."""
    return any(isinstance(each.mark, Led) or callable(getattr(each.mark, "options", ())) for each in action.params)


@pytest.mark.faults
@pytest.mark.parametrize("filled", FILLED)
def test_every_command_is_typed_and_every_form_filled(whole: House, rooms: Plan, window: Open, filled: str) -> None:
    room, language = filled.split()
    one = window("mererid", language=language, at=whole)  # a moderator, who may do everything
    filling = Filling(one, {action.name: action for action in sound(rooms)})
    begun = [each for each in filling.actions.values() if each.slash and each.room == room]
    for each in begun:
        filling.begins(each)
    for each in [each for each in begun if each.name not in filling.done]:  # their like was used up, or came later
        for maker in [maker for maker in begun if maker.room == each.room and asking(maker) and not chosen(maker)]:
            filling.begins(maker)
        assert filling.begins(each), each.name


class Filling:
    """Somebody who fills one form after another, of these actions; ``done`` are those that came to an answer."""

    def __init__(self, one: Window, actions: dict[str, Action]) -> None:
        self.one, self.actions, self.done = one, actions, set[str]()
        self.form = one.page.locator("dialog:modal form")
        self.now = datetime.fromisoformat(one.page.locator("#clock").get_attribute("data-seen") or "")
        self.more = one.words("core.more", count=1).partition("1")[0].strip()
        self.apology = one.words("core.apology", reference="").partition(",")[0]

    def begins(self, action: Action) -> bool:
        """By its command, and what only a button leads to by that; False where there is nothing to choose from."""
        self.one.say(f"/{action.name.replace('.', ' ', 1)}")
        if not asking(action):
            expect(self.one.answer).to_be_visible()
            expect(self.one.answer).not_to_contain_text(self.apology)
            self.done.add(action.name)
        elif not self.ends(action):
            self.one.press("web.close")
            return False
        for button in self.one.answer.locator("[data-action]").all() if asking(action) else ():
            led_to = self.actions.get(button.get_attribute("data-action") or "")
            if led_to and not led_to.slash and led_to.name not in self.done:
                button.click()
                expect(self.one.page.locator("[aria-busy]")).to_have_count(0)
                assert not self.form.count() or self.ends(led_to)
                self.done.add(led_to.name)
                break
        for close in reversed(self.one.page.locator(".private [data-close]").all()):
            close.click()
        return True

    def ends(self, action: Action) -> bool:
        """Fill the form that opens and every page after it; False where a field that must be chosen has no choice."""
        while True:
            expect(self.form).to_be_visible()
            for control in self.form.locator("[data-field]").all():
                if not self.fills(control, action):
                    return False
            self.form.locator("button.main").click()
            expect(self.one.page.locator("[aria-busy]")).to_have_count(0)
            assert (action.name, self.form.all_inner_texts()) == (action.name, [])
            expect(self.one.answer).not_to_contain_text(self.apology)
            self.done.add(action.name)
            onward = self.one.answer.get_by_role("button", name=re.compile(f"^{self.more}"))
            if not onward.count():
                return True
            onward.click()

    def fills(self, control: Locator, action: Action) -> bool:
        """Put in something that fits, where nothing stands yet; False where there is nothing to choose from."""
        param = next(each for each in action.params if each.name == control.get_attribute("data-field"))
        choices = control.locator("option:not([value='']), .options input:not([value=''])")
        if control.evaluate("one => one.matches('fieldset')"):
            if choices.count() and not control.locator(".options input:checked:not([value=''])").count():
                choices.first.check()
        elif control.evaluate("one => one.matches('select')"):
            if choices.count() and not control.input_value():
                control.select_option(choices.first.get_attribute("value"))
        else:
            if not control.input_value():
                control.fill(self.typed(param))
            return True
        return bool(choices.count()) or not param.required

    def typed(self, param: Param) -> str:
        """What fits its mark, as the browser's own fields take it."""
        if isinstance(param.mark, Days):
            return str((self.now + timedelta(days=-1 if param.mark.past else 8)).date())
        return str(typed(param.mark, self.now))
