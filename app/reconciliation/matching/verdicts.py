"""What the passes come to: `verdict`, one row for each group, in the same portable SQL.

Columns of `verdict`: grp (the least id of our rows, else theirs), side of grp, pass, finding (see
`finding.NUMBERS`), channel, store, day, kind, ours, theirs (how many rows), ours_money,
theirs_money. Read besides `ours` and `theirs`: `extra` (grp, side, id, pass) from reasoning,
`wait` (channel, days), `covered` (channel, day), `until` (channel, day).
"""

from collections.abc import Iterator

from app.reconciliation.finding import NUMBERS, Finding
from app.reconciliation.matching.passes import GROUPS, LEFT, PAIRS, REFUND, SUCCESS, Pass, Step

PENDING = 1
_F = {it.name: NUMBERS[it] for it in Finding}


def steps(as_of: int, first_day: int, last_day: int) -> Iterator[Step]:
    """Give every step from the pairs and groups to `verdict`; days are counted from 1970."""
    yield from _refunded_too_much()
    yield Step("pair_verdict", " UNION ALL ".join(_pairs(found, as_of) for found in PAIRS))
    yield Step("member", _members())
    yield Step("group_row", _group_rows())
    yield Step("group_verdict", _groups())
    yield from _alone(as_of)
    columns = "grp, side, pass, finding, channel, store, day, kind, ours, theirs, ours_money, theirs_money"
    yield Step(
        "verdict",
        " UNION ALL ".join(
            f"SELECT {columns} FROM {table} WHERE day BETWEEN {first_day} AND {last_day}"
            for table in ("pair_verdict", "group_verdict", "alone_ours", "alone_theirs")
        ),
    )


def _refunded_too_much() -> Iterator[Step]:
    """Find the last refund of every order of which more went back than came in."""
    for side in ("ours", "theirs"):
        yield Step(
            f"{side}_over",
            f"""SELECT s.okey AS okey FROM {side}_0 AS s WHERE s.okey <> 0
              AND s.okey IN (SELECT okey FROM {side}_0 WHERE kind = {REFUND})
            GROUP BY s.okey
            HAVING sum(CASE WHEN s.kind = {REFUND} THEN 0 ELSE s.money END) > 0
              AND sum(s.money) < 0""",
        )
        yield Step(
            f"{side}_over_row",
            f"""SELECT r.id AS id FROM (SELECT s.id AS id, row_number() OVER
              (PARTITION BY s.okey ORDER BY s.at_s DESC, s.id DESC) AS n
              FROM {side}_0 AS s WHERE s.kind = {REFUND}
              AND s.okey IN (SELECT okey FROM {side}_over)) AS r WHERE r.n = 1""",
        )


def _pairs(found: Pass, as_of: int) -> str:
    return f"""SELECT p.ours AS grp, 0 AS side, p.pass AS pass, {_finding_of_pair(found, as_of)}
      AS finding, p.channel AS channel, p.store AS store, p.ours_day AS day, p.kind AS kind,
      1 AS ours, 1 AS theirs, p.ours_money AS ours_money, p.theirs_money AS theirs_money
    FROM pair_{found} AS p {"LEFT JOIN wait AS w ON w.channel = p.channel" * (found is Pass.STATUS)}"""


def _finding_of_pair(found: Pass, as_of: int) -> str:
    if found in {Pass.NUMBER_ONLY, Pass.CHANNEL_NUMBER_ONLY}:
        return str(_F["AMOUNT_MISMATCH"])
    if found is Pass.STATUS:
        return f"""CASE WHEN p.ours_status = {PENDING} AND p.theirs_status = {SUCCESS}
            THEN {_F["PROVEN"]}
          WHEN p.theirs_status = {PENDING} AND p.ours_day + w.days > {as_of} THEN {_F["TIMING"]}
          ELSE {_F["STATUS_MISMATCH"]} END"""
    return f"""CASE WHEN p.kind = {REFUND} AND (p.ours IN (SELECT id FROM ours_over_row)
        OR p.theirs IN (SELECT id FROM theirs_over_row)) THEN {_F["REFUND_OVER"]}
      WHEN p.fee_state = 2 THEN {_F["FEE_MISSING"]} WHEN p.fee_state = 1 THEN {_F["FEE_MISMATCH"]}
      WHEN p.ours_day <> p.theirs_day THEN {_F["CUTOFF"]} ELSE {_F["MATCHED"]} END"""


def _members() -> str:
    tables = [f"SELECT grp, side, id, pass FROM group_{it}" for it in (*GROUPS, Pass.SURPLUS)]
    return " UNION ALL ".join([*tables, "SELECT grp, side, id, pass FROM extra"])


def _group_rows() -> str:
    return " UNION ALL ".join(
        f"""SELECT m.grp AS grp, m.side AS side, m.id AS id, m.pass AS pass, s.channel AS channel,
        s.store AS store, s.day AS day, s.kind AS kind, s.money AS money, s.fee_state AS fee_state
        FROM member AS m JOIN {side} AS s ON s.id = m.id WHERE m.side = {code}"""
        for code, side in enumerate(("ours", "theirs"))
    )


