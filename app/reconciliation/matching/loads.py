"""From the standard form to what the passes read: whole numbers and hashes, made once, in DuckDB.

`entry_ours` and `entry_theirs` hold the columns of `standard.COLUMNS`; `wide_…` adds to each row
its id and keys; `ours` and `theirs` are the narrow rows of the days and kinds to be matched.
"""

import csv
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.reconciliation.matching.engines import DuckDb
from app.reconciliation.matching.passes import COLUMNS, PAIRS, Pass
from app.reconciliation.matching.terms import Terms, number_of_day
from app.reconciliation.standard import CODED, KINDS, STATUSES, Entry, Kind, Side, Status
from app.reconciliation.standard import COLUMNS as STANDARD

_TYPES = {"text": "VARCHAR", "int8": "TINYINT", "int32": "INTEGER", "int64": "BIGINT"}
TRADE = ", ".join(str(KINDS[it]) for it in (Kind.PAY, Kind.REFUND, Kind.CHARGEBACK))
REFUND, SUCCESS = KINDS[Kind.REFUND], STATUSES[Status.SUCCESS]
SIDES = (Side.OURS, Side.THEIRS)
CODES: dict[str, dict[str, int]] = {
    name: {str(word): code for word, code in codes.items()}  # type: ignore[attr-defined]
    for name, codes in CODED.items()
}
_DAY = """CAST(CASE WHEN {0}.biz_date > 0 THEN coalesce(date_diff('day', DATE '1970-01-01',
  TRY(make_date({0}.biz_date // 10000, {0}.biz_date // 100 % 100, {0}.biz_date % 100))), 0)
  ELSE ({0}.at_ms // 1000 + 28800) // 86400 END AS INTEGER)"""  # a day of China, where none is named


def take(engine: DuckDb, side: Side, rows: Iterable[Sequence[object]]) -> None:
    """Bring rows in the order of the standard columns into `entry_SIDE`, instead of older ones."""
    empty(engine, side)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.csv")
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
        if path.stat().st_size:
            typed = ", ".join(f"'{it.name}': '{_TYPES[it.type]}'" for it in STANDARD)
            texts = ", ".join(f"'{it.name}'" for it in STANDARD if it.type == "text")
            engine.do(
                f"INSERT INTO entry_{side} SELECT * FROM read_csv(?, header=false, columns={{{typed}}},"
                " delim=',', quote='\"', escape='\"', auto_detect=false, new_line='\\n', force_not_null=["
                f"{texts}])",
                [str(path)],
            )


def coded(entry: Entry, file: int, place: int) -> list[object]:
    """Write an entry as a row in the order of the standard columns."""
    values: list[object] = [file, place]
    for it in STANDARD[2:]:
        value = getattr(entry, it.name)
        values.append(CODES[it.name][value] if it.name in CODES else value)
    return values


def empty(engine: DuckDb, side: Side) -> None:
    """Make `entry_SIDE` anew, without rows."""
    typed = ", ".join(f"{it.name} {_TYPES[it.type]} NOT NULL" for it in STANDARD)
    engine.do(f"CREATE OR REPLACE TABLE entry_{side} ({typed})")


def take_both(engine: DuckDb, rows: Iterable[Sequence[object]]) -> None:
    """Bring rows of both sides in, each to its own."""
    take(engine, Side.OURS, rows)
    empty(engine, Side.THEIRS)
    theirs = CODES["side"][Side.THEIRS]
    engine.do(f"INSERT INTO entry_theirs SELECT * FROM entry_ours WHERE side = {theirs}")
    engine.do(f"DELETE FROM entry_ours WHERE side = {theirs}")


def take_own_books(engine: DuckDb, path: Path) -> None:
    """Bring our own books, written with the header that is documented, into `entry_ours`."""
    empty(engine, Side.OURS)
    texts = {it.name: f"coalesce(r.{it.name}, '')" for it in STANDARD if it.type == "text"}
    numbers = {
        it: f"coalesce(TRY_CAST(r.{it} AS BIGINT), 0)"
        for it in ("gross_fen", "fee_fen", "net_fen", "biz_date", "settle_date")
    }
    given = texts | numbers
    given |= {name: _case(name, f"r.{name}") for name in ("kind", "status")}
    given |= {"at_ms": "CAST(r.at AS BIGINT)", "payer": "''", "side": "0", "line": "0"}
    given |= {"file": "0", "place": "0", "fee_milli": "0"}
    columns = ", ".join(f"{given[it.name]} AS {it.name}" for it in STANDARD)
    engine.do(
        f"INSERT INTO entry_ours SELECT {columns} FROM read_csv(?, header=true, all_varchar=true,"
        " delim=',', quote='\"', escape='\"') AS r",
        [str(path)],
    )


