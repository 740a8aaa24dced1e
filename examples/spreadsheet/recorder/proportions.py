# SPDX-License-Identifier: Apache-2.0
"""Counts what the recordings show, from the recordings alone."""

import re

WRITE = re.compile(r"\.save\(|to_excel\(|\bmv |\bcp |--convert-to")
READ = re.compile(r"load_workbook\(|read_excel\(|ExcelFile\(|--convert-to csv")
LOSS = ("replaced by a constant", "bold lost", "fill colour lost", "merged cells lost", "should stay hidden")


def table(trajectories):
    """A Markdown table of outcomes, themes of the failures and errors on the way."""
    failures = [item for item in trajectories if item["outcome"]["status"] == "failure"]
    successes = [item for item in trajectories if item["outcome"]["status"] == "success"]
    lines = ["| what | runs | share |", "| --- | ---: | ---: |",
             _line("recorded", trajectories, trajectories),
             _line("successes", successes, trajectories),
             _line("successes with an error that was recovered", _where(successes, has_tool_error), successes),
             _line("failures", failures, trajectories),
             _line("failures with an error on the way", _where(failures, has_tool_error), failures)]
    lines += [_line(f"failures: {name}", _where(failures, test), failures) for name, test in THEMES.items()]
    return "\n".join(lines)


def has_tool_error(trajectory):
    """Whether a tool call failed."""
    return any(step.get("toolError") for step in trajectory["steps"])


def is_stale(trajectory):
    """Whether a formula was left without a calculated value."""
    return _finding(trajectory, "never calculated")


def loses_content(trajectory):
    """Whether formulas or formats are gone."""
    return any(_finding(trajectory, text) for text in LOSS)


def is_not_read_back(trajectory):
    """Whether no workbook was opened after the last one was written."""
    source = "\n".join(_sources(trajectory))
    last_write = max((match.start() for match in WRITE.finditer(source)), default=-1)
    return not READ.search(source, last_write + 1)


def keeps_rows(trajectory):
    """Whether rows are still there that should have been deleted."""
    return _finding(trajectory, "should have been deleted")


def is_quirk(trajectory):
    """Whether neither stale formulas, nor losses, nor skipped rows explain the failure."""
    return not any(test(trajectory) for test in (is_stale, loses_content, keeps_rows))


THEMES = {
    "formulas without a calculated value": is_stale,
    "formulas or formats destroyed by writing back": loses_content,
    "not read back after the last write": is_not_read_back,
    "rows left over after deleting from the top": keeps_rows,
    "something rarer alone": is_quirk,
}


def _finding(trajectory, text):
    return any(text in finding for finding in trajectory["outcome"]["findings"])


def _sources(trajectory):
    for step in trajectory["steps"]:
        for call in step.get("toolCalls", ()):
            yield from call["arguments"].values()


def _where(trajectories, test):
    return [item for item in trajectories if test(item)]


def _line(name, part, whole):
    return f"| {name} | {len(part)} | {100 * len(part) / len(whole):.0f} % |"
