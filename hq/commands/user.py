"""`zhanggui-hq user`: who may sign in at head office, and as what."""

import argparse
import getpass
import sys
from collections.abc import Callable

from app.base.errors import Refusal
from app.console import DONE, Out
from app.shop import Shop
from hq import opening, people, signing_in
from hq.people import RIGHTS, Person, Role

HELP = "总部用户 / people of head office"
WHAT = ("list", "add", "passwd", "role", "disable", "enable")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", choices=WHAT)
    parser.add_argument("name", nargs="?", help="用户名 / the name, but for list")
    opening.database_argument(parser)
    parser.add_argument("--role", choices=[str(it) for it in Role], help="角色 / for add and role")
    parser.add_argument(
        "--password-stdin", action="store_true", help="从标准输入读密码 / read it from stdin"
    )


def run(args: argparse.Namespace, out: Out) -> int:
    """Do one of these; a password comes by prompt or stdin, never as an argument."""
    with opening.opened(args.db) as shop:
        if args.what == "list":
            return _list(shop, out)
        if not args.name or (args.what in {"add", "role"} and not args.role):
            raise Refusal("user_needs_name")
        who = CHANGES[args.what](shop, args)
    out.answer(_document(who), _line(who), _line(who))
    return DONE


def _list(shop: Shop, out: Out) -> int:
    with shop.database.reading() as connection:
        found = people.everyone(connection)
    text = "\n".join(_line(one) for one in found)
    out.answer([_document(one) for one in found], text, text)
    return DONE


def _add(shop: Shop, args: argparse.Namespace) -> Person:
    with shop.database.reading() as connection:
        if people.find(connection, args.name) is not None:
            raise Refusal("person_exists", name=people.plain(args.name))
    return signing_in.add(shop, args.name, Role(args.role), _password(args))


def _passwd(shop: Shop, args: argparse.Namespace) -> Person:
    with shop.database.reading() as connection:
        people.named(connection, args.name)
    return signing_in.set_password(shop, args.name, _password(args))


def _role(shop: Shop, args: argparse.Namespace) -> Person:
    return signing_in.set_role(shop, args.name, Role(args.role))


def _disable(shop: Shop, args: argparse.Namespace) -> Person:
    return signing_in.set_disabled(shop, args.name, is_disabled=True)


def _enable(shop: Shop, args: argparse.Namespace) -> Person:
    return signing_in.set_disabled(shop, args.name, is_disabled=False)


CHANGES: dict[str, Callable[[Shop, argparse.Namespace], Person]] = {
    "add": _add,
    "passwd": _passwd,
    "role": _role,
    "disable": _disable,
    "enable": _enable,
}


def _password(args: argparse.Namespace) -> str:
    if args.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass.getpass("密码 Password: ")
    if getpass.getpass("再输一次 Again: ") != typed:
        raise Refusal("passwords_differ")
    return typed


def _line(who: Person) -> str:
    return f"{who.name}  {who.role}" + ("  (disabled)" if who.is_disabled else "")


def _document(who: Person) -> dict[str, object]:
    return {
        "name": who.name,
        "role": who.role,
        "rights": sorted(RIGHTS[who.role]),
        "is_disabled": who.is_disabled,
        "made_at": who.made_at,
        "password_at": who.password_at,
    }
