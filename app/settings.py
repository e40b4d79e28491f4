"""What differs from till to till, kept in one small TOML file."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from app.base.errors import Refusal, Trouble
from app.base.ids import StoreId, TillId

FILE = "till.toml"
PAPERS_MM = (58, 80)
LANGUAGES = ("zh_CN", "en")
TOLERANCES_FEN = range(1_000_001)
LABELS = ("2IIIIIIPPPPPC",)
THEMES = ("light", "dark", "system")
RECEIPT_CODES = ("qr", "barcode", "both")
ROUNDINGS = ("none", "fen", "jiao", "half_up")
KEYS = ("standard", "supermarket", "guanjia")
VOLUMES = range(101)
SENSES = ("", "high", "low")
GAPS_MS = range(10, 201)
IDLE_MIN = range(24 * 60 + 1)
FROM_HQ = {  # what head office may say; devices, language and the like are this computer's own
    "drawer_alarm_s",
    "footer",
    "keys",
    "lock_after_min",
    "manual_weight",
    "modules_off",
    "paper",
    "print_within_min",
    "receipt_code",
    "rounding",
    "rounding_for",
    "shop_address",
    "shop_name",
    "shop_phone",
    "tax_on_receipt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting of a till, its type and its default.

    `printer` is a URL (`tcp://host:9100`, `serial:///dev/ttyUSB0?baud=9600`, `file:///…`,
    `sim://`), empty for none. `scale` enlarges the screen, 0 chooses by its width.
    """

    store: StoreId
    till: TillId
    hq_url: str = ""
    hq_ca: str = ""  # a PEM file, where HQ's certificate is not from a public authority
    printer: str = ""
    printer_backup: tuple[str, ...] = ()  # printers that stand in for it: URLs
    printer_profile: str = ""
    print_within_min: int = 15  # a receipt that waited longer is printed for nobody
    drawer: str = ""  # opened by the printer if empty, by the serial line of a URL, or "none"
    drawer_bytes: str = ""  # what opens one on a serial line, in hex
    drawer_sense: str = ""  # of its wire while open: high or low, empty where none is read
    drawer_alarm_s: int = 30  # it stands open too long after this; 0 for never
    scanner: str = ""  # on a serial line: a URL; empty for one that types like a keyboard
    scanner_prefix: str = ""  # what it sends before each code, beside an AIM identifier
    scanner_suffix: str = ""  # and after it, beside the end of a line
    scan_gap_ms: int = 50  # a person's two keys are further apart than a keyboard scanner's
    weighing_scale: str = ""  # a URL with ?protocol=…&capacity_g=…, empty for none
    weighing_protocol: dict[str, str] = field(default_factory=dict)  # protocol=own
    manual_weight: bool = False  # whether a weight typed by hand is kept on record
    pole: str = ""  # the customer's line display: a URL with ?protocol=cd5220 or led8
    hq_pays: tuple[str, ...] = ()  # wallets whose payments go through HQ; none: the till's own hub
    card_terminal: str = ""  # a URL, empty where the card terminal stands alone
    subnet: str = ""  # where printers are looked for; empty for the 256 addresses around ours
    paper_mm: int = 80
    language: str = "zh_CN"
    theme: str = "light"
    scale: float = 0.0
    time_zone: str = "Asia/Shanghai"
    shop_name: str = ""
    shop_address: str = ""
    shop_phone: str = ""
    footer: str = ""
    cashier: str = ""
    rounding: str = "fen"  # what F10 takes off: none, fen, jiao or half_up
    rounding_for: str = "cash"  # cash, or all tenders
    labels: tuple[str, ...] = LABELS  # how the labels of the store's scales are read
    logo: str = ""  # a picture for the head of receipts: a path
    receipt_code: str = "qr"  # what finds the sale again: qr, barcode or both
    tax_on_receipt: bool = False  # the tax that the prices contain, by rate
    paper: bool = True  # whether receipts are printed without being asked for
    keys: str = "standard"  # what the function keys do
    display: str = "auto"  # the customer's screen: off, auto or its name
    promo: str = ""  # on the customer's screen: day, headline, condition; "name | cond. | price"
    key_map: dict[str, str] = field(default_factory=dict)  # keys of one's own: F3 = "discount"
    reduced_motion: bool = False
    lock_after_min: int = 15  # without a key or touch, where people sign in; 0 for never
    volume: int = 70  # of the sounds, 0 for none
    is_training: bool = False  # nothing counts: no sending, no drawer
    sync_pause_s: float = 15.0
    own: tuple[str, ...] = ()  # what stays as it is here, whatever head office says
    modules_off: tuple[str, ...] = ()  # what this shop does without
    shifts: bool = False  # sells only while a shift is open; on where a till is set up anew
    tolerance_fen: int = 500  # how much a count may differ before somebody must explain it

    def __post_init__(self) -> None:
        for name, allowed in (
            ("paper_mm", PAPERS_MM),
            ("language", LANGUAGES),
            ("theme", THEMES),
            ("receipt_code", RECEIPT_CODES),
            ("rounding", ROUNDINGS),
            ("rounding_for", ("cash", "all")),
            ("keys", KEYS),
            ("drawer_sense", SENSES),
            ("volume", VOLUMES),
            ("scan_gap_ms", GAPS_MS),
            ("lock_after_min", IDLE_MIN),
            ("tolerance_fen", TOLERANCES_FEN),
        ):
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} = {getattr(self, name)!r}")
        ZoneInfo(self.time_zone)

    def has(self, module: str) -> bool:
        """Say whether this shop uses a module: its screens are there, or not."""
        return module not in self.modules_off


