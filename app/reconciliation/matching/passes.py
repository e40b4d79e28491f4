"""The passes of matching: the one definition, in DuckDB's dialect, that every engine runs.

Portable by these rules: whole numbers only, every column named, a total order for every number of
a row, nothing but joins, groups and windows. Each step is a SELECT that becomes a table of its
name. An id is a hash of what a row says, so that the order of rows in a file decides nothing.

`ours` and `theirs`, made at loading, hold one row each of PAY, REFUND and CHARGEBACK:
id, channel, store, kind, status, key (our number), alt (the channel's number), okey (the order),
shape (of our number), amount, money (0 unless it moved), at_s, day (since 1970), last4 (-1 none),
fee_state (0 as agreed, 1 differs, 2 missing). A key of 0 is none.

Members of a group carry the step that found them, see `Pass`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

NEAR_S = 120  # how far apart the clocks of one payment may be, offset aside
MARGIN_S = 30  # how much nearer than the second best
CLOCKS_S = 900  # a clock that is further off is not learned from
LEAST_SEEN = 5  # pairs from which a store's clock is learned
MOST_IN_GROUP = 50
SUCCESS, REFUND = 0, 1  # as `standard` numbers them


class Pass(IntEnum):
    """What put the rows of a group together."""

    NUMBER = 1  # our number, equal amount
    CHANNEL_NUMBER = 2
    REPEATED = 3  # our number, which stands there more than once
    ORDER_SUM = 4
    CHANNEL_SUM = 5
    NUMBER_ONLY = 6  # the amounts differ
    CHANNEL_NUMBER_ONLY = 7
    ORDER_ONLY = 8
    SURPLUS = 9  # alone, while its number was matched
    STATUS = 10
    NEAR = 11  # store, amount and time
    ALIKE = 12  # order numbers that look alike
    ASSIGNED = 13  # the best of several
    PARTS = 14  # some rows add up to one
    LIKELY = 15  # sound numbers that differ in a sign or two
    BY_HAND = 16
    ALONE = 17


@dataclass(frozen=True, slots=True)
class Step:
    """One table to be made."""

    name: str
    sql: str


COLUMNS = (
    "id, channel, store, kind, status, key, alt, okey, shape, amount, money, at_s, day, last4,"
    " fee_state"
)
_ROW = ", ".join(f"s.{it.strip()} AS {it.strip()}" for it in COLUMNS.split(","))
_PAIR = """o.id AS ours, t.id AS theirs, {number} AS pass, o.channel AS channel,
  o.store AS store, o.kind AS kind, o.money AS ours_money, t.money AS theirs_money, o.day AS ours_day,
  t.day AS theirs_day, o.status AS ours_status, t.status AS theirs_status,
  t.at_s - o.at_s AS lag_s, o.okey AS okey, t.shape AS shape, t.fee_state AS fee_state"""


def steps() -> Iterator[Step]:
    """Give every step in order, up to the residuals that reasoning takes on."""
    for side in ("ours", "theirs"):
        yield Step(f"{side}_0", f"SELECT {_ROW} FROM {side} AS s WHERE s.status = {SUCCESS}")
        yield Step(f"{side}_idle", f"SELECT {_ROW} FROM {side} AS s WHERE s.status <> {SUCCESS}")
    yield from _unique(Pass.NUMBER, "key", 0)
    yield from _unique(Pass.CHANNEL_NUMBER, "alt", 1)
    yield from _repeated(2)
    yield from _sums(Pass.ORDER_SUM, "okey", 3, "AND o.total = t.total")
    yield from _sums(Pass.CHANNEL_SUM, "alt", 4, "AND o.total = t.total")
    yield from _unique(Pass.NUMBER_ONLY, "key", 5, "<>")
    yield from _unique(Pass.CHANNEL_NUMBER_ONLY, "alt", 6, "<>")
    yield from _sums(Pass.ORDER_ONLY, "okey", 7, "")
    yield from _surplus(8)
    yield from _statuses(9)
    yield from _clocks()
    yield from _near(10)


def _unique(found: Pass, k: str, at: int, amounts: str = "=") -> Iterator[Step]:
    """Pair rows whose number stands once on each side."""
    for side in ("ours", "theirs"):
        yield Step(
            f"{side}_twice_{at}",
            f"""SELECT s.{k} AS k FROM {side}_{at} AS s WHERE s.{k} <> 0
            GROUP BY s.{k} HAVING count(*) > 1""",
        )
    yield Step(
        f"pair_{found}",
        f"""SELECT {_PAIR.format(number=int(found))}
        FROM ours_{at} AS o JOIN theirs_{at} AS t
          ON o.{k} = t.{k} AND o.amount {amounts} t.amount AND o.kind = t.kind
        WHERE o.{k} <> 0 AND o.{k} NOT IN (SELECT k FROM ours_twice_{at})
          AND t.{k} NOT IN (SELECT k FROM theirs_twice_{at})""",
    )
    yield from _left(
        at, f"SELECT ours AS id FROM pair_{found}", f"SELECT theirs AS id FROM pair_{found}"
    )


def _repeated(at: int) -> Iterator[Step]:
    """Pair rows with equal number and amount one by one, the earliest first."""
    numbered = """SELECT s.id AS id, s.key AS key, s.amount AS amount, row_number() OVER
        (PARTITION BY s.key, s.amount ORDER BY s.at_s, s.id) AS n FROM {side} AS s WHERE s.key <> 0"""
    for side in ("ours", "theirs"):
        yield Step(f"{side}_numbered", numbered.format(side=f"{side}_{at}"))
    found = Pass.REPEATED
    yield Step(
        f"pair_{found}",
        f"""SELECT {_PAIR.format(number=int(found))}
        FROM ours_numbered AS a JOIN theirs_numbered AS b
          ON a.key = b.key AND a.amount = b.amount AND a.n = b.n
        JOIN ours_{at} AS o ON o.id = a.id JOIN theirs_{at} AS t ON t.id = b.id""",
    )
    yield from _left(
        at, f"SELECT ours AS id FROM pair_{found}", f"SELECT theirs AS id FROM pair_{found}"
    )


def _sums(found: Pass, k: str, at: int, equal: str) -> Iterator[Step]:
    """Put together what belongs to one number and kind on both sides."""
    for side in ("ours", "theirs"):
        yield Step(
            f"{side}_sum_{at}",
            f"""SELECT s.{k} AS k, s.kind AS kind, count(*) AS n, sum(s.amount) AS total,
              min(s.id) AS lead FROM {side}_{at} AS s WHERE s.{k} <> 0
            GROUP BY s.{k}, s.kind HAVING count(*) <= {MOST_IN_GROUP}""",
        )
    yield Step(
        f"sum_{found}",
        f"""SELECT o.k AS k, o.kind AS kind, o.lead AS grp FROM ours_sum_{at} AS o
        JOIN theirs_sum_{at} AS t ON o.k = t.k AND o.kind = t.kind {equal}""",
    )
    yield Step(
        f"group_{found}",
        " UNION ALL ".join(
            f"""SELECT g.grp AS grp, {code} AS side, s.id AS id, {int(found)} AS pass
            FROM {side}_{at} AS s JOIN sum_{found} AS g ON s.{k} = g.k AND s.kind = g.kind"""
            for code, side in enumerate(("ours", "theirs"))
        ),
    )
    yield from _left(
        at,
        f"SELECT id FROM group_{found} WHERE side = 0",
        f"SELECT id FROM group_{found} WHERE side = 1",
    )


def _surplus(at: int) -> Iterator[Step]:
    """Name what is left of a number that was matched; what nobody matched stays (missing)."""
    found = Pass.SURPLUS
    yield Step(
        f"group_{found}",
        " UNION ALL ".join(
            f"""SELECT s.id AS grp, {code} AS side, s.id AS id, {int(found)} AS pass
            FROM {side}_{at} AS s
            WHERE (s.key <> 0 AND s.key IN (SELECT key FROM {other}_0))
               OR (s.alt <> 0 AND s.alt IN (SELECT alt FROM {other}_0))"""
            for code, (side, other) in enumerate((("ours", "theirs"), ("theirs", "ours")))
        ),
    )
    yield from _left(
        at,
        f"SELECT id FROM group_{found} WHERE side = 0",
        f"SELECT id FROM group_{found} WHERE side = 1",
    )


def _statuses(at: int) -> Iterator[Step]:
    """Pair what moved money on one side alone with the other side's row of the same number."""
    found = Pass.STATUS
    once = """SELECT s.{k} AS k, min(s.id) AS id FROM {side} AS s WHERE s.{k} <> 0 GROUP BY s.{k}
        HAVING count(*) = 1"""
    parts = []
    for k in ("key", "alt"):
        for ours, theirs in (
            (f"ours_{at}", "theirs_idle"),
            ("ours_idle", f"theirs_{at}"),
        ):
            parts.append(
                f"""SELECT a.id AS ours, b.id AS theirs FROM
                ({once.format(k=k, side=ours)}) AS a JOIN ({once.format(k=k, side=theirs)}) AS b
                ON a.k = b.k"""
            )
    yield Step("status_found", " UNION ".join(parts))
    yield Step(
        f"pair_{found}",
        f"""SELECT {_PAIR.format(number=int(found))}
        FROM (SELECT f.ours AS ours, min(f.theirs) AS theirs FROM status_found AS f
          GROUP BY f.ours) AS f
        JOIN (SELECT g.theirs AS theirs, min(g.ours) AS ours FROM status_found AS g
          GROUP BY g.theirs) AS g ON f.ours = g.ours AND f.theirs = g.theirs
        JOIN ours AS o ON o.id = f.ours JOIN theirs AS t ON t.id = f.theirs""",
    )
    yield from _left(
        at, f"SELECT ours AS id FROM pair_{found}", f"SELECT theirs AS id FROM pair_{found}"
    )


