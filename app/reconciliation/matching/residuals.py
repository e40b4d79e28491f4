"""Reasoning about the few rows that no pass in SQL could place.

Only what stands out is paired at once; what is merely possible is proposed to a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.reconciliation.matching.passes import NEAR_S, Pass

LEAST_ALIKE = 0.8
MARGIN = 0.1
SHORTEST_PART = 6  # signs of a number that was cut off
TYPOS = 2
MOST_PARTS, MOST_POOL = 5, 12  # with more, wrong sums become likely
PARTS_WITHIN_S = 600
MOST_BLOCK = 60  # rows a side that are assigned to one another
FAR = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A row that is left; `sound` says that its number looks as the channel's numbers do."""

    id: int
    channel: int
    store: int
    kind: int
    amount: int
    day: int
    at_s: int  # by the channel's clock
    alt: int
    sound: bool
    number: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two rows of equal store and amount, and how many seconds lie between them."""

    ours: int
    theirs: int
    gap: int


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that belong, or may belong, together."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    by: Pass


def reason(ours: Sequence[Left], theirs: Sequence[Left], near: Sequence[Near]) -> list[Found]:
    """Find what belongs together, the surest first; no row is used twice."""
    found: list[Found] = []
    for step in (
        _alike,
        lambda a, b: _assigned(a, b, near),
        _likely,
        _parts,
    ):
        taken = {row for it in found for row in (*it.ours, *it.theirs)}
        found += step(
            [it for it in ours if it.id not in taken], [it for it in theirs if it.id not in taken]
        )
    return found


def _alike(ours: Sequence[Left], theirs: Sequence[Left]) -> list[Found]:
    """Pair by numbers that are cut off, reversed or mangled, where nothing else is nearly as alike."""
    scored = [
        (alike, a.id, b.id)
        for a, b in _comparable(ours, theirs)
        if not (a.sound and b.sound) and a.number and b.number
        if (alike := likeness(a.number, b.number)) >= LEAST_ALIKE
    ]
    return [Found((a,), (b,), Pass.ALIKE) for a, b in _stand_out(scored)]


def likeness(ours: str, theirs: str) -> float:
    """Say from 0 to 1 how sure it is that one number was made of the other."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only where rows are left

    short, long = sorted((ours, theirs), key=len)
    if len(short) >= SHORTEST_PART and (long.startswith(short) or long.endswith(short)):
        return 0.9 + 0.1 * len(short) / len(long)
    return max(
        Levenshtein.normalized_similarity(ours, theirs),
        Levenshtein.normalized_similarity(ours, theirs[::-1]),
    )


