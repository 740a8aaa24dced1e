# SPDX-License-Identifier: Apache-2.0
"""The tasks: workbooks generated from a fixed seed, an instruction and the workbook that it asks for."""

from tasks import calculations, cleaning, rows, summaries

ALL = (*calculations.TASKS, *summaries.TASKS, *rows.TASKS, *cleaning.TASKS)
BY_ID = {task.id: task for task in ALL}