def exists(folder: Path) -> bool:
    """Say whether a till was set up in this folder."""
    return (folder / FILE).is_file()


def load(folder: Path) -> Settings:
    """Read the settings of the till in this folder; raises Refusal for what is wrong."""
    path = folder / FILE
    try:
        values = tomllib.loads(path.read_text("utf-8"))
        if unknown := values.keys() - {field.name for field in fields(Settings)}:
            raise Refusal("unknown_settings", file=path, names=", ".join(sorted(unknown)))
        return msgspec.convert(values, Settings)
    except FileNotFoundError as error:
        raise Refusal("no_till_here", folder=folder) from error
    except (ValueError, TypeError, KeyError, OSError) as error:
        raise Refusal("bad_settings", file=path, why=error) from error


def save(folder: Path, settings: Settings) -> None:
    """Write the settings, all or nothing; raises Trouble when the folder cannot be written."""
    import tomli_w  # noqa: PLC0415 - most starts only read

    path = folder / FILE
    half = path.with_suffix(".half")
    try:
        half.write_text(tomli_w.dumps(asdict(settings)), "utf-8")
        half.replace(path)
    except OSError as error:
        raise Trouble("folder_read_only", folder=folder, why=error.strerror) from error


def with_those_of_hq(ours: Settings, said: Mapping[str, bytes]) -> tuple[Settings, list[str]]:
    """Return the settings as head office wants them, in JSON by name, and what cannot be so.

    What this till keeps as its `own` stays, and so does what head office has no say in, or says
    in a way that is no setting.
    """
    odd: list[str] = []
    for name, body in said.items():
        if name in ours.own:
            continue
        if name not in FROM_HQ:
            odd.append(name)
            continue
        try:
            ours = msgspec.convert(asdict(ours) | {name: msgspec.json.decode(body)}, Settings)
        except (ValueError, TypeError, RecursionError):
            odd.append(name)
    return ours, odd


def change(folder: Path, **changes: object) -> Settings:
    """Change some settings and keep the rest."""
    new = msgspec.convert(asdict(load(folder)) | changes, Settings)
    save(folder, new)
    return new
