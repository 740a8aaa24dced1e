# SPDX-License-Identifier: Apache-2.0
"""What a task is, and how its tables are written."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import openpyxl
from openpyxl.styles import Font

import xlsx

BOLD = Font(bold=True)


@dataclass(frozen=True)
class Task:
    """An instruction about a workbook.

    build makes the workbook from a random source, solve changes it into the one that is asked for. keyed
    maps a sheet whose rows are deleted to the column that identifies them. written turns a workbook into bytes.
    """

    id: str
    workbook: str
    request: str
    build: Callable[[random.Random], openpyxl.Workbook]
    solve: Callable[[openpyxl.Workbook], None]
    keyed: Mapping[str, str] = field(default_factory=dict)
    written: Callable[[openpyxl.Workbook], bytes] = xlsx.calculated

    @property
    def instruction(self):
        """The request as the user says it, with the names of the files."""
        return f"The workbook is {self.workbook}. {self.request} Save the result as output.xlsx."

    def files(self):
        """The bytes of the input workbook and of the reference workbook; the same on every call."""
        solved = self._built()
        self.solve(solved)
        return self.written(self._built()), self.written(solved)

    def _built(self):
        return self.build(random.Random(self.id))


def book(*sheet_names):
    """An empty workbook with these sheets."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name in sheet_names:
        workbook.create_sheet(name)
    return workbook


def fill(sheet, header, rows, formats=None, first_row=1):
    """Writes a bold header and rows; formats maps a column letter to the number format of its cells."""
    for offset, values in enumerate([header, *rows]):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(first_row + offset, column, value)
            if offset == 0:
                cell.font = BOLD
            elif formats and cell.column_letter in formats:
                cell.number_format = formats[cell.column_letter]
    for letter in "ABCDEF":
        sheet.column_dimensions[letter].width = 16


def labelled(sheet, pairs, number_format="General"):
    """Writes labels into column A, in bold, and what belongs to them into column B."""
    for row, (label, value) in enumerate(pairs, start=1):
        sheet.cell(row, 1, label).font = BOLD
        sheet.cell(row, 2, value).number_format = number_format
    sheet.column_dimensions["A"].width = 24
