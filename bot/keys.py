"""The root key and what it seals: private text leaves the process only as ciphertext."""

from __future__ import annotations

import base64
import functools
import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"  # of the sealed form: version, 12 bytes of nonce, AES-256-GCM ciphertext
NONCE = 12


class WrongKey(Exception):
    """There is no key, or not the one this data was sealed with."""


class Keys:
    """What follows from one root key of 32 bytes."""

    def __init__(self, root: bytes) -> None:
        if len(root) != 32:
            raise WrongKey("a root key is 32 bytes")
        self._root = root
        self.fingerprint = hashlib.sha256(b"blether fingerprint" + root).hexdigest()[:16]
        self._cipher = functools.lru_cache(1024)(self._derive)

    def seal(self, community: str, bound: str, words: str) -> bytes:
        """Ciphertext that opens only for the same community and ``bound`` (table, column, person and row)."""
        nonce = os.urandom(NONCE)
        return VERSION + nonce + self._cipher(community).encrypt(nonce, words.encode(), bound.encode())

    def open(self, community: str, bound: str, sealed: bytes) -> str:
        """The words again. Raises WrongKey when they were sealed for another row, or changed."""
        nonce, ciphertext = sealed[1 : NONCE + 1], sealed[NONCE + 1 :]
        try:
            return self._cipher(community).decrypt(nonce, ciphertext, bound.encode()).decode()
        except InvalidTag as wrong:
            raise WrongKey(f"cannot open {bound}") from wrong

    def _derive(self, community: str) -> AESGCM:
        return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"blether seal " + community.encode()).derive(self._root))


def new_root() -> str:
    """A fresh root key as it is kept in a file or the environment."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def read_root(written: str) -> Keys:
    """Keys from a written root key. Raises WrongKey when it is none."""
    try:
        return Keys(base64.urlsafe_b64decode(written.strip()))
    except ValueError as wrong:
        raise WrongKey("this is not a root key: 44 characters, made by `blether key new`") from wrong


def keep_root(path: Path) -> None:
    """Write a fresh root key that only this user can read; never over one that is there."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(new_root() + "\n")
        file.flush()
        os.fsync(file.fileno())
