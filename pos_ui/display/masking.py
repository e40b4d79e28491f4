"""Names and phone numbers as a shop full of strangers may see them."""

import re
import unicodedata

STAR = "*"
HIDDEN = "****"
HAN = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
BETWEEN = re.compile("[\\s·・•‧]+")  # what stands between the parts of a name
MOBILE = re.compile("^(?:0086|86)?(1\\d{10})$")
LONG, FIRST, LAST = 11, 3, 4  # digits: 138****2076
SHORT_LAST = 2
LEAST = 6  # digits; of a shorter number nothing is shown


def name(text: str) -> str:
    """Keep the ends of a Chinese name and the initials of any other: 陈*国, 陈*, J* S*.

    One star stands for whatever is hidden, so that its length tells nothing. A name of one sign
    is hidden whole.
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text) if _is_base(sign))
    joined = BETWEEN.sub("", plain)
    if HAN.fullmatch(joined):
        return _han(joined)
    return " ".join(_word(word) for word in BETWEEN.split(plain) if word)


def phone(text: str) -> str:
    """Keep the ends of a mobile number, 138****2076, and the last two digits of a shorter one."""
    digits = "".join(filter(str.isdecimal, unicodedata.normalize("NFKC", text)))
    mobile = MOBILE.match(digits)
    if mobile:
        digits = mobile[1]
    if len(digits) >= LONG:
        return digits[:FIRST] + HIDDEN + digits[-LAST:]
    return HIDDEN + digits[-SHORT_LAST:] if len(digits) >= LEAST else HIDDEN if digits else ""


def _is_base(sign: str) -> bool:
    """Leave out accents and variation selectors that would count as a sign of their own."""
    return unicodedata.category(sign) not in {"Mn", "Me", "Cf", "Cc"} or sign.isspace()


def _han(signs: str) -> str:
    match len(signs):
        case 1:
            return STAR
        case 2:
            return signs[0] + STAR
        case _:
            return signs[0] + STAR + signs[-1]


def _word(word: str) -> str:
    return word[0] + STAR if len(word) > 1 else STAR
