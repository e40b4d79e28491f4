import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.errors import Trouble
from app.base.ids import SaleId, StoreId, TillId, new_id
from app.base.quantity import Quantity
from app.selling import sales
from app.selling.sale import Sale
from app.selling.sold import Sold
from app.shop import Shop
from app.till import Till
from hq import claims, ingest, over_returns
from hq.tills import KnownTill
from sync.client import HqClient
from sync.wire import ClaimAnswer, ClaimedLine, Outcome, ReturnClaim
from tests.examples import STORE, US, a_cart, a_fact, a_push, a_sale

NOW = datetime(2026, 1, 3, tzinfo=UTC)
THEM = KnownTill(STORE, TillId("t2"))
PIECE = Quantity.pieces(1)


def wanted(refund: str, milks: int, sale: str = "s1", line: int = 1) -> ReturnClaim:
    """Claim this much of a line, or nothing."""
    one = ClaimedLine(sale=SaleId(sale), line=line, quantity=Quantity.pieces(milks))
    return ReturnClaim(refund=SaleId(refund), lines=(one,) if milks else ())


def take(hq: Shop, claim: ReturnClaim, till: KnownTill = US, now: datetime = NOW) -> ClaimAnswer:
    with hq.database.writing() as connection:
        return claims.take(connection, till, claim, now)


def keep(hq: Shop, *kept: Sale) -> None:
    with hq.database.writing() as connection:
        sales.add(connection, kept)


def refund(refund_id: str, milks: int, of: Sale | None = None) -> Sale:
    """Make the sale that takes so many milks back."""
    sold = Sold(sale=of or a_sale(milks=3))
    cart = a_cart(refund_id, 0)
    cart = cart.bring_back(sold.bring_back(cart, 1, Quantity.pieces(milks), "x"))
    tenders = tuple(replace(one, amount=cart.total) for one in a_sale().tenders)
    return replace(a_sale(refund_id, 0), returns=cart.returns, total=cart.total, tenders=tenders)


def test_what_one_till_claims_another_cannot(hq: Shop) -> None:
    keep(hq, a_sale(milks=3))
    assert take(hq, wanted("r1", 2)).granted
    refused = take(hq, wanted("r2", 2), THEM)
    assert (refused.granted, [one.quantity for one in refused.left]) == (False, [PIECE])
    assert take(hq, wanted("r2", 1), THEM).granted


def test_the_same_claim_is_granted_again_and_takes_the_place_of_the_first(hq: Shop) -> None:
    keep(hq, a_sale(milks=3))
    for _ in range(2):
        assert take(hq, wanted("r1", 3)).granted
    assert take(hq, wanted("r1", 1)).granted
    assert take(hq, wanted("r2", 2), THEM).granted


def test_a_claim_that_is_not_granted_leaves_the_one_before(hq: Shop) -> None:
    keep(hq, a_sale(milks=3))
    assert take(hq, wanted("r1", 2)).granted
    assert not take(hq, wanted("r1", 4)).granted
    assert not take(hq, wanted("r2", 2), THEM).granted


def test_a_claim_that_is_let_go_or_lapses_is_free_for_others(hq: Shop) -> None:
    keep(hq, a_sale(milks=1))
    assert take(hq, wanted("r1", 1)).granted
    assert take(hq, wanted("r1", 0)).granted
    assert take(hq, wanted("r2", 1), THEM).granted
    later = NOW + claims.LAPSES_AFTER
    assert take(hq, wanted("r1", 1), now=later).granted


def test_lines_of_one_claim_are_added_up(hq: Shop) -> None:
    keep(hq, a_sale(milks=3))
    twice = ReturnClaim(refund=SaleId("r1"), lines=wanted("r1", 2).lines * 2)
    assert not take(hq, twice).granted


@pytest.mark.parametrize("milks", [-1, -1000])
def test_less_than_nothing_is_never_claimed(hq: Shop, milks: int) -> None:
    """It would make room for more than was sold."""
    keep(hq, a_sale(milks=1))
    assert not take(hq, wanted("r1", milks)).granted
    assert not take(hq, wanted("r2", 2), THEM).granted


def test_a_line_that_was_never_sold_is_not_claimed(hq: Shop) -> None:
    keep(hq, a_sale(milks=1))
    assert not take(hq, wanted("r1", 1, line=9)).granted


def test_a_sale_that_hq_does_not_know_holds_up_no_other(hq: Shop) -> None:
    keep(hq, a_sale(milks=1))
    lines = wanted("r1", 1).lines + wanted("r1", 1, sale="unsent").lines
    answer = take(hq, ReturnClaim(refund=SaleId("r1"), lines=lines))
    assert (answer.granted, answer.unknown) == (True, ("unsent",))
    assert not take(hq, wanted("r2", 1), THEM).granted