def _clocks() -> Iterator[Step]:
    """Learn how far each store's clock is from the channel's: the median lag of sure pairs."""
    yield Step(
        "lag",
        f"""SELECT p.channel AS channel, p.store AS store, p.lag_s AS lag_s, count(*) AS n
        FROM pair_{Pass.NUMBER} AS p WHERE p.lag_s BETWEEN -{CLOCKS_S} AND {CLOCKS_S}
        GROUP BY p.channel, p.store, p.lag_s""",
    )
    yield Step(
        "lag_upto",
        """SELECT l.channel AS channel, l.store AS store, l.lag_s AS lag_s,
          sum(l.n) OVER (PARTITION BY l.channel, l.store ORDER BY l.lag_s
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto,
          sum(l.n) OVER (PARTITION BY l.channel, l.store) AS whole FROM lag AS l""",
    )
    yield Step(
        "clock",
        f"""SELECT u.channel AS channel, u.store AS store, min(u.lag_s) AS offset_s
        FROM lag_upto AS u WHERE 2 * u.upto >= u.whole AND u.whole >= {LEAST_SEEN}
        GROUP BY u.channel, u.store""",
    )
    yield Step(  # how the order numbers of a channel look that are what they should be
        "known_shape",
        f"""SELECT p.channel AS channel, p.shape AS shape FROM pair_{Pass.NUMBER} AS p
        GROUP BY p.channel, p.shape HAVING count(*) > 1""",
    )


