"""Part 3: how long ``blether run`` takes to open, and how much memory it holds."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.finding import Filled
from tests.bench.measure import Block, Control, Figure, Sample, figures, in_turns

IMPORTS = "import sqlalchemy.ext.asyncio, starlette, uvicorn, aiosqlite"
LIBRARIES = "the bare libraries, imported"
ROUNDS = 7


async def measure(folder: Path, small: Filled, large: Filled) -> list[Figure]:
    """From the start of the process to the line that says it is open; its memory after a second of idling."""
    few, many = (f"blether run, {each.name}" for each in (small, large))
    blocks: dict[str, Block] = {
        LIBRARIES: _libraries,
        few: lambda: _blether(folder, small),
        many: lambda: _blether(folder, large),
    }
    found = await in_turns(blocks, passes=1, rounds=ROUNDS)
    controls = {few: Control(LIBRARIES), many: Control(few)}
    return [
        *figures("start-up: until it is open", found, controls),
        *figures("start-up: memory after a second", found, controls, by=1, unit="MB"),
    ]


async def _libraries() -> list[Sample]:
    """The whole process that only imports them; its memory is asked of a second one, which waits."""
    begun = time.perf_counter()
    await (await asyncio.create_subprocess_exec(sys.executable, "-c", IMPORTS)).wait()
    taken = time.perf_counter() - begun
    ready = f"{IMPORTS}; print(flush=True); input()"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ready, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    _, memory = await _opened(process)
    await process.communicate(b"\n")
    return [(taken * 1e3, memory)]


async def _blether(folder: Path, store: Filled) -> list[Sample]:
    """``blether run`` with the playground, told to stop in the end."""
    config = folder / "config.toml"
    config.write_text(f'[store]\nurl = "{store.url}"\n[web]\nport = 0\n')
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", "--config", str(config)),
        stdout=subprocess.PIPE,
        env=os.environ | {"BLETHER_KEY": store.key},
    )
    opened, memory = await _opened(process)
    process.send_signal(signal.SIGTERM)
    await process.communicate()
    return [((opened - begun) * 1e3, memory)]


async def _opened(process: asyncio.subprocess.Process) -> tuple[float, float]:
    """When its first line came, and its memory a second later."""
    assert process.stdout
    line = await process.stdout.readline()
    opened = time.perf_counter()
    if not line:
        raise RuntimeError("it ended without a word")
    await asyncio.sleep(1)
    return opened, memory(process.pid)


def memory(pid: int) -> float:
    """Megabytes it has in memory."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        words = status.read_text().partition("VmRSS:")[2]
    else:
        words = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout
    return int(words.split()[0]) / 1024
