# SPDX-License-Identifier: Apache-2.0
"""Workbook files: calculated by LibreOffice, and free of the time at which they were written."""

import io
import os
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path

FIXED_TIME = "2025-01-01T00:00:00Z"
FIXED_ZIP_TIME = (2025, 1, 1, 0, 0, 0)
DOCUMENT_TIMES = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def calculated(workbook):
    """The bytes of an openpyxl workbook after LibreOffice has calculated every formula in it."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, "draft.xlsx")
        workbook.save(draft)
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", f"{folder}/calculated", draft],
            check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": folder})
        return timeless(Path(folder, "calculated", "draft.xlsx").read_bytes())


def uncalculated(workbook):
    """The bytes of an openpyxl workbook as openpyxl writes it: theme colours stay, nothing is calculated."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    return timeless(buffer.getvalue())


def timeless(data):
    """The same workbook with fixed document and archive times; bytes that are no archive come back unchanged."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = DOCUMENT_TIMES.sub(FIXED_TIME.encode(), content)
            target.writestr(zipfile.ZipInfo(name, FIXED_ZIP_TIME), content, zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()
