# SPDX-License-Identifier: Apache-2.0
"""Tasks that repair values in place or depend on how cells look."""

import datetime

from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

import xlsx
from tasks.task import Task, book, fill, labelled

MONEY = "#,##0.00"
DAY = "yyyy-mm-dd"
SUPPLIERS = ("Ash", "Beech", "Hazel", "Maple", "Oak")
OWNERS = ("Noa", "Olu", "Pia")
PLAIN_YELLOW = PatternFill("solid", fgColor="FFFF00")
THEME_GOLD = PatternFill("solid", fgColor=Color(theme=7))
HIGHLIGHTS = {1: PLAIN_YELLOW, 4: THEME_GOLD, 5: PLAIN_YELLOW, 9: THEME_GOLD}


def _invoices(random):
    workbook = book("Invoices")
    start = datetime.datetime(2025, 10, 28)
    rows = []
    for i in range(12):
        issued = start + datetime.timedelta(days=3 * i)
        rows.append((f"I-{71 + i}", random.choice(SUPPLIERS), issued.strftime("%d.%m.%Y"), random.randint(90, 4000),
                     f"=C{i + 2}+30"))
    fill(workbook["Invoices"], ("Invoice", "Supplier", "Issued", "Amount", "Due"), rows, {"D": MONEY, "E": DAY})
    return workbook


def _solve_invoices(workbook):
    for row in range(2, 14):
        cell = workbook["Invoices"][f"C{row}"]
        cell.value, cell.number_format = datetime.datetime.strptime(cell.value, "%d.%m.%Y"), DAY


def _donations(random):
    workbook = book("Donations", "Totals")
    rows = []
    for i in range(12):
        amount = f"{random.randint(2000, 250000) / 100:,.2f}"
        text = amount.replace(",", " ").replace(".", ",").replace(" ", ".")
        rows.append((f"Donor {i + 1}", datetime.datetime(2025, 1 + i, 5), text, f'=IF(C{i + 2}>=500,"yes","no")'))
    fill(workbook["Donations"], ("Donor", "Date", "Amount", "Receipt"), rows, {"B": DAY})
    labelled(workbook["Totals"], [("Sum", "=SUM(Donations!C2:C13)"), ("Receipts", '=COUNTIF(Donations!D2:D13,"yes")')])
    return workbook


def _solve_donations(workbook):
    for row in range(2, 14):
        cell = workbook["Donations"][f"C{row}"]
        cell.value, cell.number_format = float(cell.value.replace(".", "").replace(",", ".")), MONEY


def _projects(random):
    workbook = book("Projects")
    rows = [(f"Project {chr(65 + i)}", random.choice(OWNERS), datetime.datetime(2025, 6, 1 + 2 * i),
             random.randint(1, 5), None) for i in range(12)]
    fill(workbook["Projects"], ("Project", "Owner", "Deadline", "Risk", "Note"), rows, {"C": DAY})
    for index, colour in HIGHLIGHTS.items():
        workbook["Projects"].cell(index + 2, 1).fill = colour
    return workbook


def _solve_projects(workbook):
    for index in HIGHLIGHTS:
        workbook["Projects"].cell(index + 2, 5, "review")


def _readings(random):
    workbook = book("Readings", "Stats")
    start = datetime.datetime(2025, 7, 1, 8)
    rows = [(start + datetime.timedelta(hours=i), f"sensor {1 + i % 3}", random.randint(650, 990) / 10,
             f'=IF(C{i + 2}>Stats!$B$4,"alert","ok")') for i in range(15)]
    fill(workbook["Readings"], ("Time", "Sensor", "Fahrenheit", "State"), rows, {"A": "yyyy-mm-dd hh:mm", "C": "0.0"})
    labelled(workbook["Stats"], [("Lowest", "=MIN(Readings!C2:C16)"), ("Highest", "=MAX(Readings!C2:C16)"),
                                 ("Mean", "=AVERAGE(Readings!C2:C16)"), ("Alert above, in Celsius", 30)], "0.0")
    return workbook


def _solve_readings(workbook):
    sheet = workbook["Readings"]
    sheet["C1"] = "Celsius"
    for row in range(2, 17):
        sheet[f"C{row}"] = round((sheet[f"C{row}"].value - 32) * 5 / 9, 1)


TASKS = (
    Task("invoice-dates", "invoices.xlsx",
         "The dates in the column Issued of the Invoices sheet are text (day.month.year). Turn them into "
         "real dates, shown as yyyy-mm-dd, so that the due dates are calculated again.", _invoices, _solve_invoices),
    Task("donation-amounts", "donations.xlsx",
         "The amounts in the Donations sheet are text with a decimal comma. Turn them into numbers, shown "
         "as #,##0.00; the formulas that use them must work.", _donations, _solve_donations),
    Task("review-flags", "projects.xlsx",
         "Some project names in the Projects sheet are highlighted with a fill colour. Write review into "
         "the column Note of those rows, leave the others empty and keep the highlighting.", _projects, _solve_projects,
         written=xlsx.uncalculated),
    Task("sensor-readings", "readings.xlsx",
         "Convert the temperatures in column C of the Readings sheet from Fahrenheit to Celsius in place, "
         "rounded to one decimal, and rename the header to Celsius. States and statistics must follow.",
         _readings, _solve_readings),
)
