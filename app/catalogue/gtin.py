"""Numbers of articles: EAN-8, UPC-A, EAN-13, ITF-14 (GS1 General Specifications, section 7.9)."""

LENGTHS = (8, 12, 13, 14)


def check_digit(digits: str) -> str:
    """Return the check digit: weights 3 and 1 from the right (section 7.9.1)."""
    summed = sum(int(d) * (3 if at % 2 == 0 else 1) for at, d in enumerate(reversed(digits)))
    return str(-summed % 10)


def is_one(code: str) -> bool:
    """Say whether a code has the length of an article number, and digits only."""
    return len(code) in LENGTHS and code.isascii() and code.isdigit()


def is_whole(code: str) -> bool:
    """Say whether the last digit of an article number is its check digit."""
    return check_digit(code[:-1]) == code[-1]
