"""`zhanggui staff`: who works at this till, what each may do, and how they prove who they are.

A PIN is typed without being shown, or read from standard input: never from the arguments, which
every program on the computer can see.
"""

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path

from app.base import money, quantity
from app.base.errors import Refusal
from app.base.money import Money
from app.console import DONE, Out
from app.staff import pins, signing, staffing
from app.staff.person import LARGEST, RIGHTS, TECHNICIAN, Act, Person, Role
from pos_ui import folder, opening
from pos_ui.opening import Opened

HELP = "员工和权限 / people and what they may do"
PER_PERCENT = 10  # per mille
PROMPTS = {"pin": "PIN: ", "badge": "工牌，刷一下 / badge, swipe it: "}
AGAIN = "PIN，再输一次 / again: "
Answer = tuple[dict[str, object], str, str]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    _sub(what, "list", "谁在这里工作 / who works here")
    add = _sub(what, "add", "加一位 / take somebody on", "code")
    add.add_argument("name", metavar="NAME", help="姓名 name")
    add.add_argument("--role", default="cashier", help="cashier, senior, manager")
    _secret(add, "pin")
    _secret(add, "badge")
    _secret(_sub(what, "pin", "设 PIN / set a PIN", "code"), "pin")
    badge = _sub(what, "badge", "设工牌 / set a badge", "code")
    _secret(badge, "badge")
    badge.add_argument("--none", action="store_true", help="收回工牌 / take the badge away")
    _sub(what, "role", "换角色 / give another role", "code", "role")
    _sub(what, "roles", "角色和权限 / roles and their rights")
    limit = _sub(what, "limit", "改权限 / change what a role may do", "role")
    limit.add_argument("--discount", metavar="PERCENT", help="最多让利 % / most given away")
    limit.add_argument("--refund", metavar="YUAN", help="每次最多退 / most refunded at once")
    limit.add_argument("--rounding", metavar="YUAN", help="最多抹零 / most rounded off")
    limit.add_argument("--allow", action="append", default=[], metavar="RIGHT")
    limit.add_argument("--deny", action="append", default=[], metavar="RIGHT")
    _sub(what, "remove", "离职 / let somebody go", "code")


def run(args: argparse.Namespace, out: Out) -> int:
    """Do it and answer; every change is on record as the technician's."""
    todo: dict[str, Callable[[Opened, argparse.Namespace], Answer]] = {
        "list": _list,
        "add": _add,
        "pin": _pin,
        "badge": _badge,
        "role": _role,
        "roles": _roles,
        "limit": _limit,
        "remove": _remove,
    }
    with opening.opened(args.data) as it:
        out.answer(*todo[args.what](it, args))
    return DONE


def _list(it: Opened, _: argparse.Namespace) -> Answer:
    working = signing.staff(it.till)
    said = "\n".join(f"{one.code:<8}{one.name}  {one.role.name}" for one in working)
    document: dict[str, object] = {"staff": [_of(one) for one in working]}
    if not working:
        return document, "没有员工：收银台不问是谁", "nobody: the till asks for no PIN"
    return document, said, said


def _add(it: Opened, args: argparse.Namespace) -> Answer:
    pepper = pins.pepper_of(it.folder)
    pin = _read("pin", args) if args.pin_stdin or not args.badge_stdin else ""
    badge = _read("badge", args) if args.badge_stdin else ""
    person = staffing.hire(
        it.till,
        pepper,
        code=args.code,
        name=args.name,
        role=args.role,
        pin=pin,
        badge=badge,
        by=TECHNICIAN,
    )
    return (
        _of(person),
        f"已加 {person.code} {person.name}（{person.role.name}）",
        f"{person.code} {person.name} works here now ({person.role.name})",
    )


def _pin(it: Opened, args: argparse.Namespace) -> Answer:
    person = staffing.find(it.till, args.code)
    pepper = pins.pepper_of(it.folder)
    staffing.set_pin(it.till, pepper, person.code, _read("pin", args), by=TECHNICIAN)
    return _of(person), f"{person.name} 的 PIN 已设", f"the PIN of {person.name} is set"


def _badge(it: Opened, args: argparse.Namespace) -> Answer:
    person = staffing.find(it.till, args.code)
    badge = "" if args.none else _read("badge", args)
    staffing.set_badge(it.till, pins.pepper_of(it.folder), person.code, badge, by=TECHNICIAN)
    if args.none:
        return _of(person), f"{person.name} 没有工牌了", f"{person.name} has no badge any more"
    return _of(person), f"{person.name} 的工牌已设", f"the badge of {person.name} is set"


