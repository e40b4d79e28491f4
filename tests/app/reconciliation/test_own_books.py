from app.base.money import Money
from app.payments import attempts
from app.payments.attempt import Event
from app.payments.exchange import dead, paid
from app.reconciliation import own_books
from app.reconciliation.standard import Kind, Side, Status
from app.till import Till
from tests.app.payments.test_attempts import an_attempt
from tests.examples import NOON

DAY = 20260102


def test_payments_of_the_till_are_our_books(till: Till) -> None:
    with till.shop.database.writing() as connection:
        numbers = [an_attempt(sale) for sale in ("s1", "s2", "s3")]
        attempts.add(connection, numbers)
        for one in numbers:
            attempts.happen(connection, one.number, Event.SEND, NOON)
        attempts.answer(connection, numbers[0].number, paid(Money(1990), "42001"), NOON)
        attempts.answer(connection, numbers[1].number, dead("no"), NOON)
    with till.shop.database.reading() as connection:
        rows = {it.order_no: it for it in own_books.read(connection, till.shop, DAY, DAY)}
        assert list(own_books.read(connection, till.shop, DAY + 1, DAY + 1)) == []
    status = [rows[one.number].status for one in numbers]
    assert status == [Status.SUCCESS, Status.FAILED, Status.PENDING]
    kept = rows[numbers[0].number]
    assert (kept.side, kept.kind, kept.gross_fen) == (Side.OURS, Kind.PAY, 1990)
    assert (kept.channel_no, kept.biz_date) == ("42001", DAY)
