"""The root key and what it seals: private text leaves the process only as ciphertext."""

from __future__ import annotations

import base64
import functools
import hashlib
import os
import re
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.logs import hide

VERSION = b"\x01"  # of the sealed form: version, 12 bytes of nonce, AES-256-GCM ciphertext
NONCE = 12
LETTERS = str.maketrans("0123456789", "ghijklmnop")  # no database takes such a word for a number
_WRITTEN = re.compile(r"[\w-]{43}=", re.ASCII)


class WrongKey(Exception):
    """There is no key, or not the one this data was sealed with."""


class Keys:
    """What follows from one root key of 32 bytes."""

    def __init__(self, root: bytes) -> None:
        self._root = root
        self.fingerprint = hashlib.sha256(b"blether fingerprint" + root).hexdigest()[:16]
        self._cipher = functools.lru_cache(1024)(self._derive)
        self._blinding = functools.lru_cache(1024)(self._derive_blinding)

    def seal(self, community: str, bound: str, words: str) -> bytes:
        """Ciphertext that opens only for the same community and ``bound`` (table, column, person and row)."""
        nonce = os.urandom(NONCE)
        return VERSION + nonce + self._cipher(community).encrypt(nonce, words.encode(), bound.encode())

    def open(self, community: str, bound: str, sealed: bytes) -> str:
        """The words again. Raises WrongKey when they were sealed for another row, or changed."""
        if sealed[:1] != VERSION:
            raise WrongKey(f"cannot open {bound}: it is sealed in a way this code does not know")
        nonce, ciphertext = sealed[1 : NONCE + 1], sealed[NONCE + 1 :]
        try:
            return self._cipher(community).decrypt(nonce, ciphertext, bound.encode()).decode()
        except (InvalidTag, ValueError) as wrong:
            raise WrongKey(f"cannot open {bound}") from wrong

    def blind(self, community: str, word: str) -> str:
        """The same sixteen letters for the same word of this community: nobody without the root key can tell which."""
        blind = hashlib.blake2b(word.encode(), key=self._blinding(community), digest_size=8)
        return blind.hexdigest().translate(LETTERS)

    def _derive(self, community: str) -> AESGCM:
        return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"blether seal " + community.encode()).derive(self._root))

    def _derive_blinding(self, community: str) -> bytes:
        return HKDF(SHA256(), 32, salt=None, info=b"blether blind " + community.encode()).derive(self._root)


def new_root() -> str:
    """A fresh root key as it is kept in a file or the environment."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def read_root(written: str) -> Keys:
    """Keys from a written root key. Raises WrongKey when it is none."""
    if not _WRITTEN.fullmatch(written.strip()):  # base64 itself would skip what it does not know
        raise WrongKey("this is not a root key: 44 characters, made by `blether key new`")
    hide(written.strip())
    return Keys(base64.urlsafe_b64decode(written.strip()))


def keep_root(path: Path) -> None:
    """Write a fresh root key that only this user can read: whole or not at all, and never over one that is there."""
    draft = path.with_name(f"{path.name}.new")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(new_root() + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
