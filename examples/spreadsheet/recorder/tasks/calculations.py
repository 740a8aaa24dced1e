# SPDX-License-Identifier: Apache-2.0
"""Tasks that ask for formulas in cells that are there already."""

from openpyxl.styles import Font

from tasks.task import Task, book, fill, labelled

MONEY = "#,##0.00"
CUSTOMERS = ("Alder Ltd", "Birch & Co", "Cedar GmbH", "Dogwood SA", "Elm Works")
STAFF = ("Ana", "Bo", "Chen", "Dora", "Emil", "Femi", "Gita", "Hugo", "Ines", "Jan")
DEPARTMENTS = ("Sales", "Support", "Research", "Legal", "Finance", "Logistics", "Training", "Facilities")
PRODUCTS = ("Anchor", "Bolt", "Clamp", "Drill", "Eyelet")
MONTHS = ("Jan", "Feb", "Mar")


def _orders(random):
    workbook = book("Orders", "Summary")
    rows = [(f"O-{1001 + i}", random.choice(CUSTOMERS), random.randint(1, 20),
             random.randint(200, 9900) / 100, f"=C{i + 2}*D{i + 2}") for i in range(14)]
    fill(workbook["Orders"], ("Order", "Customer", "Quantity", "Unit price", "Total"), rows, {"D": MONEY, "E": MONEY})
    labelled(workbook["Summary"], [
        ("Metric", "Value"), ("Total revenue", None), ("Average order value", None),
        ("Number of orders", "=COUNTA(Orders!A2:A15)")])
    return workbook


def _solve_orders(workbook):
    workbook["Summary"]["B2"] = "=SUM(Orders!E2:E15)"
    workbook["Summary"]["B3"] = "=AVERAGE(Orders!E2:E15)"


def _payroll(random):
    workbook = book("Staff", "Totals")
    rows = [(name, random.randint(2400, 6100), random.choice((0.18, 0.21, 0.27)), f"=ROUND(B{i + 2}*C{i + 2},2)", None)
            for i, name in enumerate(STAFF)]
    fill(workbook["Staff"], ("Employee", "Gross", "Tax rate", "Tax", "Net pay"), rows,
         {"B": MONEY, "C": "0%", "D": MONEY})
    labelled(workbook["Totals"], [("Gross", "=SUM(Staff!B2:B11)"), ("Tax", "=SUM(Staff!D2:D11)"),
                                  ("Net pay", "=SUM(Staff!E2:E11)")], MONEY)
    return workbook


def _solve_payroll(workbook):
    for row in range(2, 12):
        workbook["Staff"][f"E{row}"] = f"=B{row}-D{row}"
        workbook["Staff"][f"E{row}"].number_format = MONEY


def _budget(random):
    workbook = book("Budget")
    sheet = workbook["Budget"]
    rows = [(name, random.randint(40, 160) * 100, random.randint(4000, 16000), None, None) for name in DEPARTMENTS]
    fill(sheet, ("Department", "Planned", "Actual", "Variance", "Variance %"), rows, {"B": MONEY, "C": MONEY}, 3)
    sheet["A1"], sheet["A1"].font = "Budget 2025", Font(bold=True, size=14)
    sheet.merge_cells("A1:E1")
    sheet["A12"], sheet["B12"], sheet["C12"] = "Total", "=SUM(B4:B11)", "=SUM(C4:C11)"
    return workbook


def _solve_budget(workbook):
    sheet = workbook["Budget"]
    sheet["A1"] = "Budget 2025 with variance"
    for row in range(4, 12):
        sheet[f"D{row}"] = f"=C{row}-B{row}"
        sheet[f"E{row}"] = f"=D{row}/B{row}"
        sheet[f"E{row}"].number_format = "0.0%"


def _grades(random):
    workbook = book("Marks", "Stats")
    rows = [(f"Student {i + 1}", *(random.randint(35, 98) for _ in range(3)),
             f"=ROUND(AVERAGE(B{i + 2}:D{i + 2}),1)", None) for i in range(12)]
    fill(workbook["Marks"], ("Student", "Exam 1", "Exam 2", "Coursework", "Average", "Band"), rows, {"E": "0.0"})
    labelled(workbook["Stats"], [("Class average", "=AVERAGE(Marks!E2:E13)"),
                                 *((f"Band {band}", f'=COUNTIF(Marks!F2:F13,"{band}")') for band in "ABCF")])
    return workbook


def _solve_grades(workbook):
    for row in range(2, 14):
        workbook["Marks"][f"F{row}"] = f'=IF(E{row}>=80,"A",IF(E{row}>=65,"B",IF(E{row}>=50,"C","F")))'


def _quarter(random):
    workbook = book(*MONTHS, "Quarter")
    for month in MONTHS:
        rows = [(name, random.randint(5, 90), random.randint(300, 2500) / 100, f"=B{i + 2}*C{i + 2}")
                for i, name in enumerate(PRODUCTS)]
        fill(workbook[month], ("Product", "Units", "Price", "Revenue"), rows, {"C": MONEY, "D": MONEY})
    rows = [*((name, None) for name in PRODUCTS), ("Total", None)]
    fill(workbook["Quarter"], ("Product", "Revenue"), rows)
    return workbook


def _solve_quarter(workbook):
    sheet = workbook["Quarter"]
    for row in range(2, 7):
        sheet[f"B{row}"] = "=" + "+".join(f"{month}!D{row}" for month in MONTHS)
    sheet["B7"] = "=SUM(B2:B6)"


TASKS = (
    Task("order-totals", "orders.xlsx",
         "Put the total revenue into Summary!B2 and the average order value into Summary!B3, as formulas "
         "over the Orders sheet.", _orders, _solve_orders),
    Task("payroll-net", "payroll.xlsx",
         "Fill the column Net pay of the Staff sheet with formulas, gross minus tax, shown as #,##0.00. "
         "Leave everything else as it is.", _payroll, _solve_payroll),
    Task("budget-variance", "budget.xlsx",
         "In the Budget sheet fill Variance (actual minus planned) and Variance % (variance over planned, "
         "shown as 0.0%) for the eight departments, as formulas, and change the title to: Budget 2025 with "
         "variance.",
         _budget, _solve_budget),
    Task("grade-bands", "grades.xlsx",
         "Fill the column Band of the Marks sheet with formulas: A for an average from 80, B from 65, C "
         "from 50, else F.",
         _grades, _solve_grades),
    Task("quarter-sums", "quarter.xlsx",
         "In the Quarter sheet put into column B the revenue of each product over the three monthly "
         "sheets, and the total into B7, as formulas.", _quarter, _solve_quarter),
)