def _role(it: Opened, args: argparse.Namespace) -> Answer:
    person = staffing.set_role(it.till, args.code, args.role, by=TECHNICIAN)
    said = f"{person.code} {person.name}: {person.role.name}"
    return _of(person), said, said


def _roles(it: Opened, _: argparse.Namespace) -> Answer:
    known = staffing.roles(it.till)
    said = "\n".join(_words(one) for one in known)
    return {"roles": [_of_role(one) for one in known]}, said, said


def _limit(it: Opened, args: argparse.Namespace) -> Answer:
    role = staffing.limit(
        it.till,
        args.role,
        discount_per_mille=_share(args.discount),
        refund_most=_yuan(args.refund),
        rounding_most=_yuan(args.rounding),
        allowed=[_act(name) for name in args.allow],
        denied=[_act(name) for name in args.deny],
        by=TECHNICIAN,
    )
    return _of_role(role), _words(role), _words(role)


def _remove(it: Opened, args: argparse.Namespace) -> Answer:
    person = staffing.find(it.till, args.code)
    staffing.let_go(it.till, person.code, by=TECHNICIAN)
    return _of(person), f"{person.name} 不在这里了", f"{person.name} does not work here any more"


def _sub(
    what: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, said: str, *takes: str
) -> argparse.ArgumentParser:
    parser = what.add_parser(name, help=said, description=said)
    for one in takes:
        parser.add_argument(one, metavar=one.upper())
    later = argparse.SUPPRESS  # both may also stand behind the word, where people put them
    parser.add_argument("--data", type=Path, default=later, metavar="DIR")
    parser.add_argument("--json", action="store_true", default=later)
    return parser


def _secret(parser: argparse.ArgumentParser, name: str) -> None:
    said = "从标准输入读一行，不在屏幕上问 / read it from standard input"
    parser.add_argument(f"--{name}-stdin", action="store_true", help=said)


def _read(name: str, args: argparse.Namespace) -> str:
    """Read a PIN or what a badge carries, without showing it; a PIN twice where it is typed."""
    if getattr(args, f"{name}_stdin"):
        return _given(name, sys.stdin.readline().strip())
    if not sys.stdin.isatty():
        raise Refusal("secret_not_asked", option=f"--{name}-stdin")
    first = getpass.getpass(PROMPTS[name]).strip()
    if name == "pin" and getpass.getpass(AGAIN).strip() != first:
        raise Refusal("pins_differ")
    return _given(name, first)


def _given(name: str, secret: str) -> str:
    """Return what was given; raises Refusal for nothing: whoever asks for a PIN wants one."""
    if secret:
        return secret
    if name == "pin":
        raise Refusal("pin_is_odd", shortest=pins.SHORTEST, longest=pins.LONGEST)
    raise Refusal("badge_is_odd", shortest=pins.SHORTEST_BADGE, longest=pins.LONGEST_BADGE)


def _share(text: str | None) -> int | None:
    """Read a share in percent as per mille."""
    if text is None:
        return None
    per_mille, rest = divmod(quantity.parse(text.strip().removesuffix("%")).thousandths, 100)
    if rest:
        raise Refusal("limit_is_odd")
    return per_mille


def _yuan(text: str | None) -> Money | None:
    return None if text is None else money.parse(text)


def _act(name: str) -> Act:
    if name not in RIGHTS:
        raise Refusal("unknown_act", act=name, known=", ".join(sorted(RIGHTS)))
    return Act(name)


def _words(role: Role) -> str:
    amounts = (
        role.discount_per_mille / PER_PERCENT,
        _most(role.refund_most),
        role.rounding_most.grouped(),
    )
    limits = "让利 discount ≤ {:g}%  退款 refund ≤ {}  抹零 rounding ≤ {}".format(*amounts)
    return f"{role.id:<10}{role.name}\n  {limits}\n  {', '.join(sorted(role.acts))}"


def _most(amount: Money) -> str:
    return "∞" if amount >= LARGEST else amount.grouped()


def _of(person: Person) -> dict[str, object]:
    return {"id": person.id, "code": person.code, "name": person.name, "role": person.role.id}


def _of_role(role: Role) -> dict[str, object]:
    return {
        "role": role.id,
        "name": role.name,
        "discount_per_mille": role.discount_per_mille,
        "refund_most_fen": role.refund_most.fen,
        "rounding_most_fen": role.rounding_most.fen,
        "rights": sorted(role.acts),
    }
