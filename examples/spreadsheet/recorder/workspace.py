# SPDX-License-Identifier: Apache-2.0
"""A fresh directory in which tool calls are really executed."""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

TIMEOUT_SECONDS = 60
TIMEOUT_EXIT_CODE = 124
COMMANDS = {"python": ["/usr/bin/python3", "-"], "bash": ["bash", "-s"]}


@dataclass(frozen=True)
class ToolResult:
    """What a tool call printed, standard output before standard error, and its exit code."""

    text: str
    exit_code: int


class Workspace:
    """A temporary working directory; use it as a context manager."""

    def __init__(self, file_name, content):
        self._root = tempfile.TemporaryDirectory()
        self._directory = Path(self._root.name, "workspace")
        self._home = Path(self._root.name, "home")
        self._directory.mkdir()
        self._home.mkdir()
        (self._directory / file_name).write_bytes(content)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._root.cleanup()

    def run(self, tool, source):
        """Executes Python or shell source in this directory and returns what it printed."""
        try:
            done = subprocess.run(
                COMMANDS[tool], input=source, cwd=self._directory, env=self._environment(),
                capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return ToolResult(f"stopped after {TIMEOUT_SECONDS} seconds", TIMEOUT_EXIT_CODE)
        return ToolResult(self._without_machine_paths(done.stdout + done.stderr), done.returncode)

    def read(self, file_name):
        """The content of a file, or None where there is none."""
        path = self._directory / file_name
        return path.read_bytes() if path.is_file() else None

    def _environment(self):
        return {"PATH": "/usr/bin:/bin", "HOME": str(self._home), "LANG": "C.UTF-8",
                "TZ": "UTC", "PYTHONHASHSEED": "0", "TMPDIR": self._root.name}

    def _without_machine_paths(self, text):
        return text.replace(str(self._directory), "workspace").replace(self._root.name, "workspace/..").strip()
