"""What is made to happen: buyers' behaviour, the providers' quirks, and faults on the way.

Written as `name` or `name=number`, several with commas between, in a request's header
`Wechatpay-Negative-Test` or `Sandbox-Test`, or in a rule of the plan.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

HEADERS = ("wechatpay-negative-test", "sandbox-test")
BUYERS = {  # with the seconds that each takes
    "pays": 0,
    "password": 5,
    "wrong_password": 10,
    "cancels": 5,
    "insufficient": 0,
    "expired_code": 0,
    "invalid_code": 0,
    "ignores": 0,
}
QUIRKS = {
    "not_exist": 10,  # the order is made, and for so many seconds a query does not find it
    "reverse_lies": 1,  # so many reversals say that they are done, and nothing happens
    "pays_at_reverse": 0,  # the buyer is faster than the reversal, after the last query
    "system_error": 0,  # nothing is done, and the answer is SYSTEMERROR, 20000 …
    "system_error_after": 0,  # it is done, and the answer is the same
    "bare": 0,  # a waiting payment's answer has nothing but its state
    "amount": 1,  # the answer (or callback) names so many fen more
    "refund_after": 60,  # a refund takes so many seconds
}
FAULTS = {
    "cut_before": 0,
    "cut_after": 0,
    "late": 10,  # cut; and the request arrives so many seconds later
    "mid_body": 0,
    "status_before": 503,
    "status": 502,
    "html_before": 200,
    "html": 200,
    "bad_signature": 0,
    "stale": 3600,
    "delay": 2,
    "delay_after": 2,
    "black_hole_before": 0,
    "black_hole": 0,
    "callback_first": 0,  # the callback is there before the answer
}
CALLBACK_FAULTS = {"drop": 1, "duplicate": 2, "after": 60}  # with bad_signature, stale, amount
NAMES = BUYERS | QUIRKS | FAULTS | CALLBACK_FAULTS
BY_CODE = {  # the last four digits of a payment code
    "9951": {"password": 5.0},
    "9952": {"password": 44.0},
    "9953": {"password": 46.0},
    "9954": {"wrong_password": 10.0},
    "9955": {"cancels": 5.0},
    "9956": {"insufficient": 0.0},
    "9957": {"ignores": 0.0},
    "9958": {"expired_code": 0.0},
    "9959": {"invalid_code": 0.0},
}
Effects = Mapping[str, float]


def parsed(text: str) -> dict[str, float]:
    """Read effects; raises ValueError for a name or number that means nothing."""
    found: dict[str, float] = {}
    for part in filter(None, (it.strip() for it in text.split(","))):
        name, equals, number = part.partition("=")
        if name not in NAMES:
            raise ValueError(f"no such effect: {name[:40]}")
        found[name] = float(number) if equals else float(NAMES[name])
    return found


def of_code(code: str) -> Effects:
    """Return the behaviour that a payment code stands for."""
    return BY_CODE.get(code[-4:], {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When something shall happen. Empty fields fit all; `times` 0 is without end."""

    do: str
    provider: str = ""
    call: str = ""
    number: str = ""
    amount_fen: int | None = None
    skip: int = 0  # so many fitting calls first
    times: int = 1
    chance: float = 1.0

    def fits(self, provider: str, call: str, number: str, amount_fen: int | None) -> bool:
        """Say whether the rule is about such a call."""
        return (
            self.provider in ("", provider)
            and self.call in ("", call)
            and self.number in ("", number)
            and self.amount_fen in (None, amount_fen)
        )


@dataclass(slots=True)
class Plan:
    """The rules in force; the first that fits a call is used, and used up."""

    rules: list[Rule] = field(default_factory=list)
    chooser: random.Random = field(default_factory=random.Random)

    def add(self, rule: Rule) -> None:
        """Add a rule; raises ValueError when what it does means nothing."""
        parsed(rule.do)
        self.rules.append(rule)

    def drawn(self, provider: str, call: str, number: str, amount_fen: int | None) -> Effects:
        """Return what shall happen with a call."""
        for at, rule in enumerate(self.rules):
            if not rule.fits(provider, call, number, amount_fen):
                continue
            if rule.skip:
                self.rules[at] = replace(rule, skip=rule.skip - 1)
                continue
            if rule.chance < 1 and self.chooser.random() >= rule.chance:
                continue
            if rule.times == 1:
                del self.rules[at]
            elif rule.times:
                self.rules[at] = replace(rule, times=rule.times - 1)
            return parsed(rule.do)
        return {}
