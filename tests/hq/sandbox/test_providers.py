"""Our clients and the stand-in providers, written apart, agree; and the books are the truth."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.base.money import Money
from app.payments.exchange import Back, Callback, Mode, Verdict
from hq.sandbox.books import State
from tests.hq.sandbox.stage import Shop, a_shop, refund_of

ALL = ("wechat", "wechat_v2", "alipay", "unionpay", "quickpass", "ecny")
SHOWING = ("wechat", "alipay", "unionpay", "ecny")
BOOKS = {"wechat_v2": "wechat"}


@pytest.fixture
def shop() -> Iterator[Shop]:
    with a_shop() as opened:
        yield opened


def books_of(name: str) -> str:
    return BOOKS.get(name, name)


def net_fen(shop: Shop, name: str) -> int:
    found: int = shop.get("/sandbox/books").json()["totals"][books_of(name)]["net_fen"]
    return found


@pytest.mark.parametrize("name", ALL)
def test_a_scanned_code_is_paid_and_found_paid(shop: Shop, name: str) -> None:
    order = shop.order(name)
    assert shop.pay(name, order).verdict in (Verdict.PAID, Verdict.PAYING)
    found = shop.query(name, order)
    assert (found.verdict, found.paid) == (Verdict.PAID, Money(1990)), found
    assert net_fen(shop, name) == 1990


@pytest.mark.parametrize("name", ALL)
def test_a_password_takes_its_time(shop: Shop, name: str) -> None:
    order = shop.order(name)
    assert shop.pay(name, order, "9952").verdict is Verdict.PAYING
    shop.advance(43)
    assert shop.query(name, order).verdict is Verdict.PAYING
    shop.advance(1)
    assert shop.query(name, order).verdict is Verdict.PAID


@pytest.mark.parametrize("name", ALL)
def test_a_large_amount_needs_the_password(shop: Shop, name: str) -> None:
    order = shop.order(name, 100_001)
    shop.pay(name, order)
    assert shop.query(name, order).verdict is Verdict.PAYING
    assert net_fen(shop, name) == 0


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("tail", ["9956", "9958", "9959"])
def test_who_cannot_pay_has_not_paid(shop: Shop, name: str, tail: str) -> None:
    order = shop.order(name)
    wanted = Verdict.UNKNOWN if name == "quickpass" else Verdict.DEAD
    assert shop.pay(name, order, tail).verdict is wanted
    assert net_fen(shop, name) == 0


@pytest.mark.parametrize("name", ["wechat", "wechat_v2", "unionpay", "quickpass", "ecny"])
@pytest.mark.parametrize("tail", ["9954", "9955"])
def test_a_wrong_password_ends_in_a_failure(shop: Shop, name: str, tail: str) -> None:
    order = shop.order(name)
    shop.pay(name, order, tail)
    assert shop.query(name, order).verdict is Verdict.PAYING
    shop.advance(10)
    assert shop.query(name, order).verdict is Verdict.DEAD


@pytest.mark.parametrize("name", ["wechat", "wechat_v2", "alipay", "unionpay", "ecny"])
def test_a_reversal_of_what_was_paid_leaves_nothing(shop: Shop, name: str) -> None:
    order = shop.order(name)
    shop.pay(name, order)
    order = replace(order, reference=shop.query(name, order).reference)
    assert shop.reverse(name, order).back is Back.DONE
    assert shop.query(name, replace(order, was_undone=True)).verdict is Verdict.DEAD
    assert net_fen(shop, name) == 0


@pytest.mark.parametrize("name", ["wechat", "wechat_v2", "alipay", "ecny"])
def test_a_reversal_may_lie(shop: Shop, name: str) -> None:
    shop.plan("reverse_lies", call="reverse")
    order = shop.order(name)
    shop.pay(name, order)
    assert shop.reverse(name, order).back is Back.DONE
    assert shop.query(name, order).verdict is Verdict.PAID
    shop.reverse(name, order)
    assert net_fen(shop, name) == 0


@pytest.mark.parametrize("name", ALL)
def test_a_buyer_may_be_faster_than_the_reversal(shop: Shop, name: str) -> None:
    shop.plan("ignores,pays_at_reverse", call="pay")
    order = shop.order(name)
    reference = shop.pay(name, order).reference
    assert shop.query(name, order).verdict is Verdict.PAYING
    shop.reverse(name, replace(order, reference=reference))
    charge = shop.world.books.find(books_of(name), order.number)
    assert charge is not None
    assert charge.paid_at is not None
    assert charge.net_fen == (1990 if name == "quickpass" else 0)


@pytest.mark.parametrize("name", ALL)
def test_an_order_may_be_missing_and_then_paid(shop: Shop, name: str) -> None:
    shop.plan("not_exist=7", call="pay")
    order = shop.order(name)
    shop.pay(name, order)
    assert shop.query(name, order).verdict is Verdict.UNKNOWN
    shop.advance(7)
    assert shop.query(name, order).verdict is Verdict.PAID


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("after", ["", "_after"])
def test_an_unclear_answer_hides_either_truth(shop: Shop, name: str, after: str) -> None:
    shop.plan(f"system_error{after}", call="pay")
    order = shop.order(name)
    assert shop.pay(name, order).verdict is Verdict.UNKNOWN
    assert net_fen(shop, name) == (1990 if after else 0)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    ("fault", "fen"),
    [
        ("cut_before", 0),
        ("cut_after", 1990),
        ("mid_body", 1990),
        ("status=502", 1990),
        ("status_before=503", 0),
        ("html", 1990),
        ("html_before", 0),
        ("bad_signature", 1990),
        ("black_hole", 1990),
    ],
)
def test_a_fault_leaves_the_payment_unknown(shop: Shop, name: str, fault: str, fen: int) -> None:
    shop.effects = fault
    order = shop.order(name)
    assert shop.pay(name, order).verdict is Verdict.UNKNOWN
    shop.effects = ""
    assert net_fen(shop, name) == fen
    assert (shop.query(name, order).verdict is Verdict.PAID) == bool(fen)


@pytest.mark.parametrize("name", ALL)
def test_a_late_request_still_arrives(shop: Shop, name: str) -> None:
    shop.effects = "late=20"
    order = shop.order(name)
    assert shop.pay(name, order).verdict is Verdict.UNKNOWN
    shop.effects = ""
    assert shop.query(name, order).verdict is Verdict.UNKNOWN
    shop.advance(21)
    assert shop.query(name, order).verdict is Verdict.PAID


def test_an_old_signature_is_not_believed(shop: Shop) -> None:
    shop.effects = "stale=301"
    assert shop.pay("wechat", shop.order("wechat")).verdict is Verdict.UNKNOWN


def test_a_bare_answer_means_that_the_buyer_is_at_it(shop: Shop) -> None:
    shop.effects = "bare,password=5"
    assert shop.pay("wechat", shop.order("wechat")).verdict is Verdict.PAYING


@pytest.mark.parametrize("name", ALL)
def test_another_amount_is_not_believed(shop: Shop, name: str) -> None:
    order = shop.order(name)
    shop.pay(name, order)
    shop.effects = "amount=1"
    assert shop.query(name, order).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("name", ALL)
def test_refunds_in_parts_never_exceed_the_payment(shop: Shop, name: str) -> None:
    order = shop.order(name)
    shop.pay(name, order)
    order = replace(order, reference=shop.query(name, order).reference)
    for at, fen in enumerate((1000, 990, 1)):
        refund = refund_of(order, f"R{order.number}{at}", fen, at * 60)
        for _ in range(2):  # the same number twice is one refund
            shop.refund(name, order, refund)
        shop.advance(60)
        done = shop.refund_query(name, order, refund).back is Back.DONE
        assert done == (at < 2)
    assert net_fen(shop, name) == 0
    sums = shop.get("/sandbox/books").json()["totals"][books_of(name)]
    assert (sums["refunded_fen"], sums["fee_fen"]) == (1990, 0)


@pytest.mark.parametrize("name", SHOWING)
def test_a_shown_code_is_paid_when_it_is_scanned_and_told_of(shop: Shop, name: str) -> None:
    order = shop.order(name, mode=Mode.SHOWN)
    shows = shop.show(name, order).shows
    assert shows == shop.show(name, order).shows
    assert shop.query(name, order).verdict in (Verdict.PAYING, Verdict.UNKNOWN)
    shop.thanks.append((200, b'{"respCode":"SUCCESS"}' if name == "ecny" else b"success"))
    shop.post("/sandbox/scan", {"qr": shows})
    assert shop.query(name, order).verdict is Verdict.PAID
    url, headers, body = shop.heard[0]
    channel = shop.channel(name)
    heard = channel.hear(Callback(tuple(headers.items()), body), shop.world.watch.now())
    assert (url, heard.order) == (f"http://hub.test/{name}", order.number)
    assert channel.judge(heard, order).verdict is Verdict.PAID
    shop.advance(100_000)
    assert len(shop.heard) == 1


def test_a_callback_without_thanks_comes_again_for_a_day(shop: Shop) -> None:
    shop.thanks.append((500, b""))
    order = shop.order("wechat", mode=Mode.SHOWN)
    shop.post("/sandbox/scan", {"qr": shop.show("wechat", order).shows})
    shop.advance(30)
    assert len(shop.heard) == 3
    shop.advance(2 * 86400)
    assert len(shop.heard) == 16


@pytest.mark.parametrize(("do", "times"), [("duplicate=3", 3), ("drop", 0), ("after=60", 0)])
def test_callbacks_are_doubled_lost_or_late(shop: Shop, do: str, times: int) -> None:
    shop.plan(do, call="callback")
    order = shop.order("alipay", mode=Mode.SHOWN)
    shop.post("/sandbox/scan", {"qr": shop.show("alipay", order).shows})
    assert len(shop.heard) == times
    shop.advance(300)
    assert len(shop.heard) == max(times, 1)


@pytest.mark.parametrize("name", SHOWING)
def test_a_forged_callback_is_refused(shop: Shop, name: str) -> None:
    shop.plan("bad_signature", call="callback")
    order = shop.order(name, mode=Mode.SHOWN)
    shop.post("/sandbox/scan", {"qr": shop.show(name, order).shows})
    _, headers, body = shop.heard[0]
    with pytest.raises(ValueError, match="signature"):
        shop.channel(name).hear(Callback(tuple(headers.items()), body), shop.world.watch.now())


def test_a_code_is_good_for_one_order(shop: Shop) -> None:
    channel, code = shop.channel("alipay"), shop.code("alipay")
    one, other = shop.order("alipay"), shop.order("alipay")
    assert shop.asked("alipay", channel.pay(one, code, shop.moment())).verdict is Verdict.PAID
    assert shop.asked("alipay", channel.pay(other, code, shop.moment())).verdict is Verdict.DEAD


@pytest.mark.parametrize("name", ["wechat", "wechat_v2", "alipay"])
def test_what_was_reversed_before_it_came_never_comes(shop: Shop, name: str) -> None:
    order = shop.order(name)
    shop.reverse(name, order)
    assert shop.pay(name, order).verdict is Verdict.DEAD
    assert net_fen(shop, name) == 0


@pytest.mark.parametrize("name", ALL)
def test_a_wrong_key_is_refused_and_nothing_is_booked(shop: Shop, name: str) -> None:
    wrong = "forged" if name == "wechat_v2" else shop.world.keys.private("forger")
    channel = shop.channel(name)
    if name == "ecny":
        channel = replace(channel, app_secret="forged")
    else:
        channel = replace(channel, key=wrong)
    request = channel.pay(shop.order(name), shop.code(name), shop.moment())
    assert channel.read(request, shop.send(request), shop.world.watch.now()).verdict in (
        Verdict.UNKNOWN,
        Verdict.DEAD,
    )
    assert list(shop.world.books) == []


def test_the_same_seed_makes_the_same_books() -> None:
    def run() -> object:
        with a_shop(seed=7) as shop:
            for name in ALL:
                shop.pay(name, shop.order(name))
            return shop.get("/sandbox/books").json()

    assert run() == run()


def test_a_plan_is_used_up(shop: Shop) -> None:
    shop.post("/sandbox/plan", [{"do": "cut_after", "provider": "alipay", "skip": 1, "times": 2}])
    verdicts = [shop.pay("alipay", shop.order("alipay")).verdict for _ in range(4)]
    assert verdicts == [Verdict.PAID, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.PAID]
    assert net_fen(shop, "alipay") == 4 * 1990
    assert "error" in shop.post("/sandbox/plan", {"do": "nonsense"})


def test_a_closed_qr_code_cannot_be_paid(shop: Shop) -> None:
    order = shop.order("wechat", mode=Mode.SHOWN)
    shows = shop.show("wechat", order).shows
    assert shop.reverse("wechat", order).back is Back.DONE
    assert shop.query("wechat", order).verdict is Verdict.DEAD
    assert "error" in shop.post("/sandbox/scan", {"qr": shows})
    charge = shop.world.books.find("wechat", order.number)
    assert charge is not None
    assert charge.state is State.CLOSED


def test_pay_links_arrive_once(shop: Shop) -> None:
    headers = {"Authorization": "Bearer sandbox-sms"}
    body = {"id": "1", "phone": "13800000000", "text": "weixin://wxpay/bizpayurl?pr=1"}
    for _ in range(2):
        sending = shop.client.post("http://sandbox.test/sms/send", json=body, headers=headers)
        assert shop.loop.run_until_complete(sending).json() == {"id": "1", "state": "accepted"}
    assert [it["message"] for it in shop.get("/sandbox/inbox").json()] == [body]


def test_a_reset_forgets_what_was_and_what_is_on_its_way(shop: Shop) -> None:
    shop.post("/sandbox/settings", {"password_above_fen": 1})
    shop.effects = "late=20"
    shop.pay("alipay", shop.order("alipay"))
    shop.effects = ""
    shop.post("/sandbox/reset", {})
    shop.advance(30)
    assert shop.get("/sandbox/books").json()["charges"] == []
    assert shop.world.rules.password_above_fen == 100_000
