"""What Northwind shows apart from the hub: a small wholesale business, made up and unchanging."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Be one number on the overview, with what it means today."""

    label: str
    value: str
    note: str


@dataclass(frozen=True)
class Order:
    """Be one line of the order book."""

    number: str
    customer: str
    placed: str
    items: int
    total: str
    status: str


@dataclass(frozen=True)
class Entry:
    """Be one thing that happened."""

    when: str
    what: str


@dataclass(frozen=True)
class Day:
    """Be one bar of the week's chart; `height` is in percent of the best day."""

    name: str
    amount: str
    height: int


FIGURES = (
    Figure("Open orders", "38", "12 to ship today"),
    Figure("Late", "2", "both wait for stock"),
    Figure("Sold this week", "€18,420", "6% more than last week"),
    Figure("Low stock", "5", "of 214 products"),
)

WEEK = (
    Day("Mon", "€2,310", 58),
    Day("Tue", "€2,890", 72),
    Day("Wed", "€2,120", 53),
    Day("Thu", "€3,640", 91),
    Day("Fri", "€4,010", 100),
    Day("Sat", "€2,270", 57),
    Day("Sun", "€1,180", 29),
)

ENTRIES = (
    Entry("09:42", "Order NW-10482 from Brightwater Grocers was packed"),
    Entry("09:15", "18 cases of Arran Oat Biscuits arrived at dock\u00a02"),
    Entry("08:57", "Fjordside Delicatessen asked for a later delivery"),
    Entry("08:30", "The morning van left with 14 parcels"),
    Entry("Yesterday", "Order NW-10479 was paid in full"),
)

ORDERS = (
    Order("NW-10486", "Maple & Rye Bakery", "Today, 09:31", 12, "€486.20", "New"),
    Order("NW-10485", "Halden Coffee Roasters", "Today, 08:48", 4, "€312.00", "New"),
    Order("NW-10484", "The Corner Larder", "Today, 08:05", 27, "€1,204.75", "Packed"),
    Order("NW-10483", "Fjordside Delicatessen", "Yesterday", 9, "€655.40", "On hold"),
    Order("NW-10482", "Brightwater Grocers", "Yesterday", 31, "€1,877.10", "Packed"),
    Order("NW-10481", "Sól Kitchen", "Yesterday", 6, "€204.00", "Shipped"),
    Order("NW-10480", "Old Harbour Inn", "Monday", 18, "€930.60", "Late"),
    Order("NW-10479", "Tern Island Store", "Monday", 15, "€742.35", "Shipped"),
    Order("NW-10478", "Quince & Co.", "Monday", 22, "€1,310.90", "Shipped"),
    Order("NW-10477", "Lindgren's Pantry", "Last week", 8, "€398.00", "Late"),
)

STATUSES = ("New", "Packed", "Shipped", "On hold", "Late")

COMPANY = (
    ("Company", "Northwind Provisions"),
    ("Address", "14 Quayside, Building C"),
    ("Currency", "Euro"),
    ("Time zone", "Central European Time"),
    ("Order numbers", "NW-10000 and up"),
)


def orders(status: str | None = None) -> tuple[Order, ...]:
    """List the order book, or the part of it in one state."""
    return tuple(order for order in ORDERS if status in (None, order.status))
