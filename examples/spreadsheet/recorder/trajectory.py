# SPDX-License-Identifier: Apache-2.0
"""Executes a policy on a task and writes down what happened, in the project's JSON form."""

import base64
import datetime

import judge
from workspace import Workspace

SKILL = "spreadsheet-editing"
AGENT = {"name": "scripted-policy", "version": "1"}
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ARGUMENT_NAMES = {"python": "code", "bash": "command"}


def record(task, files, policy, timeless):
    """Runs the policy's tool calls for real and returns the trajectory as a dictionary.

    files is the pair of the input and the reference workbook; timeless removes writing times from the output.
    """
    source, reference = files
    started = _now()
    with Workspace(task.workbook, source) as workspace:
        steps = [{"role": "user", "content": [{"text": task.instruction}]}, *_steps(policy, workspace)]
        output = workspace.read(judge.OUTPUT)
    ended = _now()
    output = timeless(output) if output is not None else None
    return {
        "trajectoryId": f"{task.id}.{policy.name}",
        "skill": SKILL,
        "task": {"id": task.id, "instruction": task.instruction},
        "agent": AGENT,
        "startedAt": started,
        "endedAt": ended,
        "steps": steps,
        "outcome": outcome(judge.findings(reference, output, task.keyed)),
        "artifacts": _artifacts(task.workbook, source, output, reference),
        "labels": {"policy": policy.name, "workbook": task.workbook},
    }


def outcome(findings):
    """The outcome that the findings of the judge amount to: a success has none."""
    success = not findings
    return {"status": "success" if success else "failure", "score": 1.0 if success else 0.0,
            "basis": "judge", "findings": findings}


def artifact(trajectory, role):
    """The bytes of the artifact with this role, or None where the trajectory has none."""
    found = [base64.b64decode(item["data"]) for item in trajectory["artifacts"] if item["role"] == role]
    return found[0] if found else None


def _steps(policy, workspace):
    for number, turn in enumerate(policy.turns, start=1):
        step = {"role": "assistant", "content": [{"text": turn.words}]}
        if turn.tool is None:
            yield step
            continue
        call = {"id": f"c{number}", "name": turn.tool, "arguments": {ARGUMENT_NAMES[turn.tool]: turn.source}}
        yield {**step, "toolCalls": [call]}
        yield _tool_step(call, workspace.run(turn.tool, turn.source))


def _tool_step(call, result):
    return {"role": "tool", "toolCallId": call["id"], "toolName": call["name"],
            "toolError": result.exit_code != 0, "exitCode": result.exit_code,
            "content": [{"text": result.text}]}


def _artifacts(workbook, source, output, reference):
    files = [(workbook, "input", source), (judge.OUTPUT, "output", output), ("reference.xlsx", "reference", reference)]
    return [{"name": name, "role": role, "mediaType": MEDIA_TYPE, "data": base64.b64encode(data).decode("ascii")}
            for name, role, data in files if data is not None]


def _now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