def _case(name: str, value: str) -> str:
    whens = " ".join(f"WHEN '{word}' THEN {code}" for word, code in CODES[name].items())
    return f"CASE {value} {whens} END"


# Every row of every group: grp, of (the side of grp), side, id.
MEMBERS = " UNION ALL ".join(
    [
        *(f"SELECT ours AS grp, 0 AS of, 0 AS side, ours AS id FROM pair_{it}" for it in PAIRS),
        *(f"SELECT ours AS grp, 0 AS of, 1 AS side, theirs AS id FROM pair_{it}" for it in PAIRS),
        f"""SELECT grp, CASE WHEN pass = {int(Pass.SURPLUS)} THEN side ELSE 0 END AS of, side, id
        FROM member""",
        "SELECT grp, 0 AS of, 0 AS side, grp AS id FROM alone_ours",
        "SELECT grp, 1 AS of, 1 AS side, grp AS id FROM alone_theirs",
    ]
)


def prepare(engine: DuckDb, terms: Terms) -> None:
    """Give every row its id and keys: `wide_ours`, `wide_theirs`, `channel`, `store`, `term`."""
    _channels(engine, terms)
    _stores(engine, terms)
    for side in SIDES:
        _wide(engine, side)


def choose(
    engine: DuckDb, first_day: int, last_day: int, held: Sequence[tuple[str, Sequence[object]]] = ()
) -> None:
    """Make `ours` and `theirs`: what can move money on these counted days and nobody holds.

    A held row is named by its side and channel, account, kind, numbers, amount and copy.
    """
    days = f"BETWEEN {first_day} AND {last_day}"
    engine.do(
        """CREATE OR REPLACE TABLE held (side VARCHAR, channel VARCHAR, account VARCHAR,
        kind TINYINT, channel_no VARCHAR, order_no VARCHAR, refund_no VARCHAR, gross_fen BIGINT,
        copy INTEGER)"""
    )
    for side, (channel, account, kind, *rest) in held:
        values = [side, channel, account, CODES["kind"][str(kind)], *rest]
        engine.do("INSERT INTO held VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    for side in SIDES:
        engine.make(
            str(side),
            f"""SELECT {COLUMNS} FROM wide_{side} AS w WHERE w.kind IN ({TRADE}) AND w.day {days}
            AND w.id NOT IN (SELECT d.id FROM wide_{side} AS d JOIN held AS h ON h.side = '{side}'
              AND h.channel = d.e_channel AND h.account = d.e_account AND h.kind = d.kind
              AND h.channel_no = d.e_channel_no AND h.order_no = d.e_order_no
              AND h.refund_no = d.e_refund_no AND h.gross_fen = d.amount AND h.copy = d.copy)""",
        )


def _channels(engine: DuckDb, terms: Terms) -> None:
    engine.make(
        "channel_name",
        """SELECT name, CAST(row_number() OVER (ORDER BY name) AS INTEGER) AS code FROM
        (SELECT DISTINCT channel AS name FROM entry_ours
         UNION SELECT DISTINCT channel FROM entry_theirs) AS n""",
    )
    names: dict[str, int] = dict(engine.rows("SELECT name, code FROM channel_name"))
    engine.fill(
        "wait",
        "channel, days",
        [(code, terms.wait_days(name)) for name, code in names.items()],
    )
    engine.fill(
        "fee_term",
        "channel, first_day, last_day, rate_ppm, least_fen, most_fen, slack_fen, comes_back",
        [
            (
                names[it.channel],
                number_of_day(it.first_day),
                number_of_day(it.last_day),
                it.rate_ppm,
                it.least_fen,
                it.most_fen,
                it.slack_fen,
                it.comes_back,
            )
            for it in terms.fees
            if it.channel in names
        ],
    )


def _stores(engine: DuckDb, terms: Terms) -> None:
    engine.make(
        "store_name",
        """SELECT name, CAST(row_number() OVER (ORDER BY name) AS INTEGER) AS code FROM
        (SELECT DISTINCT store AS name FROM entry_ours WHERE store <> '') AS n""",
    )
    engine.do("CREATE OR REPLACE TABLE store_map (channel VARCHAR, theirs VARCHAR, ours VARCHAR)")
    if terms.stores:
        engine.connection.executemany(
            "INSERT INTO store_map VALUES (?, ?, ?)", [list(it) for it in terms.stores]
        )


def _wide(engine: DuckDb, side: Side) -> None:
    number = f"CASE WHEN e.kind = {REFUND} THEN e.refund_no ELSE e.order_no END"
    engine.make(
        "hashed",
        f"""SELECT e.*, CAST(hash(e.channel, e.account, e.kind, e.channel_no, e.order_no,
          e.refund_no, e.gross_fen) >> 1 AS BIGINT) AS ref, {number} AS number
        FROM entry_{side} AS e""",
    )
    engine.make("hashed_twice", "SELECT ref FROM hashed GROUP BY ref HAVING count(*) > 1")
    engine.make(
        f"wide_{side}",
        f"""SELECT h.ref AS id, 1 AS copy, {_columns(side)} FROM hashed AS h {_joins(side)}
        WHERE h.ref NOT IN (SELECT ref FROM hashed_twice)
        UNION ALL SELECT CASE WHEN h.n = 1 THEN h.ref ELSE CAST(hash(h.ref, h.n) >> 1 AS BIGINT) END
          AS id, h.n AS copy, {_columns(side)} FROM (SELECT *, row_number() OVER (PARTITION BY ref ORDER BY at_ms,
          biz_date, status, store, terminal, batch, fee_fen, net_fen, payer, last4) AS n FROM hashed
          WHERE ref IN (SELECT ref FROM hashed_twice)) AS h {_joins(side)}""",
    )
    engine.do("DROP TABLE hashed")


def _columns(side: Side) -> str:
    names = ", ".join(f"h.{it.name} AS e_{it.name}" for it in STANDARD)
    key = "CASE WHEN h.number = '' THEN 0 ELSE CAST(hash(c.code, h.kind, h.number) >> 1 AS BIGINT) END"
    alt = "CASE WHEN h.channel_no = '' THEN 0 ELSE CAST(hash(c.code, h.kind, h.channel_no) >> 1 AS BIGINT) END"
    okey = "CASE WHEN h.order_no = '' THEN 0 ELSE CAST(hash(c.code, h.order_no) >> 1 AS BIGINT) END"
    shape = "CAST(length(h.number) * 16777216 + unicode(h.number) * 4096 + unicode(substr(h.number, 2)) AS BIGINT)"
    last4 = (
        "CASE WHEN regexp_full_match(h.last4, '[0-9]{4}') THEN CAST(h.last4 AS INTEGER) ELSE -1 END"
    )
    state = _FEE_STATE if side is Side.THEIRS else "0"
    return f"""c.code AS channel, coalesce(s.code, 0) AS store, h.kind AS kind, h.status AS status,
      {key} AS key, {alt} AS alt, {okey} AS okey, CASE WHEN h.number = '' THEN 0 ELSE {shape} END AS shape,
      h.gross_fen AS amount, CASE WHEN h.status = {SUCCESS} THEN h.gross_fen ELSE 0 END AS money,
      h.at_ms // 1000 AS at_s, {_DAY.format("h")} AS day, {last4} AS last4,
      CAST({state} AS INTEGER) AS fee_state, {names}"""


# Fee and charge are compared as the channel books them: a returned fee is below zero.
_WANTED = f"""CASE WHEN h.kind = {REFUND} AND f.comes_back = 0 THEN 0 ELSE
  sign(h.gross_fen) * least(greatest((abs(h.gross_fen) * f.rate_ppm + 500000) // 1000000,
  f.least_fen), f.most_fen) END"""
_FEE_STATE = f"""CASE WHEN f.channel IS NULL OR abs(h.fee_fen - {_WANTED}) <= f.slack_fen THEN 0
  WHEN h.fee_fen = 0 THEN 2 ELSE 1 END"""


def _joins(side: Side) -> str:
    day = _DAY.format("h")
    common = "JOIN channel_name AS c ON c.name = h.channel"
    if side is Side.OURS:
        return f"{common} LEFT JOIN store_name AS s ON s.name = h.store"
    return f"""{common}
      LEFT JOIN store_map AS m ON m.channel = h.channel
        AND m.theirs = CASE WHEN h.store = '' THEN h.account ELSE h.store END
      LEFT JOIN store_name AS s ON s.name = coalesce(m.ours, h.store)
      LEFT JOIN fee_term AS f ON f.channel = c.code AND {day} BETWEEN f.first_day AND f.last_day"""
