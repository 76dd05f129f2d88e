"""Whatever the rooms declare can be begun in the message box, in each language. No room is named here."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open

KNOWN = """async () => {
    const { person, place } = document.body.dataset;
    return (await fetch(`/commands?as=${person}&in=${place}`)).json();
}"""


def test_every_command_answers_a_member(window: Open) -> None:
    one = window("ailsa")
    names = [each["name"] for each in one.page.evaluate(KNOWN)["commands"]]
    assert len(names) == len(set(names)) > 20
    answered, sorry = {}, one.words("core.apology", reference="").split(",")[0]
    for name in names:
        one.say(name)
        expect(one.page.locator(".private")).to_have_count(1)
        kind = one.answer.get_attribute("class").split()[1]
        broken = one.answer.get_by_text(sorry).count() + one.answer.get_by_text(name).count()  # or not known
        answered[name] = "broken" if broken and kind == "refusal" else "answered"
        one.answer.locator("[data-close]").click()
        expect(one.page.locator(".private")).to_have_count(0)
        one.box.fill("")
    assert answered == dict.fromkeys(names, "answered")


def test_every_command_is_offered_step_by_step(window: Open) -> None:
    """From a room to its commands, and to the fields of each, with what it asks."""
    one = window("mererid")
    known = one.page.evaluate(KNOWN)
    one.box.fill("/")
    options = one.page.get_by_role("option")
    expect(options).to_have_count(len(known["rooms"]))
    for room in known["rooms"]:
        one.box.fill(f"{room['name']} ")
        theirs = [each["name"] for each in known["commands"] if each["name"].startswith(f"{room['name']} ")]
        expect(options.locator("b")).to_have_text(theirs)
    for command in known["commands"]:
        one.box.fill(f"{command['name']} ")
        words = next((each["name"] for each in command["fields"] if each["kind"] in ("line", "long")), "")
        fields = [f"{each['name']}:" for each in command["fields"] if each["name"] != words]
        expect(options.locator("b")).to_have_text(fields)
    one.box.fill("")
