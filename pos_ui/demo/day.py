"""The story of the demo day, hour by hour."""

import contextlib
import json
import shutil
import time
from dataclasses import asdict
from pathlib import Path

from app import settings
from app.base.money import Money
from app.console import Out
from app.storage import lock
from devices import drawing
from devices.simulator import PrinterSimulator
from pos_ui.demo import books
from pos_ui.demo.books import Summary
from pos_ui.demo.cashier import Cashier
from pos_ui.demo.processes import HeadOffice, answer_of, ring
from pos_ui.demo.sheet import photograph
from pos_ui.folder import DATABASE
from pos_ui.program import Program, start_qt

GOODS = Path(__file__).parents[2] / "resources" / "demo"
MORNING, KILLED_AFTER = 200, 60
SIZE = (1366, 768)
STEPS = 8


class Day:
    """One run of the demo, in a folder of its own."""

    def __init__(self, out_folder: Path, out: Out) -> None:
        self.folder = out_folder
        self._out = out
        self._till = out_folder / "till"
        self._hq = HeadOffice(out_folder / "hq" / "hq.sqlite")
        self._promised: set[str] = set()
        self._began = time.monotonic()
        self._step = 0

    def run(self, *, stays_open: bool) -> Summary:
        """Live through the day; with `stays_open` the window is left to the user at the end."""
        self._clear()
        with PrinterSimulator() as printer, contextlib.ExitStack() as stack:
            stack.callback(self._hq.kill)
            self._set_up(printer)
            real, chinese = self._morning()
            self._power_cut(real)
            application = start_qt(self._till, settings.load(self._till))
            with contextlib.closing(lock.hold_seller(self._till)):
                program = Program(self._till, settings.load(self._till))
                stack.callback(program.close)
                summary = self._afternoon(program, printer, chinese)
                if stays_open:
                    self._tell("窗口留给您继续收银，关上就结束", "the window is yours to sell on")
                    application.exec()
        return summary

    def _clear(self) -> None:
        for name in ("till", "hq"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / "hq").mkdir(parents=True)

    def _set_up(self, printer: PrinterSimulator) -> None:
        self._tell("启动总部和小票机，新建收银机", "starting HQ and a printer, making a till")
        admitted = answer_of(
            "hq", "till", "add", "--db", self._hq.db, "--store", "S1", "--till", "2"
        )
        self._hq.start()
        init = ("init", "--data", self._till, "--store", "S1", "--till", "2", "--hq", self._hq.url)
        shop = ("--shop-name", "好邻居便利 · 中山路店", "--cashier", "王小梅")
        wires = ("--credential", admitted["credential"], "--printer", printer.url)
        answer_of("pos_ui", *init, *wires, *shop)
        settings.change(self._till, sync_pause_s=1.0)
        self._tell("导入商品", "importing the catalogue")
        for name in ("journey-catalogue.csv", "catalogue.csv"):
            answer_of("pos_ui", "import", "products", GOODS / name, "--data", self._till)

    def _morning(self) -> tuple[list[str], list[str]]:
        self._tell("上午：真实购物篮，边收边传", "morning: real baskets, sent as they are sold")
        real = (GOODS / "journey-baskets.jsonl").read_text("utf-8").splitlines()
        chinese = (GOODS / "baskets.jsonl").read_text("utf-8").splitlines()
        self._promised |= set(ring(self._till, real[:MORNING]))
        answer_of("pos_ui", "sync", "--data", self._till)
        return real[MORNING:], chinese

    def _power_cut(self, real: list[str]) -> None:
        self._tell(
            "总部断电；收银机在一单中间被 SIGKILL", "HQ goes dark; the till is killed in mid-sale"
        )
        self._hq.kill()
        longest = max(range(len(real)), key=lambda at: len(real[at]))
        real[KILLED_AFTER], real[longest] = real[longest], real[KILLED_AFTER]
        self._promised |= set(ring(self._till, real, kill_after=KILLED_AFTER))
        self._tell("没有总部也照常收银", "selling on without HQ")
        self._promised |= set(ring(self._till, real[KILLED_AFTER + 1 :]))
        answer_of("pos_ui", "sync", "--data", self._till)  # in vain: everything waits

    def _afternoon(
        self, program: Program, printer: PrinterSimulator, baskets: list[str]
    ) -> Summary:
        self._tell(
            "下午：真实窗口收银，先接着中断的那一单", "afternoon: the real window, its cart first"
        )
        window = program.window
        window.resize(*SIZE)
        window.show()
        program.open()
        cashier = Cashier(window, self.folder)
        cashier.opens()
        cart = window.register.cart
        if cart is not None and cart.lines:
            cashier.photographs("window-reopened")
            cashier.pays()
        self._sell(cashier, baskets)
        self._tell("总部回来，补传", "HQ is back: sending what waited")
        self._hq.start()
        program.wake()
        cashier.wait(lambda: self._unsent() == 0, "not everything was sent")
        cashier.wait(lambda: "在线" in window.bar.line_text(), "the screen did not hear of it")
        cashier.photographs("window-selling")
        self._save_paper(printer, cashier)
        return self._close()

    def _sell(self, cashier: Cashier, baskets: list[str]) -> None:
        pieces = [
            [line["barcode"] for line in json.loads(basket)["lines"] if "." not in line["quantity"]]
            for basket in baskets
        ]
        whole = [codes for codes in pieces if len(codes) > 1][:8]
        for number, codes in enumerate(whole):
            cashier.scans(*codes)
            if number == 0:
                cashier.photographs("window-offline")
            cashier.pays(picture="window" if number == 0 else "")

    def _save_paper(self, printer: PrinterSimulator, cashier: Cashier) -> None:
        cashier.wait(lambda: any(it.is_cut for it in printer.papers), "nothing was printed")
        [first, *_] = [paper for paper in printer.papers if paper.is_cut]
        (self.folder / "receipt.png").write_bytes(drawing.draw(first, 576))

    def _close(self) -> Summary:
        self._tell("对账：收银机和总部逐笔相比", "comparing the books of till and HQ")
        summary = books.compare(
            self._till / DATABASE,
            self.folder / "hq" / "hq.sqlite",
            self._promised,
            time.monotonic() - self._began,
        )
        text = json.dumps(asdict(summary), indent=2)
        (self.folder / "summary.json").write_text(text + "\n", "utf-8")
        photograph(summary, self.folder / "summary.png")
        return summary

    def _unsent(self) -> int:
        return int(answer_of("pos_ui", "status", "--data", self._till)["unsent"])

    def _tell(self, chinese: str, english: str) -> None:
        self._step += 1
        mark = f"[{min(self._step, STEPS)}/{STEPS}]"
        self._out.say(f"{mark} {chinese}", f"{mark} {english}")


def words_of(summary: Summary) -> tuple[str, str]:
    """Say how the day went, in Chinese and in English."""
    till, hq = (Money(fen).grouped() for fen in (summary.till_total_fen, summary.hq_total_fen))
    told = (
        f"{summary.sales} 笔、{summary.lines} 行；收银机 ¥{till}，总部 ¥{hq}；",
        f"未上传 {summary.unsent}，重复 {summary.duplicates}，丢失 {summary.lost}；",
        f"用时 {summary.seconds} 秒",
    )
    said = (
        f"{summary.sales} sales, {summary.lines} lines; till ¥{till}, HQ ¥{hq}; ",
        f"unsent {summary.unsent}, duplicates {summary.duplicates}, lost {summary.lost}; ",
        f"{summary.seconds} s",
    )
    return "".join(told), "".join(said)