def _stand_out(scored: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Keep the pairs that are each other's best, with a margin to the second best."""
    of_ours: dict[int, list[tuple[float, int]]] = defaultdict(list)
    of_theirs: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for alike, a, b in scored:
        of_ours[a].append((alike, b))
        of_theirs[b].append((alike, a))
    best = {a: top for a, them in of_ours.items() if (top := _best(them)) is not None}
    back = {b: top for b, them in of_theirs.items() if (top := _best(them)) is not None}
    return sorted((a, b) for a, b in best.items() if back.get(b) == a)


def _best(them: list[tuple[float, int]]) -> int | None:
    ordered = sorted(them, reverse=True)
    if len(ordered) > 1 and ordered[0][0] - ordered[1][0] < MARGIN:
        return None
    return ordered[0][1]


def _assigned(ours: Sequence[Left], theirs: Sequence[Left], near: Sequence[Near]) -> list[Found]:
    """Choose in each block of rows that could be one another the assignment that fits best."""
    free_ours, free_theirs = {it.id for it in ours}, {it.id for it in theirs}
    open_pairs = [it for it in near if it.ours in free_ours and it.theirs in free_theirs]
    return [found for block in _blocks(open_pairs) for found in _assign(block)]


def _blocks(pairs: Sequence[Near]) -> list[list[Near]]:
    """Split pairs into sets that share no row."""
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def root(node: tuple[int, int]) -> tuple[int, int]:
        while (up := parent.setdefault(node, node)) != node:
            parent[node] = parent.setdefault(up, up)
            node = up
        return node

    for it in pairs:
        a, b = sorted((root((0, it.ours)), root((1, it.theirs))))
        parent[b] = a
    blocks: dict[tuple[int, int], list[Near]] = defaultdict(list)
    for it in pairs:
        blocks[root((0, it.ours))].append(it)
    return [blocks[it] for it in sorted(blocks)]


def _assign(block: list[Near]) -> list[Found]:
    from numpy import full  # noqa: PLC0415 - see below
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - only where it is needed

    rows, columns = sorted({it.ours for it in block}), sorted({it.theirs for it in block})
    if max(len(rows), len(columns)) > MOST_BLOCK:
        return []
    cost = full((len(rows), len(columns)), FAR)
    for it in block:
        cost[rows.index(it.ours), columns.index(it.theirs)] = it.gap
    chosen = zip(*linear_sum_assignment(cost), strict=True)
    return [Found((rows[a],), (columns[b],), Pass.ASSIGNED) for a, b in chosen if cost[a, b] < FAR]


def _likely(ours: Sequence[Left], theirs: Sequence[Left]) -> list[Found]:
    """Propose rows of one moment whose sound numbers differ in a sign or two."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only where rows are left

    scored = [
        (1 - distance / 10, a.id, b.id)
        for a, b in _comparable(ours, theirs)
        if a.number and b.number and abs(a.at_s - b.at_s) <= NEAR_S
        if (distance := Levenshtein.distance(a.number, b.number)) <= TYPOS
    ]
    return [Found((a,), (b,), Pass.LIKELY) for a, b in _stand_out(scored)]


def _parts(ours: Sequence[Left], theirs: Sequence[Left]) -> list[Found]:
    """Propose rows that add up to one of the other side, where only one choice does."""
    found = [Found(parts, (whole,), Pass.PARTS) for whole, parts in _sums(theirs, ours)] + [
        Found((whole,), parts, Pass.PARTS) for whole, parts in _sums(ours, theirs)
    ]
    uses: dict[tuple[str, int], int] = defaultdict(int)
    for it in found:
        for row in _uses(it):
            uses[row] += 1
    return [it for it in found if all(uses[row] == 1 for row in _uses(it))]


def _uses(found: Found) -> list[tuple[str, int]]:
    return [("ours", it) for it in found.ours] + [("theirs", it) for it in found.theirs]


def _sums(wholes: Sequence[Left], pool: Sequence[Left]) -> list[tuple[int, tuple[int, ...]]]:
    blocks: dict[tuple[int, int, int], dict[int, list[Left]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for it in pool:
        blocks[(it.channel, it.kind, it.day)][it.store].append(it)
    found = []
    for whole in wholes:
        stores = blocks.get((whole.channel, whole.kind, whole.day), {})
        sums = [
            parts
            for store, block in stores.items()
            if store == whole.store or not store or not whole.store
            if (parts := only_sum(_near_in_time(block, whole), whole.amount)) is not None
        ]
        if len(sums) == 1 and sums[0]:
            found.append((whole.id, sums[0]))
    return found


def _near_in_time(block: Sequence[Left], whole: Left) -> list[Left]:
    return [
        it
        for it in block
        if abs(it.at_s - whole.at_s) <= PARTS_WITHIN_S and abs(it.amount) < abs(whole.amount)
    ]


def only_sum(pool: Sequence[Left], target: int) -> tuple[int, ...] | None:
    """Return the two to five rows that alone add up to this; () where several do, or too many may."""
    if len(pool) > MOST_POOL:
        return ()
    found = [
        tuple(sorted(it.id for it in some))
        for n in range(2, min(MOST_PARTS, len(pool)) + 1)
        for some in combinations(pool, n)
        if sum(it.amount for it in some) == target
    ]
    if not found:
        return None
    return found[0] if len(found) == 1 else ()


def _comparable(ours: Sequence[Left], theirs: Sequence[Left]) -> Iterable[tuple[Left, Left]]:
    """Give the pairs of equal channel, kind and amount, of one store and neighbouring days."""
    blocks: dict[tuple[int, int, int], list[Left]] = defaultdict(list)
    for it in theirs:
        blocks[(it.channel, it.kind, it.amount)].append(it)
    for a in ours:
        for b in blocks.get((a.channel, a.kind, a.amount), ()):
            same_store = a.store == b.store or not a.store or not b.store
            same_number = not a.alt or not b.alt or a.alt == b.alt
            if same_store and same_number and abs(a.day - b.day) <= 1:
                yield a, b
