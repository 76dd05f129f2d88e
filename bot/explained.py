"""Every way the house may refuse to open, in plain words and with its exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NoReturn

from bot.fault import Faults, Shut
from bot.keys import WrongKey
from bot.store import Busy
from bot.store.migrations import Newer

BAD: Final = 2  # exit code: configuration or content has to be mended
BUSY: Final = 3  # another process holds this


@contextmanager
def explained() -> Iterator[None]:
    """End the process with a sentence for whoever typed the command, when this block raises what it may raise."""
    try:
        yield
    except Faults as wrong:
        count = len(wrong.faults)
        _stop(BAD, f"{count} thing{'s' * (count != 1)} to mend:\n\n{wrong}")
    except WrongKey as wrong:
        _stop(BAD, str(wrong))
    except Newer as wrong:
        why = f"This database was used by a newer Blether, or with a room that is not configured here ({wrong})."
        _stop(BAD, f"{why}\nNothing was changed. Use that version, or add the room's folder to [rooms].")
    except Shut as wrong:
        _stop(1, str(wrong))
    except Busy as busy:
        _stop(BUSY, f"Another Blether is using {busy}. Stop that one first; only one at a time may.")


def _stop(code: int, words: str) -> NoReturn:
    print(words, file=sys.stderr)
    raise SystemExit(code)
