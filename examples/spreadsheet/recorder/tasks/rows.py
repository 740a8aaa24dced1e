# SPDX-License-Identifier: Apache-2.0
"""Tasks that delete or add rows."""

import datetime

from openpyxl.styles import Font

from tasks.task import Task, book, fill, labelled

MONEY = "#,##0.00"
DAY = "yyyy-mm-dd"
ITEMS = ("Lamp", "Desk", "Chair", "Shelf", "Rug", "Clock", "Vase", "Mirror")
CITIES = ("Lyon", "Porto", "Ghent", "Turin")
DISCONTINUED = (3, 4, 8, 12, 13, 14)
CLOSED = (1, 2, 5, 9, 10, 16)
REPEATED = {5: 1, 6: 2, 10: 4, 13: 0, 14: 8}


def _stock_rows(random):
    return [(f"S-{201 + i}", random.choice(ITEMS), random.randint(0, 60), random.randint(300, 9000) / 100, None,
             "discontinued" if i in DISCONTINUED else "active") for i in range(16)]


def _write_stock(workbook, rows):
    numbered = [(*row[:4], f"=C{i}*D{i}", row[5]) for i, row in enumerate(rows, start=2)]
    fill(workbook["Stock"], ("SKU", "Item", "Quantity", "Unit cost", "Value", "Status"), numbered,
         {"D": MONEY, "E": MONEY})
    labelled(workbook["Total"], [("Stock value", f"=SUM(Stock!E2:E{len(rows) + 1})")], MONEY)


def _inventory(random):
    workbook = book("Stock", "Total")
    _write_stock(workbook, _stock_rows(random))
    return workbook


def _solve_inventory(workbook):
    kept = [row for row in _taken(workbook["Stock"]) if row[5] == "active"]
    _write_stock(workbook, kept)


def _ticket_rows(random):
    start = datetime.datetime(2025, 5, 2)
    return [(f"T-{501 + i}", start + datetime.timedelta(days=i), random.choice(("Kim", "Lee", "Max")),
             random.randint(1, 16) / 2, None, "closed" if i in CLOSED else random.choice(("open", "waiting")))
            for i in range(18)]


def _write_tickets(workbook, rows):
    numbered = [(*row[:4], f"=D{i}*60", row[5]) for i, row in enumerate(rows, start=2)]
    fill(workbook["Tickets"], ("Ticket", "Opened", "Owner", "Hours", "Cost", "State"), numbered, {"B": DAY, "E": MONEY})
    labelled(workbook["Overview"], [("Tickets", "=COUNTA(Tickets!A2:A19)"), ("Cost", "=SUM(Tickets!E2:E19)")])


def _tickets(random):
    workbook = book("Tickets", "Overview")
    _write_tickets(workbook, _ticket_rows(random))
    return workbook


def _solve_tickets(workbook):
    kept = [row for row in _taken(workbook["Tickets"]) if row[5] != "closed"]
    _write_tickets(workbook, kept)


def _contacts(random):
    workbook = book("Contacts", "Overview")
    rows = []
    for i in range(16):
        mail = rows[REPEATED[i]][2] if i in REPEATED else f"contact{i + 1}@example.org"
        rows.append((f"C-{31 + i}", f"Contact {i + 1}", mail, random.choice(CITIES)))
    fill(workbook["Contacts"], ("Id", "Name", "E-mail", "City"), rows)
    labelled(workbook["Overview"], [("Contacts", "=COUNTA(Contacts!A2:A17)"),
                                    *((city, f'=COUNTIF(Contacts!D2:D17,"{city}")') for city in CITIES)])
    return workbook


def _solve_contacts(workbook):
    kept = [row for i, row in enumerate(_taken(workbook["Contacts"])) if i not in REPEATED]
    fill(workbook["Contacts"], ("Id", "Name", "E-mail", "City"), kept)


def _taken(sheet):
    """The rows below the header; the sheet is left empty."""
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    sheet.delete_rows(1, sheet.max_row)
    return rows


def _cash(random):
    workbook = book("Cash", "Position")
    start = datetime.datetime(2025, 3, 3)
    rows = []
    for i in range(10):
        amount = random.randint(20, 900)
        received, paid = (amount, None) if i % 3 == 0 else (None, amount // 3)
        rows.append((start + datetime.timedelta(days=2 * i), f"Booking {i + 1}", received, paid,
                     "=C2-D2" if i == 0 else f"=E{i + 1}+C{i + 2}-D{i + 2}"))
    fill(workbook["Cash"], ("Date", "Text", "In", "Out", "Balance"), rows,
         {"A": DAY, "C": MONEY, "D": MONEY, "E": MONEY})
    workbook["Cash"]["A15"], workbook["Cash"]["A15"].font = "Checked every month by the treasurer.", Font(italic=True)
    labelled(workbook["Position"], [("Received", "=SUM(Cash!C2:C13)"), ("Paid", "=SUM(Cash!D2:D13)"),
                                    ("Position", "=B1-B2")], MONEY)
    return workbook


def _solve_cash(workbook):
    sheet = workbook["Cash"]
    values = {"A": datetime.datetime(2025, 3, 28), "B": "Printer paper", "D": 240, "E": "=E11+C12-D12"}
    for letter, value in values.items():
        sheet[f"{letter}12"] = value
        sheet[f"{letter}12"].number_format = sheet[f"{letter}11"].number_format


TASKS = (
    Task("discontinued-items", "inventory.xlsx",
         "Delete all rows of the Stock sheet whose status is discontinued. The values and the total must "
         "be right afterwards.",
         _inventory, _solve_inventory, {"Stock": "A"}),
    Task("closed-tickets", "tickets.xlsx",
         "Delete the closed tickets from the Tickets sheet. The costs and the Overview must be right "
         "afterwards.",
         _tickets, _solve_tickets, {"Tickets": "A"}),
    Task("duplicate-contacts", "contacts.xlsx",
         "Some e-mail addresses occur more than once in the Contacts sheet. Keep the first row of each and "
         "delete the others.",
         _contacts, _solve_contacts, {"Contacts": "A"}),
    Task("cash-book", "cash.xlsx",
         "Add a booking below the last one of the Cash sheet: 2025-03-28, Printer paper, 240.00 out, with "
         "the balance as a formula and the formats of the row above.", _cash, _solve_cash),
)