def _groups() -> str:
    ours = "CASE WHEN r.side = 0 THEN {} END"
    return f"""SELECT g.grp AS grp, g.side AS side, g.pass AS pass, CASE
      WHEN g.pass = {int(Pass.SURPLUS)} AND g.side = 0 THEN {_F["DUP_INTERNAL"]}
      WHEN g.pass = {int(Pass.SURPLUS)} THEN
        CASE WHEN g.over > 0 THEN {_F["REFUND_OVER"]} ELSE {_F["DUP_CHANNEL"]} END
      WHEN g.pass = {int(Pass.ORDER_ONLY)} AND g.ours = 1 AND g.theirs = 1 THEN {_F["AMOUNT_MISMATCH"]}
      WHEN g.pass = {int(Pass.ORDER_ONLY)} THEN {_F["SPLIT_INCOMPLETE"]}
      WHEN g.pass = {int(Pass.ASSIGNED)} THEN {_F["AMBIGUOUS"]}
      WHEN g.pass IN ({int(Pass.PARTS)}, {int(Pass.LIKELY)}) THEN {_F["FUZZY_PROPOSED"]}
      WHEN g.over > 0 THEN {_F["REFUND_OVER"]}
      WHEN g.fee_state = 2 THEN {_F["FEE_MISSING"]} WHEN g.fee_state = 1 THEN {_F["FEE_MISMATCH"]}
      WHEN g.first_day <> g.last_day THEN {_F["CUTOFF"]} ELSE {_F["MATCHED"]} END AS finding,
      g.channel AS channel, g.store AS store, g.day AS day, g.kind AS kind, g.ours AS ours,
      g.theirs AS theirs, g.ours_money AS ours_money, g.theirs_money AS theirs_money
    FROM (SELECT r.grp AS grp, min(r.side) AS side, min(r.pass) AS pass, min(r.channel) AS channel,
      max(r.store) AS store, min(r.kind) AS kind, max(r.fee_state) AS fee_state,
      min(r.day) AS first_day, max(r.day) AS last_day,
      CASE WHEN min({ours.format("r.day")}) IS NULL THEN min(r.day)
        ELSE min({ours.format("r.day")}) END AS day,
      sum(CASE WHEN r.side = 0 THEN 1 ELSE 0 END) AS ours,
      sum(CASE WHEN r.side = 1 THEN 1 ELSE 0 END) AS theirs,
      sum(CASE WHEN r.side = 0 THEN r.money ELSE 0 END) AS ours_money,
      sum(CASE WHEN r.side = 1 THEN r.money ELSE 0 END) AS theirs_money,
      sum(CASE WHEN r.side = 1 AND r.id IN (SELECT id FROM theirs_over_row) THEN 1
        WHEN r.side = 0 AND r.id IN (SELECT id FROM ours_over_row) THEN 1 ELSE 0 END) AS over
    FROM group_row AS r GROUP BY r.grp, CASE WHEN r.pass = {int(Pass.SURPLUS)} THEN r.side ELSE 0 END)
    AS g"""


def _alone(as_of: int) -> Iterator[Step]:
    for code, side in enumerate(("ours", "theirs")):
        taken = f"""s.id NOT IN (SELECT id FROM extra WHERE side = {code})"""
        yield Step(
            f"lone_{side}",
            f"""SELECT s.id AS id, s.channel AS channel, s.store AS store, s.day AS day,
              s.kind AS kind, s.okey AS okey, s.money AS money, 0 AS idle
            FROM {side}_{LEFT} AS s WHERE {taken}
            UNION ALL SELECT s.id AS id, s.channel AS channel, s.store AS store, s.day AS day,
              s.kind AS kind, s.okey AS okey, s.money AS money, 1 AS idle
            FROM {side}_idle AS s WHERE s.id NOT IN (SELECT {side} FROM pair_{Pass.STATUS})
              AND {taken}""",
        )
        yield Step(f"alone_{side}", _lone(code, side, as_of))


def _lone(code: int, side: str, as_of: int) -> str:
    missing = _F["MISSING_INTERNAL"] if code else _F["MISSING_CHANNEL"]
    until = str(as_of) if code else "CASE WHEN u.day IS NULL THEN 0 ELSE u.day END"
    not_there = (
        ""
        if code
        else f"""WHEN c.day IS NULL AND s.day + w.days > {as_of} THEN {_F["TIMING"]}
      WHEN c.day IS NULL THEN {_F["FILE_MISSING"]}"""
    )
    return f"""SELECT s.id AS grp, {code} AS side, {int(Pass.ALONE)} AS pass, CASE
      WHEN s.idle = 1 THEN {_F["NO_MONEY"]}
      WHEN s.id IN (SELECT id FROM {side}_over_row) THEN {_F["REFUND_OVER"]}
      {not_there}
      WHEN s.day + w.days > {until} THEN {_F["TIMING"]}
      WHEN s.kind = {REFUND} AND (s.okey = 0 OR (s.okey NOT IN
          (SELECT okey FROM ours_0 WHERE kind <> {REFUND} AND okey IN (SELECT okey FROM lone_{side}))
        AND s.okey NOT IN
          (SELECT okey FROM theirs_0 WHERE kind <> {REFUND} AND okey IN (SELECT okey FROM lone_{side}))))
        THEN {_F["REFUND_ORPHAN"]}
      ELSE {missing} END AS finding, s.channel AS channel, s.store AS store, s.day AS day,
      s.kind AS kind, {1 - code} AS ours, {code} AS theirs,
      {"0" if code else "s.money"} AS ours_money, {"s.money" if code else "0"} AS theirs_money
    FROM lone_{side} AS s LEFT JOIN wait AS w ON w.channel = s.channel
    LEFT JOIN covered AS c ON c.channel = s.channel AND c.day = s.day
    LEFT JOIN until AS u ON u.channel = s.channel"""
