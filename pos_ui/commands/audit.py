"""`zhanggui audit`: what people did, the newest first, and whether the record is whole."""

import argparse

from app.console import DONE, FAILED, Out
from app.shop import Shop
from app.staff import entries, proving
from app.staff.entry import NOTHING, Entry
from app.storage.chain import Break, Fault
from pos_ui import folder, opening

HELP = "操作日志 / the audit log, and its proof"
MOST = 50
BREAKS = {
    Break.MISSING: ("这一条之前有缺失", "something before it is missing"),
    Break.UNLINKED: ("和前一条接不上", "it does not follow the one before it"),
    Break.ALTERED: ("内容被改过", "it was altered"),
    Break.END: ("末尾被删过", "the end was removed"),
    Break.RECORD_ALTERED: ("日志和留底不一致", "the log says something else"),
    Break.RECORD_MISSING: ("日志里被删掉了", "it was removed from the log"),
    Break.RECORD_ALONE: ("日志里多出来的", "the log has it, the chain does not"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    folder.argument(parser)
    parser.add_argument("--limit", type=int, default=MOST, metavar="N", help="条数 / how many")


def run(args: argparse.Namespace, out: Out) -> int:
    """List the newest entries and follow the chain; exit status 1 when it is broken."""
    with opening.opened(args.data) as it:
        shop = it.till.shop
        with shop.database.reading() as connection:
            kept = entries.newest(connection, max(0, args.limit))
        proof = proving.prove(it.till)
    for entry in kept:
        text = line(shop, entry)
        out.say(text, text)
    for fault in proof.faults:
        place = " ".join(filter(None, (fault.epoch, str(fault.sequence or ""), fault.subject)))
        chinese, english = BREAKS[fault.kind]
        out.note(f"{chinese if out.language.startswith('zh') else english}: {place}")
    document = {
        "entries": [_of(entry) for entry in kept],
        "facts": proof.facts,
        "acts": proof.entries,
        "whole": not proof.faults,
        "faults": [_fault(fault) for fault in proof.faults],
    }
    count = len(proof.faults)
    out.answer(
        document,
        f"核对 {proof.facts} 条留底，{proof.entries} 条操作："
        + (f"有 {count} 处不对，请保留这台电脑并联系总部" if count else "完整，没有改动"),
        f"{proof.facts} facts followed, {proof.entries} of them acts: "
        + (f"{count} faults; keep this computer and call head office" if count else "all whole"),
    )
    return FAILED if count else DONE


def line(shop: Shop, entry: Entry) -> str:
    """Write an entry on one line: when, what, who, with whom, why, of what, how much."""
    at = entry.at.astimezone(shop.zone)
    who = entry.name or entry.person
    behind = f" + {entry.approver_name}" if entry.approver else ""
    reason = f"「{entry.reason}」" if entry.reason else ""
    amount = entry.amount.grouped() if entry.amount != NOTHING else ""
    parts = (
        f"{at:%Y-%m-%d %H:%M:%S}",
        f"{entry.act:<16}",
        who + behind,
        reason,
        entry.what,
        amount,
    )
    return "  ".join(filter(None, parts))


def _of(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "at": entry.at,
        "act": entry.act,
        "person": entry.person,
        "name": entry.name,
        "approver": entry.approver,
        "approver_name": entry.approver_name,
        "reason": entry.reason,
        "sale": entry.sale,
        "what": entry.what,
        "amount_fen": entry.amount.fen,
    }


def _fault(fault: Fault) -> dict[str, object]:
    return {
        "kind": fault.kind,
        "epoch": fault.epoch,
        "sequence": fault.sequence,
        "subject": fault.subject,
    }
