import csv
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.errors import Refusal
from app.base.money import Money
from app.catalogue import cells, importing, products
from app.catalogue.importing import Import
from app.catalogue.product import Pack, Unit
from app.till import Till

HEADER = "barcode,name,category,unit,price\n"
MILK = "6901234567892,鲜牛奶,乳品,piece,6.50\n"
DEMO = Path(__file__).parents[3] / "resources" / "demo"


def read(tmp_path: Path, data: str | bytes, name: str = "goods.csv") -> Import:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return importing.read(path)


def codes(found: Import) -> list[tuple[int, str, str]]:
    return [(it.line, it.column, it.why.code) for it in found.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_is_read_however_it_was_saved(tmp_path: Path, encoding: str, separator: str) -> None:
    text = (HEADER + MILK).replace(",", separator)
    [product] = read(tmp_path, text.encode(encoding)).products
    assert (product.name, product.price, product.barcodes) == (
        "鲜牛奶",
        Money(650),
        ("6901234567892",),
    )
    assert product.initials == ("xnn",)


def test_chinese_headers_units_and_further_columns(tmp_path: Path) -> None:
    text = (
        "品名,售价,条形码,单位,附加条码,产地,助记码\n苹果,￥１１.80元,6901,公斤,6902|6903,山东,PG\n"
    )
    [product] = read(tmp_path, text).products
    assert (product.unit, product.price) == (Unit.KG, Money(1180))
    assert (product.barcodes, product.short_code) == (("6901", "6902", "6903"), "PG")


def test_every_bad_row_of_a_gbk_file_is_named_and_nothing_is_imported(
    till: Till, tmp_path: Path
) -> None:
    rows = [
        "6901234567892,鲜牛奶,乳品,piece,6.50",
        "6901234567892,重复,乳品,piece,1",
        ",没有条码,乳品,piece,1",
        "111,,乳品,piece,1",
        "112,贵,乳品,piece,99999999999",
        "113,负,乳品,piece,-1",
        "114,字,乳品,piece,六块五",
        "115,细,乳品,piece,1.005",
        "116,单位,乳品,打,1",
        "117,短",
    ]
    path = tmp_path / "坏.csv"
    path.write_bytes((HEADER + "\n".join(rows)).encode("gbk"))
    found = importing.run(till.shop, path)
    assert codes(found) == [
        (3, "barcode", "import_twice"),
        (4, "barcode", "import_missing"),
        (5, "name", "import_missing"),
        (6, "price", "import_price_range"),
        (7, "price", "import_price_range"),
        (8, "price", "amount_not_a_number"),
        (9, "price", "amount_too_precise"),
        (10, "unit", "import_unit"),
        (11, "price", "amount_not_a_number"),
    ]
    assert "第 3 行" in found.problems[0].text()
    assert found.imported == 0
    with till.shop.database.reading() as connection:
        assert products.count(connection) == 2  # what was there before


def test_a_wrong_check_digit_and_a_free_product_are_only_noticed(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER + "6901234567893,鲜牛奶,乳品,piece,0\n")
    assert found.is_good
    assert [it.why.code for it in found.problems] == ["import_free", "import_check_digit"]
    assert len(found.products) == 1


def test_a_known_barcode_keeps_its_product(till: Till, tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text(HEADER + MILK.replace("6.50", "7.00") + "111,新,新,piece,1\n", "utf-8")
    assert importing.run(till.shop, path).imported == 2
    assert importing.run(till.shop, path).imported == 2
    with till.shop.database.reading() as connection:
        milk = products.find(connection, "6901234567892")
        assert products.count(connection) == 3
    assert milk is not None
    assert (milk.id, milk.price) == ("milk", Money(700))


def test_a_spreadsheet_keeps_its_barcodes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["条码", "名称", "分类", "单位", "售价"])
    sheet.append([6901234567892, "鲜牛奶", "乳品", "瓶", 6.5])
    sheet.append(["0400000256719", "冰", "其他", "袋", 3.49])
    sheet.append([None, None, None, None, None])
    out = io.BytesIO()
    book.save(out)
    found = read(tmp_path, out.getvalue(), "goods.xlsx")
    assert [it.barcode for it in found.products] == ["6901234567892", "0400000256719"]
    assert [it.price for it in found.products] == [Money(650), Money(349)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        b"PK\x03\x04 no spreadsheet",
        b"\xd0\xcf\x11\xe0 neither",
        b"\xff\xfe\x00",
        b"\x81",
        b"name,price\nx,1\n",
        b"\x89PNG\r\n\x1a\n\x00\x01",
    ],
)
def test_what_is_no_catalogue_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Refusal):
        read(tmp_path, data)


