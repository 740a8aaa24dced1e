# SPDX-License-Identifier: Apache-2.0
"""Judges a produced workbook by comparing it with the reference, cell by cell.

Values are read as a consumer reads them who does not calculate: a formula counts by its cached result.
A finding is a short sentence that starts with the location; one template for each kind of defect.
"""

import datetime
import io
from collections import Counter
from dataclasses import dataclass

import openpyxl

OUTPUT = "output.xlsx"
FINDINGS_OF_A_KIND = 3
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Finding:
    """A defect: where it is, its kind (for counting) and what is wrong, in words."""

    sheet: str
    place: str
    kind: str
    text: str

    def sentence(self):
        """The location and the defect, as one line."""
        location = f"{self.sheet}!{self.place}" if self.place else self.sheet
        return f"{location}: {self.text}"


class Book:
    """A workbook seen twice: as formulas and as cached values."""

    def __init__(self, data):
        self.formulas = openpyxl.load_workbook(io.BytesIO(data))
        self._values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)

    def value(self, cell):
        """The value of a cell of the formula view as a reader of cached values sees it."""
        return self._values[cell.parent.title][cell.coordinate].value


def findings(reference, output, keyed=None):
    """The sentences about all that is wrong in the output (bytes, or None where nothing was written).

    keyed maps a sheet to the column whose values identify its rows, for tasks that delete rows; the rows
    of all other sheets are compared by position. At most three findings of a kind are listed for a sheet.
    """
    if output is None:
        return [f"{OUTPUT}: the file was not written"]
    listed, counts = [], Counter()
    for finding in _compare(Book(reference), Book(output), keyed or {}):
        counts[finding.sheet, finding.kind] += 1
        if counts[finding.sheet, finding.kind] <= FINDINGS_OF_A_KIND:
            listed.append(finding.sentence())
    return listed


def _compare(reference, output, keyed):
    for sheet in reference.formulas.worksheets:
        name = sheet.title
        if name not in output.formulas.sheetnames:
            yield Finding(name, "", "sheet", "the sheet is missing")
        elif name in keyed:
            yield from _compare_by_key(reference, output, name, keyed[name])
        else:
            yield from _compare_by_position(reference, output, name)


def _compare_by_position(reference, output, name):
    expected, actual = reference.formulas[name], output.formulas[name]
    for row in range(1, max(expected.max_row, actual.max_row) + 1):
        yield from _compare_row(reference, output, name, (row, row))
    for merged in sorted(str(area) for area in expected.merged_cells.ranges):
        if merged not in {str(area) for area in actual.merged_cells.ranges}:
            yield Finding(name, merged, "merge", "merged cells lost")
    for row, dimension in sorted(expected.row_dimensions.items()):
        if dimension.hidden and not actual.row_dimensions[row].hidden:
            yield Finding(name, "", "hidden", f"row {row} should stay hidden")


def _compare_by_key(reference, output, name, column):
    expected = _rows_by_key(reference.formulas[name], column)
    actual = _rows_by_key(output.formulas[name], column)
    for key in actual:
        if key not in expected:
            yield Finding(name, "", "undeleted", f"row with key {key[0]} should have been deleted")
    for key, row in expected.items():
        if key in actual:
            yield from _compare_row(reference, output, name, (row, actual[key]))
        else:
            yield Finding(name, "", "missing row", f"row with key {key[0]} is missing")


def _rows_by_key(sheet, column):
    """Row numbers by (key, how many rows above have the same key)."""
    rows, seen = {}, Counter()
    for row in range(1, sheet.max_row + 1):
        key = sheet[f"{column}{row}"].value
        if key is not None:
            rows[key, seen[key]] = row
            seen[key] += 1
    return rows


def _compare_row(reference, output, name, rows):
    expected, actual = reference.formulas[name], output.formulas[name]
    for column in range(1, max(expected.max_column, actual.max_column) + 1):
        wanted, found = expected.cell(rows[0], column), actual.cell(rows[1], column)
        defects = _value_defects(wanted, reference.value(wanted), found, output.value(found))
        for kind, text in (*defects, *_format_defects(wanted, found)):
            yield Finding(name, found.coordinate, kind, text)


def _value_defects(wanted, wanted_value, found, found_value):
    if _is_formula(wanted) and found.value is not None and not _is_formula(found):
        yield "constant", "formula replaced by a constant"
    elif _is_formula(found) and found_value is None and wanted_value is not None:
        yield "stale", "no cached value: the formula was never calculated"
    elif not _same(wanted_value, found_value):
        yield _value_defect(wanted_value, found_value)


def _value_defect(wanted, found):
    if isinstance(found, str) and isinstance(wanted, (int, float)) and _same_as_text(wanted, found):
        return "text", "number stored as text"
    if isinstance(found, str) and isinstance(wanted, datetime.datetime) and not found.startswith("#"):
        return "text", "date stored as text"
    return "value", f"expected {_shown(wanted)}, found {_shown(found)}"


def _same(wanted, found):
    if isinstance(wanted, (int, float)) and isinstance(found, (int, float)):
        return abs(wanted - found) <= TOLERANCE * max(1, abs(wanted))
    return (wanted or None) == (found or None)


def _same_as_text(number, text):
    try:
        return _same(number, float(text.strip("' ").replace(",", ".")))
    except ValueError:
        return False


def _format_defects(wanted, found):
    if wanted.value is None or found.value is None:
        return
    if wanted.number_format != "General" and _pattern(wanted) != _pattern(found):
        yield "number format", f"number format should be {_pattern(wanted)}, found {_pattern(found)}"
    if wanted.font.bold and not found.font.bold:
        yield "bold", "bold lost"
    if wanted.fill.patternType == "solid" and found.fill.patternType != "solid":
        yield "fill", "fill colour lost"


def _pattern(cell):
    return cell.number_format.replace("\\", "")


def _is_formula(cell):
    return cell.data_type == "f"


def _shown(value):
    if value is None:
        return "nothing"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return f"{value:.10g}" if isinstance(value, float) else str(value)
