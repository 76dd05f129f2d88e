"""Somebody who follows a page literally, in a copy of the repository that nobody else has."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from tests.cli.page import Page
from tests.docs.pages import Block

PROJECT = Path(__file__).parents[2]
OPEN = re.compile(r"Blether is open at (.+)")
SERVES = re.compile(r"make demo|(\.venv/bin/)?blether (run|demo)\b")  # goes on until it is stopped
ANYWHERE = {
    f"BLETHER_{name}_PORT": "0" for name in ("WEB_", "DEMO_WEB_")
}  # any free port: the printed one may be taken


def copied(to: Path) -> Path:
    """A copy of what is in the repository, with a ``.venv`` that has its packages and this copy's Blether."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    for name in (each for each in names if (PROJECT / each).is_file()):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PROJECT / name, to / name)
    for compiled in (each for top in ("bot", "adapters", "tests") for each in (PROJECT / top).rglob("__pycache__")):
        shutil.copytree(compiled, to / compiled.relative_to(PROJECT), dirs_exist_ok=True)
    packages = to / ".venv" / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    packages.mkdir(parents=True)
    (packages / "copy.pth").write_text(f"{to}\n{sysconfig.get_path('purelib')}\n")
    (to / ".venv/bin").mkdir()
    (to / ".venv/bin/python").symlink_to(Path(sys.executable).resolve())
    shutil.copyfile(Path(sys.prefix) / "pyvenv.cfg", to / ".venv/pyvenv.cfg")
    command = to / ".venv/bin/blether"
    command.write_text(f"#!{to}/.venv/bin/python\nfrom bot.__main__ import main\nmain()\n")
    command.chmod(0o755)
    (to / ".venv/ready").touch()  # `make setup` was done
    return to


def files(folder: Path) -> dict[str, bytes]:
    """All that lies in a copy, but for what was installed and what ran left behind."""
    passing = {".venv", "__pycache__", "data", ".pytest_cache", ".hypothesis"}
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and passing.isdisjoint(path.relative_to(folder).parts)
    }


class Reader:
    """One reader at one shell; a bot that they start runs until the next heading, or the end of the ``with``."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.folder, self.printed = folder, ""
        ours = ("BLETHER_", "DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH", "VIRTUAL_ENV")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        self._env = clean | ANYWHERE | {"NO_COLOR": "1", "COLUMNS": "100"} | env
        self._env = {name: value for name, value in self._env.items() if value}
        self._state = folder / ".venv" / "state"  # where they are and what they exported
        self._state.write_text(f"cd {folder}\n")
        self._bot: subprocess.Popen[str] | None = None
        self.address = ""

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bot:
            os.killpg(self._bot.pid, signal.SIGTERM)  # with what `make` started
            self._bot.communicate()

    def follows(self, page: Iterable[Block]) -> None:
        """Do what each block says. Raises AssertionError where that does not work."""
        for block in page:
            match block.kind:
                case "heading":
                    self.stops()
                case "file":
                    (self.folder / block.file).parent.mkdir(parents=True, exist_ok=True)
                    (self.folder / block.file).write_text(block.words, "utf-8")
                case "run":
                    self.types(block.words)
                case "printed":
                    missing = [line for line in block.words.splitlines() if line.strip() not in self.printed]
                    assert missing == [], f"not printed: {missing}, but:\n{self.printed}"
                case "chat":
                    self.says(block.words)

    def types(self, words: str) -> None:
        """Type a block into the shell. The bot that its last line starts is left running."""
        *first, last = [line for line in words.splitlines() if line.strip()]
        serving = SERVES.match(last) is not None
        self._shell("\n".join(first) if serving else words)
        if serving:
            self.stops()
            self._open(last)

    def says(self, words: str) -> None:
        """Send lines from the message box of the playground; what is refused is no good advice."""
        if not self._bot:
            self._open(".venv/bin/blether demo")
        page = Page(self.address, "mererid", "learning")
        for line in words.splitlines():
            said = page.says(line)
            assert said["kind"] in ("message", "form"), (line, said)

    def stops(self) -> None:
        """Ctrl-C, when a bot is running."""
        if self._bot:
            os.killpg(self._bot.pid, signal.SIGINT)
            said, _ = self._bot.communicate(timeout=30)
            assert self._bot.returncode in (0, 2, -signal.SIGINT), said  # make says 2 of what was interrupted
            self._bot = None

    def _shell(self, words: str) -> None:
        keep = f'{{ status=$?; {{ declare -px; printf "cd %q\\n" "$PWD"; }} > {self._state}; exit $status; }}'
        script = f"source {self._state}\nkeep() {keep}\ntrap keep EXIT\nset -e\n{words}"
        done = subprocess.run(
            ["bash", "-c", script], check=False, cwd=self.folder, env=self._env, text=True, timeout=120,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.printed = done.stdout
        assert done.returncode == 0, f"{words}\nended with {done.returncode}:\n{done.stdout}"

    def _open(self, command: str) -> None:
        self._bot = subprocess.Popen(
            ["bash", "-c", f"source {self._state}; exec {command}"], cwd=self.folder, env=self._env, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        said = ""
        for line in self._bot.stdout or ():
            said += line
            if found := OPEN.search(line):
                self.address = found[1]
                return
        raise AssertionError(f"{command} did not open: it ended with {self._bot.wait()}:\n{said}")