def _near(at: int) -> Iterator[Step]:
    """Pair by store, amount and time, where no sound number of both sides says otherwise."""
    for side in ("ours", "theirs"):
        yield Step(
            f"{side}_open",
            f"""SELECT {_ROW}, CASE WHEN k.shape IS NULL THEN 0 ELSE 1 END AS sound
            FROM {side}_{at} AS s
            LEFT JOIN known_shape AS k ON k.channel = s.channel AND k.shape = s.shape""",
        )
    yield Step(
        "candidate",
        """SELECT o.id AS ours, t.id AS theirs,
          CASE WHEN o.last4 >= 0 AND o.last4 = t.last4 THEN 1 ELSE 0 END AS same_card,
          abs(t.at_s - o.at_s - CASE WHEN c.offset_s IS NULL THEN 0 ELSE c.offset_s END) AS gap
        FROM ours_open AS o
        JOIN theirs_open AS t ON o.channel = t.channel AND o.kind = t.kind AND o.amount = t.amount
        LEFT JOIN clock AS c ON c.channel = o.channel AND c.store = o.store
        WHERE (o.store = t.store OR o.store = 0 OR t.store = 0)
          AND (o.sound = 0 OR t.sound = 0)
          AND (o.alt = 0 OR t.alt = 0 OR o.alt = t.alt)
          AND (o.last4 < 0 OR t.last4 < 0 OR o.last4 = t.last4)""",
    )
    yield Step(
        "ranked",
        f"""SELECT c.ours AS ours, c.theirs AS theirs, c.same_card AS same_card, c.gap AS gap,
          row_number() OVER (PARTITION BY c.ours ORDER BY c.same_card DESC, c.gap, c.theirs) AS of_ours,
          row_number() OVER (PARTITION BY c.theirs ORDER BY c.same_card DESC, c.gap, c.ours) AS of_theirs
        FROM candidate AS c WHERE c.gap <= {NEAR_S}""",
    )
    found = Pass.NEAR
    yield Step(
        "near",
        f"""SELECT r.ours AS ours, r.theirs AS theirs FROM ranked AS r
        LEFT JOIN ranked AS a ON a.ours = r.ours AND a.of_ours = 2
        LEFT JOIN ranked AS b ON b.theirs = r.theirs AND b.of_theirs = 2
        WHERE r.of_ours = 1 AND r.of_theirs = 1
          AND (a.gap IS NULL OR a.same_card < r.same_card OR a.gap - r.gap >= {MARGIN_S})
          AND (b.gap IS NULL OR b.same_card < r.same_card OR b.gap - r.gap >= {MARGIN_S})""",
    )
    yield Step(
        f"pair_{found}",
        f"""SELECT {_PAIR.format(number=int(found))}
        FROM near AS n JOIN ours_{at} AS o ON o.id = n.ours JOIN theirs_{at} AS t ON t.id = n.theirs""",
    )
    yield from _left(
        at, f"SELECT ours AS id FROM pair_{found}", f"SELECT theirs AS id FROM pair_{found}"
    )


def _left(at: int, ours: str, theirs: str) -> Iterator[Step]:
    for side, taken in (("ours", ours), ("theirs", theirs)):
        yield Step(
            f"{side}_{at + 1}",
            f"SELECT {_ROW} FROM {side}_{at} AS s WHERE s.id NOT IN ({taken})",
        )


LEFT = 11  # the number of the tables of what is left after all steps
PAIRS = (
    Pass.NUMBER,
    Pass.CHANNEL_NUMBER,
    Pass.REPEATED,
    Pass.NUMBER_ONLY,
    Pass.CHANNEL_NUMBER_ONLY,
    Pass.STATUS,
    Pass.NEAR,
)
GROUPS = (Pass.ORDER_SUM, Pass.CHANNEL_SUM, Pass.ORDER_ONLY)
