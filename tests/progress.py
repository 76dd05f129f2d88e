"""A plugin of pytest: what the sweeps of all processes did, on one line while they run, and whole at the end."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any

import pytest

from tests.sweeps import WHOLE, Count, here

total = Count()  # of all processes; each report brings what its test did


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Each report takes along what was done."""
    report = yield
    if call.when == "call":
        report.user_properties.append(("sweeps", here.told()))
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Sum it up."""
    for name, told in report.user_properties:
        if name == "sweeps" and report.when == "call":
            total.add(told)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What ran, and what was left out."""
    for line in total.lines():
        terminalreporter.write_line(line)


class Line:
    """The line that is written over by the next, while the whole runs."""

    def __init__(self, config: pytest.Config) -> None:
        self._config, self._began, self._parts, self._done = config, time.monotonic(), 0, 0

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self._parts = len(session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: Any, ids: list[str]) -> None:
        self._parts = len(ids)

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """What went well has its place in the line alone."""
        return ("passed" if report.when == "call" else "", "", "") if report.passed else None

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self._done += 1
            spent = time.monotonic() - self._began
            left = spent / self._done * (self._parts - self._done) / 60
            counted = next(iter(dict(report.user_properties)["sweeps"]["tried"]), "")
            sweep = f"{total.tried[counted]} of {total.wholes[counted]} {counted}, " if counted else ""
            words = f"{self._done} of {self._parts} parts; {sweep}about {left:.0f} min left"
            self._config.get_terminal_writer().write(f"\r{words:<118.118}", flush=True)


def pytest_configure(config: pytest.Config) -> None:
    """Only where the whole is asked for, and of all processes only in the one that has the terminal."""
    if WHOLE and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Line(config))
