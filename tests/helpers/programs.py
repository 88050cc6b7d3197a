"""Our own programs as real processes: started, waited for, killed as a power cut would, started again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.helpers.source_tree import ROOT

START_SECONDS = 90.0
STOP_SECONDS = 15.0


class Program:
    """One process of ours. `start` may be called again after `kill` or `stop`; what it printed is in `output`.

    `environment` is added to this process's own, and read again at each start.
    """

    def __init__(self, module: str, arguments: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self._command = [sys.executable, "-m", module, *arguments]
        self._environment = environment
        self._log = folder / f"{module}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", **self._environment}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def wait_for_output(self, text: str, *, count: int = 1) -> str:
        """The first line that holds `text` for the `count`th time. Fails when the process ends before."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            lines = [line for line in self.output.splitlines() if text in line]
            if len(lines) >= count:
                return lines[count - 1]
            self.must_run()
            time.sleep(0.02)
        raise TimeoutError(f"{self._command[2]} did not print {text!r}:\n{self.output}")

    def must_run(self) -> None:
        assert self._process is not None
        if self._process.poll() is not None:
            raise AssertionError(f"{self._command[2]} ended with {self._process.returncode}:\n{self.output}")

    def kill(self) -> None:
        """As a power cut or the kernel would: no handler runs, nothing is flushed."""
        if self._process is not None:
            self._process.kill()
            self._ended()

    def stop(self) -> int:
        """Ask it to end and answer its exit code."""
        if self._process is None:
            return 0
        self._process.terminate()
        return self._ended()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def output(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    def _ended(self) -> int:
        assert self._process is not None
        code = self._process.wait(STOP_SECONDS)
        self._process = None
        return code
