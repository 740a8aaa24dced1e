# SPDX-License-Identifier: Apache-2.0
"""Tasks that bring values of one sheet together in another place."""

import datetime

from tasks.task import Task, book, fill

MONEY = "#,##0.00"
REGIONS = ("East", "North", "South", "West")
CATALOGUE = (("P-10", "Pump", 84.5), ("P-11", "Valve", 12.9), ("P-12", "Hose", 7.25), ("P-13", "Filter", 19.0),
             ("P-14", "Gauge", 33.4), ("P-15", "Seal", 1.15))
NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivo", "Jo")
HIDDEN_ROWS = (4, 8)


def _sales(random):
    workbook = book("Sales")
    start = datetime.datetime(2025, 1, 6)
    rows = [(start + datetime.timedelta(days=3 * i), random.choice(REGIONS) if i >= len(REGIONS) else REGIONS[i],
             random.choice("ABC"), random.randint(100, 2000), f"=ROUND(D{i + 2}*0.05,2)") for i in range(18)]
    fill(workbook["Sales"], ("Date", "Region", "Product", "Amount", "Commission"), rows,
         {"A": "yyyy-mm-dd", "D": MONEY, "E": MONEY})
    return workbook


def _solve_sales(workbook):
    sheet = workbook.create_sheet("By Region")
    rows = [(name, f"=SUMIF(Sales!B2:B19,A{i},Sales!D2:D19)", f"=SUMIF(Sales!B2:B19,A{i},Sales!E2:E19)")
            for i, name in enumerate(REGIONS, start=2)]
    for values in (("Region", "Sales", "Commission"), *rows):
        sheet.append(values)


def _quote(random):
    workbook = book("Quote", "Prices ")
    codes = [code for code, _, _ in CATALOGUE]
    rows = [(random.choice(codes), random.randint(1, 12), None, f"=B{i + 2}*C{i + 2}") for i in range(8)]
    fill(workbook["Quote"], ("Item", "Quantity", "Unit price", "Line total"), rows, {"C": MONEY, "D": MONEY})
    workbook["Quote"]["A10"], workbook["Quote"]["D10"] = "Total", "=SUM(D2:D9)"
    fill(workbook["Prices "], ("Code", "Description", "Price"), CATALOGUE, {"C": MONEY})
    return workbook


def _solve_quote(workbook):
    for row in range(2, 10):
        workbook["Quote"][f"C{row}"] = f"=VLOOKUP(A{row},'Prices '!$A$2:$C$7,3,FALSE)"


def _attendance(random):
    workbook = book("Hours")
    sheet = workbook["Hours"]
    rows = [(name, *(random.randint(4, 9) for _ in range(3)), f"=SUM(B{i + 2}:D{i + 2})")
            for i, name in enumerate(NAMES)]
    fill(sheet, ("Name", "Mon", "Tue", "Wed", "Total"), rows)
    sheet["A14"] = "Total of the visible rows"
    for row in HIDDEN_ROWS:
        sheet.row_dimensions[row].hidden = True
    return workbook


def _solve_attendance(workbook):
    workbook["Hours"]["E14"] = "=SUBTOTAL(109,E2:E11)"


TASKS = (
    Task("regional-summary", "sales.xlsx",
         "Add a sheet By Region with the columns Region, Sales and Commission and one row for each region "
         "in alphabetical order, with SUMIF formulas over the Sales sheet.", _sales, _solve_sales),
    Task("price-lookup", "quote.xlsx",
         "Fill the column Unit price of the Quote sheet with formulas that look the item up in the price "
         "list.",
         _quote, _solve_quote),
    Task("attendance-hours", "attendance.xlsx",
         "Some people in the Hours sheet have left, their rows are hidden. Put a formula into E14 that "
         "adds up the column Total without the hidden rows. They must stay hidden.", _attendance, _solve_attendance),
)
