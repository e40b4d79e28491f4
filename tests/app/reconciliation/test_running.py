"""A small world, taken in, reconciled and reviewed in a real database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.errors import Refusal
from app.reconciliation import cases, importing, reviewing, running, simulating, worlds
from app.reconciliation.case import WAITING, Act, Case, CaseState, told
from app.reconciliation.finding import Finding
from app.reconciliation.matching.engines import DuckDb
from app.reconciliation.matching.matching import Cancelled, Period
from app.reconciliation.matching.terms import FeeTerm, Terms
from app.reconciliation.running import Run
from app.reconciliation.standard import Side
from app.shop import Shop
from app.till import Till

ORDERS, SEED = 200, 62  # nothing is missing on its last day, which could still come
TERMS = Terms(
    fees=tuple(FeeTerm(channel=name, rate_ppm=rate) for name, rate in worlds.RATE_PPM.items())
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    simulating.write(ORDERS, SEED, folder)
    return folder


@pytest.fixture
def shop(till: Till, world: Path) -> Shop:
    """Both books of the world taken in."""
    shop = till.shop
    importing.take_in(shop, world / simulating.OURS, Side.OURS)
    for path in sorted((world / simulating.STATEMENTS).iterdir()):
        importing.take_in(shop, path)
    return shop


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[DuckDb]:
    engine = DuckDb(tmp_path / running.CACHE, memory_mb=256, threads=1)
    yield engine
    engine.close()


def reconcile(shop: Shop, engine: DuckDb, world: Path) -> Run:
    said = simulating.read(world)
    period = Period(first_day=said.first_day, last_day=said.last_day, as_of=said.as_of)
    return running.run(shop, engine, TERMS, period)


def waiting(shop: Shop, finding: str = "") -> list[Case]:
    with shop.database.reading() as connection:
        return cases.listed(connection, states=sorted(WAITING), finding=finding)


def a_case(shop: Shop, least_fen: int = 0, most_fen: int = 10**9) -> Case:
    return next(it for it in waiting(shop) if least_fen <= it.at_stake_fen <= most_fen)


def sides_of(case: Case) -> set[Side]:
    return {it.side for it in case.sides}


def test_a_world_leaves_its_exceptions_and_explains_all_of_the_difference(
    shop: Shop, engine: DuckDb, world: Path
) -> None:
    done = reconcile(shop, engine, world)
    assert done.unexplained_fen == 0
    assert done.new == done.cases == len(waiting(shop)) > 0
    lines = (world / simulating.TRUTH).read_text("utf-8").splitlines()[1:]
    planted = dict(line.split(",")[:2] for line in lines)
    quiet = {"matched", "cutoff", "proven", "no_money"}
    assert sorted(it.finding for it in waiting(shop)) == sorted(
        it for it in planted.values() if it not in quiet
    )


def test_the_next_run_changes_nothing(shop: Shop, engine: DuckDb, world: Path) -> None:
    reconcile(shop, engine, world)
    before = waiting(shop)
    again = reconcile(shop, engine, world)
    assert (again.new, again.changed, again.gone) == (0, 0, 0)
    assert waiting(shop) == before


def test_the_cache_can_be_deleted(shop: Shop, engine: DuckDb, world: Path, tmp_path: Path) -> None:
    reconcile(shop, engine, world)
    other = DuckDb(tmp_path / "other.duckdb", memory_mb=256)
    again = reconcile(shop, other, world)
    assert (again.new, again.changed, again.gone) == (0, 0, 0)
    other.close()


def test_every_exception_says_its_cause_in_both_languages(
    shop: Shop, engine: DuckDb, world: Path
) -> None:
    reconcile(shop, engine, world)
    for case in waiting(shop):
        texts = {told(case).text(language) for language in ("zh_CN", "en")}
        assert len(texts) == 2
        assert case.sides or case.finding is Finding.CONTROL_TOTAL


def test_every_finding_that_can_be_a_case_has_words() -> None:
    quiet = {"matched", "cutoff", "proven", "no_money", "timing"}
    for finding in Finding:
        if finding not in quiet:
            Refusal(
                f"found_{finding}",
                channel="",
                day="",
                number="",
                ours="",
                theirs="",
                difference="",
                stake="",
                rows=1,
            ).text("en")


def test_a_decision_of_a_person_outlives_every_run(shop: Shop, engine: DuckDb, world: Path) -> None:
    reconcile(shop, engine, world)
    case = a_case(shop, most_fen=10_000)
    done = reviewing.decide(shop, case, Act.ADJUST, person="ann", reason="rounding")
    assert (done.case.state, done.needs_second) == (CaseState.WRITTEN_OFF, False)
    again = reconcile(shop, engine, world)
    assert (again.new, again.changed, again.gone) == (0, 0, 0)
    with shop.database.reading() as connection:
        assert cases.find(connection, case.id) == done.case


def test_above_the_limit_it_takes_a_second_person_who_is_another(
    shop: Shop, engine: DuckDb, world: Path
) -> None:
    reconcile(shop, engine, world)
    case = waiting(shop)[0]
    done = reviewing.decide(shop, case, Act.ADJUST, person="ann", reason="lost", limit_fen=0)
    assert (done.case.state, done.needs_second) == (CaseState.PROPOSED, True)
    with pytest.raises(Refusal) as refused:
        reviewing.approve(shop, done.case, person="ann")
    assert refused.value.code == "case_needs_another"
    assert reviewing.approve(shop, done.case, person="bob").case.state is CaseState.WRITTEN_OFF


def test_what_was_rejected_is_open_again_and_what_was_taken_back_is_matched_again(
    shop: Shop, engine: DuckDb, world: Path
) -> None:
    reconcile(shop, engine, world)
    case = waiting(shop)[0]
    done = reviewing.decide(shop, case, Act.ADJUST, person="ann", reason="lost", limit_fen=0)
    opened = reviewing.reject(shop, done.case, person="bob", reason="no").case
    kept = reviewing.decide(
        shop, opened, Act.ADJUST, person="ann", reason="yes", limit_fen=10**12
    ).case
    back = reviewing.unmatch(shop, kept, person="ann", reason="was wrong").case
    assert back.state is CaseState.OPEN
    assert reconcile(shop, engine, world).new == 0


def test_rows_of_both_books_are_matched_by_hand_with_a_reason(
    shop: Shop, engine: DuckDb, world: Path
) -> None:
    reconcile(shop, engine, world)
    ours, theirs = next(
        (a, b)
        for a in waiting(shop)
        for b in waiting(shop)
        if a.channel == b.channel and sides_of(a) == {Side.OURS} and sides_of(b) == {Side.THEIRS}
    )
    with pytest.raises(Refusal):
        reviewing.decide(shop, ours, Act.MATCH, person="ann", reason=" ", others=[theirs])
    with pytest.raises(Refusal):
        reviewing.decide(shop, ours, Act.MATCH, person="ann", reason="one alone")
    done = reviewing.decide(
        shop, ours, Act.MATCH, person="ann", reason="typed", others=[theirs], limit_fen=10**9
    )
    assert done.case.state is CaseState.RESOLVED
    assert reconcile(shop, engine, world).new == 0


def test_the_slower_of_two_people_is_told(shop: Shop, engine: DuckDb, world: Path) -> None:
    reconcile(shop, engine, world)
    case = waiting(shop)[0]
    reviewing.assign(shop, case, person="ann", to="bob")
    with pytest.raises(Refusal) as refused:
        reviewing.decide(shop, case, Act.TIMING, person="cy", reason="tomorrow")
    assert refused.value.code == "case_changed"


def test_whoever_alters_or_removes_what_was_decided_is_found_out(
    shop: Shop, engine: DuckDb, world: Path
) -> None:
    reconcile(shop, engine, world)
    assert reviewing.prove(shop) == []
    with shop.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE recon_event SET body = replace(body, 'open', 'gone') WHERE sequence = 2"
        )
    assert [it.kind for it in reviewing.prove(shop)] == ["altered"]
    with shop.database.writing() as connection:
        connection.exec_driver_sql(
            "DELETE FROM recon_event WHERE sequence = (SELECT max(sequence) FROM recon_event)"
        )
    assert "end" in [it.kind for it in reviewing.prove(shop)]


def test_a_run_that_was_cancelled_is_on_record_and_keeps_no_half(
    shop: Shop, engine: DuckDb, world: Path
) -> None:
    said = simulating.read(world)
    period = Period(first_day=said.first_day, last_day=said.last_day, as_of=said.as_of)

    def stop(at: int, _of: int) -> None:
        if at == 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        running.run(shop, engine, TERMS, period, stop)
    assert waiting(shop) == []
    with shop.database.reading() as connection:
        assert cases.runs(connection)[0]["state"] == "cancelled"
    assert reconcile(shop, engine, world).cases == len(waiting(shop)) > 0


def test_what_arrives_late_closes_its_exception(till: Till, engine: DuckDb, world: Path) -> None:
    shop = till.shop
    importing.take_in(shop, world / simulating.OURS, Side.OURS)
    paths = sorted((world / simulating.STATEMENTS).iterdir())
    late = next(it for it in paths if it.name.startswith("alipay"))
    for path in paths:
        if path != late:
            importing.take_in(shop, path)
    reconcile(shop, engine, world)
    assert len(waiting(shop, Finding.FILE_MISSING)) == 1
    importing.take_in(shop, late)
    assert reconcile(shop, engine, world).gone == 1
    assert waiting(shop, Finding.FILE_MISSING) == []


def test_a_statement_that_does_not_add_up_is_an_exception_until_a_good_one_comes(
    till: Till, engine: DuckDb, world: Path
) -> None:
    shop = till.shop
    importing.take_in(shop, world / simulating.OURS, Side.OURS)
    paths = sorted((world / simulating.STATEMENTS).iterdir())
    spoilt = next(it for it in paths if "spoilt" in it.name)
    last = max(it.name for it in paths if it.name.startswith("wechat_2"))
    for path in paths:
        if path.name != last:
            importing.take_in(shop, path)
    assert spoilt in paths
    reconcile(shop, engine, world)
    assert len(waiting(shop, Finding.CONTROL_TOTAL)) == 1
    importing.take_in(shop, world / simulating.STATEMENTS / last)
    reconcile(shop, engine, world)
    assert waiting(shop, Finding.CONTROL_TOTAL) == []


def test_a_store_that_nobody_knows_is_an_exception_while_its_rows_still_match(
    shop: Shop, engine: DuckDb, world: Path
) -> None:
    before = reconcile(shop, engine, world)
    with shop.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE statement_row SET store = 'HZ9' WHERE side = 'theirs' AND store = 'S001'"
        )
    after = reconcile(shop, engine, world)
    assert after.outcome == before.outcome
    assert {it.store for it in waiting(shop, Finding.UNKNOWN_STORE)} == {"HZ9"}
