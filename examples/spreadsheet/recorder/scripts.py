# SPDX-License-Identifier: Apache-2.0
"""Reads the scripts of the policies.

A script file holds the policies for one task. A heading names a policy. Below it, paragraphs are the
assistant's words and fenced blocks, marked python or bash, are its tool calls.
"""

from dataclasses import dataclass
from pathlib import Path

DIRECTORY = Path(__file__).parent / "scripts"
FENCE = "```"


@dataclass(frozen=True)
class Turn:
    """Words of the assistant and the tool call that they announce; the last turn of a policy has no call."""

    words: str
    tool: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Policy:
    """A fixed sequence of turns."""

    name: str
    turns: tuple[Turn, ...]


def policies_of(task_id):
    """The policies for a task, in the order of its script file."""
    lines = (DIRECTORY / f"{task_id}.md").read_text(encoding="utf-8").splitlines()
    return [Policy(name, tuple(_turns(body))) for name, body in _sections(lines)]


def _sections(lines):
    sections, fenced = [], False
    for line in lines:
        if line.startswith(FENCE):
            fenced = not fenced
        if line.startswith("# ") and not fenced:
            sections.append((line[2:].strip(), []))
        elif sections:
            sections[-1][1].append(line)
    return sections


def _turns(lines):
    words, source, tool = [], [], None
    for line in lines:
        if line.startswith(FENCE) and tool is None:
            tool = line[len(FENCE):].strip()
        elif line.startswith(FENCE):
            yield Turn(_joined(words), tool, "\n".join(source) + "\n")
            words, source, tool = [], [], None
        else:
            (words if tool is None else source).append(line)
    yield Turn(_joined(words))


def _joined(words):
    return " ".join(" ".join(words).split())