def test_another_stores_sale_is_neither_found_nor_claimed(hq: Shop) -> None:
    keep(hq, replace(a_sale(), store=StoreId("b")))
    assert take(hq, wanted("r1", 1)).unknown == ("s1",)
    with hq.database.reading() as connection:
        assert claims.find(connection, STORE, "s1", NOW).sale is None
        assert claims.find(connection, STORE, a_sale().number, NOW).sale is None


def test_a_till_learns_what_came_back_and_what_is_claimed(hq: Shop) -> None:
    sale = a_sale(milks=3)
    keep(hq, sale, refund("r1", 1))
    take(hq, wanted("r2", 1), THEM)
    with hq.database.reading() as connection:
        answer = claims.find(connection, STORE, sale.number, NOW)
        stale = claims.find(connection, STORE, sale.number, NOW + timedelta(hours=2))
    assert (answer.sale, answer.takers) == (sale, (refund("r1", 1),))
    assert [claim.refund for claim in answer.claims] == ["r2"]
    assert not stale.claims


def test_a_refund_s_fact_counts_in_the_place_of_its_claim(hq: Shop, till: Till) -> None:
    keep(hq, a_sale(milks=3))
    assert take(hq, wanted("r1", 1)).granted
    fact = a_fact(till, refund("r1", 1), "r1")
    reply = ingest.take(hq, US, a_push(fact))
    assert [answer.outcome for answer in reply.answers] == [Outcome.STORED]
    assert take(hq, wanted("r2", 2), THEM).granted
    assert not take(hq, wanted("r3", 1), THEM).granted


def test_two_tills_at_the_same_moment_cannot_both(hq: Shop) -> None:
    keep(hq, a_sale(milks=1))
    start, answers = threading.Barrier(6), []

    def ask(at: int) -> None:
        start.wait()
        answers.append(take(hq, wanted(f"r{at}", 1), KnownTill(STORE, TillId(f"t{at}"))).granted)

    threads = [threading.Thread(target=ask, args=(at,)) for at in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False] * 5 + [True]


def test_it_is_asked_over_the_line_too(hq: Shop, hq_client: HqClient) -> None:
    keep(hq, a_sale(milks=1))
    assert hq_client.sold(a_sale().number).sale == a_sale(milks=1)
    assert hq_client.sold("no such number").sale is None
    assert hq_client.claim(wanted("r1", 1)).granted
    assert hq_client.claim(wanted("r2", 1)).left[0].quantity == Quantity(0)
    with pytest.raises(Trouble):
        hq_client.claim(ReturnClaim(refund=SaleId("r"), lines=wanted("r", 1).lines * 1001))


def test_more_back_than_was_sold_is_kept_and_shown(hq: Shop, till: Till) -> None:
    """Two tills that were both cut off from HQ took the same goods back."""
    sale = a_sale(milks=3)
    both = [a_fact(till, refund(it, 2, sale), it) for it in ("r1", "r2")]
    reply = ingest.take(hq, US, a_push(*both))
    assert {answer.outcome for answer in reply.answers} == {Outcome.STORED}
    with hq.database.reading() as connection:
        [unknown] = over_returns.find(connection)
    assert (unknown.sold, unknown.returned) == (Quantity(0), Quantity.pieces(4))
    keep(hq, sale)  # it arrives late
    with hq.database.reading() as connection:
        [over] = over_returns.find(connection)
        assert not over_returns.find(connection, ["other"])
    assert (over.number, over.sold, over.returned) == (
        sale.number,
        Quantity.pieces(3),
        Quantity.pieces(4),
    )


def test_what_came_back_rightly_is_not_shown(hq: Shop) -> None:
    keep(hq, a_sale(milks=3), refund("r1", 1), refund("r2", 2))
    with hq.database.reading() as connection:
        assert not over_returns.find(connection)


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["claim", "let go", "pay", "wait"]), st.integers(0, 3), st.integers(1, 4)
    ),
    max_size=12,
)


@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=MOVES)
def test_tills_that_ask_never_take_back_too_much(
    hq: Shop, moves: list[tuple[str, int, int]]
) -> None:
    """Whatever they claim, let go, pay and let lapse: what is paid is never more than sold."""
    sale = a_sale(new_id(), milks=5)
    keep(hq, sale)
    now, granted, bills = NOW, dict[int, int](), 0
    for move, till, milks in moves:
        who = KnownTill(STORE, TillId(f"t{till}"))
        bill = f"{sale.id}-{bills}-{till}"
        if move == "claim" and take(hq, wanted(bill, milks, sale.id), who, now).granted:
            granted[till] = milks
        elif move == "let go":
            take(hq, wanted(bill, 0), who, now)
            granted.pop(till, None)
        elif move == "wait":
            now += claims.LAPSES_AFTER
            granted.clear()
        elif move == "pay" and till in granted:
            keep(hq, refund(bill, granted.pop(till), sale))
            bills += 1
            granted.clear()  # the others begin new bills, and their old claims stand
    with hq.database.reading() as connection:
        assert not over_returns.find(connection, [sale.id])
