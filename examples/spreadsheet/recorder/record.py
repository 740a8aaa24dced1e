#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Records the example trajectories: executes every policy on its task and judges what came out."""

import argparse
import json
import sys
from pathlib import Path

import proportions
import scripts
import tasks
import trajectory
import xlsx

RECORDINGS = Path(__file__).parent.parent / "trajectories.jsonl"


def main():
    """Records, or with --stats only counts what is recorded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stats", action="store_true", help="print the proportions of the recordings, record nothing")
    parser.add_argument("--task", metavar="ID", action="append", choices=sorted(tasks.BY_ID),
                        help="record this task again and keep the other recordings; may be repeated")
    arguments = parser.parse_args()
    if arguments.stats:
        print(proportions.table(recorded()))
    elif arguments.task:
        _write([*_updated(recorded(), arguments.task)])
    else:
        _write([*_updated([], tasks.BY_ID)])


def recorded():
    """The trajectories in the file of recordings."""
    with RECORDINGS.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _updated(kept, task_ids):
    for task in tasks.ALL:
        if task.id in task_ids:
            yield from _record(task)
        else:
            yield from (item for item in kept if item["task"]["id"] == task.id)


def _record(task):
    files = task.files()
    for policy in scripts.policies_of(task.id):
        item = trajectory.record(task, files, policy, xlsx.timeless)
        outcome = item["outcome"]
        print(item["trajectoryId"], outcome["status"], *outcome["findings"], sep="\n  ", file=sys.stderr)
        yield item


def _write(trajectories):
    lines = [json.dumps(item, ensure_ascii=False) for item in trajectories]
    RECORDINGS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
