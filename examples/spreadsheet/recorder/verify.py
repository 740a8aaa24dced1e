#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the recordings: their form, that they are what the scripts say, and that the judgement holds.

Every outcome is judged again from the workbooks that the recording carries. Needs openpyxl only.
"""

import datetime
import json
import re
import sys
from collections import Counter

import judge
import proportions
import scripts
import tasks
import trajectory
from record import RECORDINGS, recorded

KEYS = ("trajectoryId", "skill", "task", "agent", "startedAt", "endedAt", "steps", "outcome", "artifacts", "labels")
README = RECORDINGS.with_name("README.md")
MACHINE_PATH = re.compile(r"/(tmp|home|root|work|var|mnt)/")


def main():
    """Prints every problem and exits with 1 where there is one."""
    trajectories = recorded()
    problems = [*_problems_of_the_set(trajectories)]
    for item in trajectories:
        problems += [f"{item.get('trajectoryId')}: {problem}" for problem in _problems(item)]
    print(*problems, f"{len(trajectories)} recordings in {RECORDINGS.name}, {len(problems)} problems", sep="\n")
    sys.exit(1 if problems else 0)


def _problems_of_the_set(trajectories):
    counts = Counter(item.get("trajectoryId") for item in trajectories)
    yield from (f"{name}: recorded {count} times" for name, count in counts.items() if count > 1)
    expected = {f"{task.id}.{policy.name}" for task in tasks.ALL for policy in scripts.policies_of(task.id)}
    yield from (f"{name}: not recorded" for name in sorted(expected - counts.keys()))
    yield from (f"{name}: there is no such policy" for name in sorted(counts.keys() - expected))
    if proportions.table(trajectories) not in README.read_text(encoding="utf-8"):
        yield f"{README.name}: the table of proportions is not that of the recordings"


def _problems(item):
    missing = [key for key in KEYS if key not in item]
    if missing or item["task"]["id"] not in tasks.BY_ID:
        return [f"missing or unknown: {missing or item['task']['id']}"]
    return [*_problems_of_the_times(item), *_problems_of_the_steps(item["steps"]), *_problems_of_the_script(item),
            *_problems_of_the_outcome(item)]


def _problems_of_the_times(item):
    started, ended = (datetime.datetime.fromisoformat(item[key]) for key in ("startedAt", "endedAt"))
    if started > ended:
        yield "it ends before it starts"


def _problems_of_the_steps(steps):
    if steps[0]["role"] != "user":
        yield "the first step is not the user's"
    if MACHINE_PATH.search(json.dumps(steps)):
        yield f"a path of the recording machine: {MACHINE_PATH.search(json.dumps(steps)).group()}"
    for before, step in zip(steps, steps[1:]):
        calls = [call["id"] for call in before.get("toolCalls", ())]
        answered = [step["toolCallId"]] if step["role"] == "tool" else []
        if calls != answered:
            yield f"calls {calls} are answered by {answered}"
        if step["role"] == "tool" and step["toolError"] != (step["exitCode"] != 0):
            yield f"{step['toolCallId']}: error flag and exit code disagree"


def _problems_of_the_script(item):
    """Instruction and calls must be as written, so that neither is changed without recording again."""
    if item["task"]["instruction"] != tasks.BY_ID[item["task"]["id"]].instruction:
        yield "the instruction is not that of the task"
    scripted = {policy.name: policy for policy in scripts.policies_of(item["task"]["id"])}
    policy = scripted.get(item["labels"]["policy"])
    calls = [call for step in item["steps"] for call in step.get("toolCalls", ())]
    recorded_calls = [(call["name"], *call["arguments"].values()) for call in calls]
    if policy and recorded_calls != [(turn.tool, turn.source) for turn in policy.turns if turn.tool]:
        yield "the calls are not those of the script"


def _problems_of_the_outcome(item):
    keyed = tasks.BY_ID[item["task"]["id"]].keyed
    reference, output = trajectory.artifact(item, "reference"), trajectory.artifact(item, "output")
    if judge.findings(reference, reference, keyed):
        yield "the reference does not satisfy the judge"
    if trajectory.outcome(judge.findings(reference, trajectory.artifact(item, "input"), keyed))["status"] == "success":
        yield "the input satisfies the judge already"
    if trajectory.outcome(judge.findings(reference, output, keyed)) != item["outcome"]:
        yield "judged again, the outcome is another one"


if __name__ == "__main__":
    main()
