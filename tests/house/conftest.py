"""The rules hold for rooms from outside the tree as well."""

from __future__ import annotations

from tests.outside.conftest import outside

__all__ = ["outside"]