def test_an_empty_catalogue_and_hostile_cells_are_named(tmp_path: Path) -> None:
    assert codes(read(tmp_path, HEADER)) == [(1, "", "import_empty")]
    huge = read(tmp_path, HEADER + f"1,{'x' * 1000},c,piece,1\n2,a\x00b,c,piece,1\n")
    assert [code for _, _, code in codes(huge)] == ["import_too_long", "import_control"]
    with pytest.raises(Refusal):
        read(tmp_path, HEADER + f'1,"{"x" * 200_000}",c,piece,1\n')


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    st.lists(
        st.tuples(
            st.integers(10**6, 10**7 - 1).map(str),
            st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20),
            st.integers(0, 10**8),
        ),
        min_size=1,
        max_size=20,
        unique_by=lambda it: it[0],
    )
)
def test_what_is_written_is_read_again(tmp_path: Path, goods: list[tuple[str, str, int]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["barcode", "name", "category", "unit", "price"])
    for barcode, name, fen in goods:
        writer.writerow([barcode, f"名{name}", "", "", Money(fen).text()])
    found = read(tmp_path, out.getvalue())
    assert [(it.barcode, it.name, it.price.fen) for it in found.products] == [
        (barcode, f"名{name}", fen) for barcode, name, fen in goods
    ]


@pytest.mark.parametrize("name", ["catalogue.csv", "journey-catalogue.csv"])
def test_what_we_ship_imports_without_a_word(name: str) -> None:
    found = importing.read(DEMO / name)
    assert found.problems == ()
    assert len(found.products) > 300


FURTHER = "barcode,name,price,tax_rate,min_age,open_price,packs,short_code\n"


def test_taxes_ages_open_prices_and_packs_are_read(tmp_path: Path) -> None:
    text = (
        FURTHER
        + "6901035602020,青岛啤酒,6.00,13%,18,,16901035602027:24:箱:120.00;6901035602037:6,PJ\n"
        + "2000001,现做包子,,0,,是,,BZ\n"
    )
    beer, bun = read(tmp_path, text).products
    assert (beer.tax_per_mille, beer.min_age, beer.is_open_price) == (130, 18, False)
    assert beer.packs == (
        Pack(barcode="16901035602027", factor=24, name="箱", price=Money(12000)),
        Pack(barcode="6901035602037", factor=6),
    )
    assert (bun.is_open_price, bun.price, bun.tax_per_mille) == (True, Money(0), 0)
    assert beer.full_pinyin[0] == "qing'dao'pi'jiu"


def test_further_columns_have_chinese_names_too(tmp_path: Path) -> None:
    text = (
        "条码,品名,售价,税率,年龄限制,时价,箱码,助记码\n"
        "111,酒,9,９％,满18周岁,否,112：6：提：50元；113：12,J\n"
    )
    [wine] = read(tmp_path, text).products
    assert (wine.tax_per_mille, wine.min_age, wine.short_code) == (90, 18, "J")
    assert [(it.barcode, it.factor, it.name) for it in wine.packs] == [
        ("112", 6, "提"),
        ("113", 12, ""),
    ]


@pytest.mark.parametrize(
    ("text", "per_mille"),
    [
        ("13", 130),
        ("13%", 130),
        ("0.13", 130),
        ("0.015", 15),
        ("1.5", 15),
        ("0.5%", 5),
        ("1", 10),
        ("０", 0),
        ("免税", 0),
        ("", 0),
    ],
)
def test_a_tax_rate_is_percent_or_what_a_spreadsheet_makes_of_it(text: str, per_mille: int) -> None:
    assert cells.tax_per_mille(text) == per_mille


def test_every_bad_cell_of_the_further_columns_is_named(tmp_path: Path) -> None:
    rows = [
        "111,a,1,abc,,,,",
        "112,a,1,-1,,,,",
        "113,a,1,1.23,,,,",
        "114,a,1,99%,,,,",
        "115,a,1,,adult,,,",
        "116,a,1,,100,,,",
        "117,a,1,,,maybe,,",
        "118,a,1,,,,119,",
        "120,a,1,,,,121:1,",
        "122,a,1,,,,123:x:y,",
        "124,a,1,,,,125:6:y:z,",
        "126,a,1,,,,126:6,",
        "127,a,1,,,,111:6,",
        "128,a,1,,,,129:6:y:-1,",
        "130,a,1,1e999,,,131:6:y:1:7,",
        "132,a,,,,,,",
        "133,a,1,NaN,,,:6,",
    ]
    assert codes(read(tmp_path, FURTHER + "\n".join(rows))) == [
        (2, "tax_rate", "import_tax"),
        (3, "tax_rate", "import_tax"),
        (4, "tax_rate", "import_tax"),
        (5, "tax_rate", "import_tax"),
        (6, "min_age", "import_age"),
        (7, "min_age", "import_age"),
        (8, "open_price", "import_flag"),
        (9, "packs", "import_pack"),
        (10, "packs", "import_pack"),
        (11, "packs", "import_pack"),
        (12, "packs", "amount_not_a_number"),
        (13, "packs", "import_twice"),
        (14, "packs", "import_twice"),
        (15, "packs", "import_pack"),
        (16, "packs", "import_pack"),
        (16, "tax_rate", "import_tax"),
        (17, "price", "amount_not_a_number"),
        (18, "packs", "import_pack"),
        (18, "tax_rate", "import_tax"),
    ]


def test_what_is_weighed_has_no_packs(tmp_path: Path) -> None:
    text = "barcode,name,unit,price,packs\n1,苹果,kg,9,2:6\n"
    assert codes(read(tmp_path, text)) == [(2, "packs", "import_pack_kg")]


def test_goods_without_a_barcode_keep_their_identity_by_their_short_code(
    till: Till, tmp_path: Path
) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("barcode,name,price,short_code\n,茶叶蛋,2,F1\n,豆浆,3,F2\n", "utf-8")
    first = importing.run(till.shop, path)
    again = importing.run(till.shop, path)
    assert [it.id for it in again.products] == [it.id for it in first.products]
    with till.shop.database.reading() as connection:
        assert products.count(connection) == 4


def test_a_product_that_is_split_in_two_loses_neither(till: Till, tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text(HEADER + MILK + "6901234567908,鲜牛奶 2L,乳品,piece,12\n", "utf-8")
    assert importing.run(till.shop, path).imported == 2
    with till.shop.database.reading() as connection:
        whole = products.find(connection, "6901234567892")
        large = products.find(connection, "6901234567908")
    assert whole is not None
    assert large is not None
    assert (whole.id, whole.name, large.name) == ("milk", "鲜牛奶", "鲜牛奶 2L")
