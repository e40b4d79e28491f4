"""What each finding says, in Chinese and English, the same in a terminal and on the screen.

What failed is said by the message of its code in `app.base.messages`; here stands the rest.
"""

from app.base.errors import CHINESE
from app.base.messages import MESSAGES
from devices.checkup import Result, State

NAMES: dict[str, tuple[str, str]] = {
    "system": ("系统", "System"),
    "python": ("Python", "Python"),
    "sqlite": ("SQLite", "SQLite"),
    "memory": ("内存", "Memory"),
    "disk": ("硬盘", "Disk"),
    "folder": ("数据文件夹", "Data folder"),
    "font": ("中文字体", "Chinese font"),
    "screen": ("屏幕", "Screen"),
    "hq": ("到总部服务器", "Head office"),
    "loss": ("丢包", "Packet loss"),
    "clock": ("时间校准", "Clock"),
    "certificate": ("证书有效期", "Certificate"),
    "database": ("完整性", "Integrity"),
    "unsent": ("未上传", "Unsent"),
    "space": ("大小 / 剩余", "Size / free"),
    "backup": ("最近备份", "Last backup"),
    "catalogue": ("商品档案", "Catalogue"),
    "till_clock": ("电脑时间", "Computer clock"),
    "printer": ("小票机", "Receipt printer"),
    "printer_backup": ("备用小票机", "Stand-in printer"),
    "drawer": ("钱箱", "Cash drawer"),
    "scanner": ("扫码枪", "Scanner"),
    "scale": ("电子秤", "Scale"),
    "display": ("客显副屏", "Customer display"),
    "pole": ("数码客显", "Line display"),
    "card_terminal": ("刷卡终端", "Card terminal"),
    "search": ("查找网络小票机", "Search for printers"),
}
STATES: dict[State, tuple[str, str]] = {
    State.OK: ("正常", "OK"),
    State.WARN: ("要看一下", "Look at it"),
    State.FAULT: ("有问题", "Fault"),
    State.ABSENT: ("没有", "None"),
}
LINES: dict[str, tuple[str, str]] = {
    "system_is": ("{system} · {machine}", "{system} · {machine}"),
    "version_is": ("{version}", "{version}"),
    "sqlite_old": ("{version}，至少要 {needed}", "{version}; at least {needed} is needed"),
    "memory_is": ("{gb} GB · {cores} 核", "{gb} GB · {cores} cores"),
    "memory_low": ("只有 {gb} GB，建议 2 GB 以上", "Only {gb} GB; 2 GB or more is advised"),
    "disk_free": ("剩 {gb} GB", "{gb} GB free"),
    "disk_low": ("只剩 {gb} GB，请腾出空间", "Only {gb} GB free; make room"),
    "folder_writable": ("可以写入", "Writable"),
    "folder_locked": (
        "不能写入：{why}。请检查权限",
        "Cannot be written: {why}. Check the permissions",
    ),
    "font_there": ("小票字体在", "Receipt font is there"),
    "font_missing": (
        "缺小票字体，请重新安装程序",
        "The receipt font is missing; install the program again",
    ),
    "screen_is": ("{width}×{height} · {percent}%", "{width}×{height} · {percent}%"),
    "screen_small": (
        "{width}×{height}，至少要 1024×640",
        "{width}×{height}; at least 1024×640 is needed",
    ),
    "hq_absent": ("单店，没有总部", "Single shop, no head office"),
    "hq_address_odd": ("总部地址不对", "The address is no address"),
    "hq_away": (
        "连不上 {host}:{port}。照常收银，检查网线和地址",
        "{host}:{port} cannot be reached. Selling goes on; check cable and address",
    ),
    "hq_odd": ("{host} 有应答但不对（{why}）", "{host} answers oddly ({why})"),
    "hq_answers": ("{ms} ms", "{ms} ms"),
    "hq_slow": ("{ms} ms，偏慢", "{ms} ms, slow"),
    "loss_is": ("{percent}%（{tries} 次）", "{percent}% of {tries}"),
    "clock_right": ("准", "Right"),
    "clock_fast": ("快 {seconds} 秒", "{seconds} s fast"),
    "clock_slow": ("慢 {seconds} 秒", "{seconds} s slow"),
    "certificate_ends": ("剩 {days} 天", "{days} days left"),
    "certificate_bad": ("证书不可信：{why}", "Not trusted: {why}"),
    "database_whole": ("通过 · {ms} ms", "Passed · {ms} ms"),
    "database_missing": (
        "没有数据库，请重新设置收银机",
        "There is no database; set the till up again",
    ),
    "space_is": ("{mb} MB / {gb} GB", "{mb} MB / {gb} GB"),
    "backup_none": ("还没有备份", "No backup yet"),
    "backup_at": ("{at}", "{at}"),
    "unsent_is": ("{count} 笔", "{count}"),
    "unsent_alone": ("{count} 笔，没有总部", "{count}, no head office"),
    "unsent_refused": (
        "{count} 笔，总部退回 {refused} 笔",
        "{count}; head office refused {refused}",
    ),
    "catalogue_is": ("{count} 条", "{count} items"),
    "printer_absent": ("没有设小票机", "No printer is set"),
    "printer_answers": ("有应答 · {ms} ms", "Answers · {ms} ms"),
    "printer_takes": ("能写入，不回报状态", "Takes data, reports no state"),
    "printer_paper_low": ("快没纸了，请备好纸卷", "Paper is low; have a roll ready"),
    "printer_page_sent": (
        "测试页已发出 {bytes} 字节，请看纸",
        "Test page sent, {bytes} bytes; look at the paper",
    ),
    "receipt_sent": ("测试小票已发出，请看纸", "Sent; look at the paper"),
    "printer_page_printed": (
        "测试页已打完 · {ms} ms，请看纸",
        "Test page printed · {ms} ms; look at the paper",
    ),
    "drawer_absent": ("没有设钱箱", "No drawer is set"),
    "drawer_by_plug": ("由小票机打开 · 没有到位开关", "Opened by the printer · no switch"),
    "drawer_serial": ("独立串口", "On a line of its own"),
    "drawer_is_shut": ("由小票机打开 · 现在关着", "Opened by the printer · shut now"),
    "drawer_stands_open": ("由小票机打开 · 现在开着", "Opened by the printer · open now"),
    "drawer_kicked": ("已发开箱信号，请看钱箱", "Told to open; look at the drawer"),
    "scanner_types": ("USB 键盘口 · 扫一次就知道", "Types like a keyboard · scan to test"),
    "scanner_open": ("串口已打开，请扫一次", "Line is open; scan once"),
    "scale_absent": ("没有设电子秤", "No scale is set"),
    "scale_weighs": ("{kg} kg · 稳定", "{kg} kg · stable"),
    "scale_is_moving": ("读数不稳：放空盘 3 秒再试", "Not steady: empty it, wait 3 s, try again"),
    "scale_is_negative": ("读数是负的：先清零", "Below zero: zero it first"),
    "scale_is_over": ("超过量程：拿掉货物再试", "Overloaded: take the goods off"),
    "search_found": ("找到 {count} 台网络小票机", "{count} printers found on the network"),
    "drawer_calibrated": ("到位开关已校准", "The switch of the drawer is calibrated"),
    "scanner_scanned": ("扫到 {length} 位 · {ms} ms/字符", "Read {length} signs · {ms} ms each"),
    "scanner_read": ("扫到 {length} 位 · 串口", "Read {length} signs · line"),
    "scanner_slow": (
        "扫到了，但太慢或没有结束符：请给扫码枪设上回车",
        "Read, but too slow or without an end: program the scanner to send Enter",
    ),
    "display_absent": ("没有第二块屏幕", "No second screen"),
    "display_there": ("{screen} · {width}×{height}", "{screen} · {width}×{height}"),
    "display_shows": ("已显示测试图，请看副屏", "Shows the test picture; look at it"),
    "display_away": ("找不到屏幕 {screen}", "The screen {screen} is not there"),
    "pole_absent": ("没有设数码客显", "No line display is set"),
    "pole_open": ("线路已打开", "Line is open"),
    "pole_eights": ("已显示 8888，请看客显", "Shows 8888; look at it"),
    "card_terminal_absent": ("没有接刷卡终端", "No card terminal is set"),
    "terminal_asked": ("已询问，等它应答", "Asked, waiting for its answer"),
    "terminal_answers": ("联机应答 · {ms} ms", "Answers · {ms} ms"),
}

ADVICE: dict[str, tuple[str, str]] = {  # short, for a card; devices have figures alone
    "DB-500": ("坏了：别删文件，导出支持包", "Damaged: delete nothing"),
    "NET-404": ("连不上，检查网线和地址", "Away: check cable and address"),
    "NET-502": ("应答不对，问总部", "Answers oddly: ask head office"),
    "400": ("地址或型号不对，请重新选择", "Address or model is wrong: choose again"),
    "404": ("检查电源和接线，再点重新检测", "Check power and cable, then test again"),
    "408": ("连上了，但没有应答；检查协议", "Connected, no answer: check the protocol"),
    "409": ("收银台正在使用", "In use by the till"),
    "410": ("缺纸，装好纸再测", "Out of paper: load a roll and test"),
    "422": ("读不懂；换协议或波特率再测", "Unreadable: change protocol or speed"),
    "423": ("上盖没合好，合上再测", "Cover is open: close it and test"),
    "424": ("切刀卡住，清理后再测", "Cutter is stuck: clear it and test"),
    "500": ("设备报告故障，关机再开", "Faulty: switch it off and on"),
    "503": ("设备脱机，按一下联机键", "Offline: press its online key"),
}


def name_of(name: str, language: str) -> str:
    """Say what was looked at."""
    return _in(NAMES.get(name, (name, name)), language)


def state_of(state: State, language: str) -> str:
    """Say what came of it in a word."""
    return _in(STATES[state], language)


def line_of(result: Result, language: str) -> str:
    """Say what was found; an unknown code, of another version's report, is shown as it is."""
    return with_error(_said(result, language), result.error, language)


def advice_of(result: Result, language: str) -> str:
    """Say in a few words what to do, without the code; else what was found."""
    number = result.error.removeprefix("E-").removeprefix("DEV-")
    return _in(ADVICE[number], language) if number in ADVICE else _said(result, language)


def with_error(said: str, error: str, language: str) -> str:
    """Put the code behind a sentence, for the telephone."""
    if not error:
        return said
    return f"{said}（{error}）" if language == CHINESE else f"{said} ({error})"


def _said(result: Result, language: str) -> str:
    texts = LINES.get(result.code) or MESSAGES.get(result.code)
    if texts is None:
        return result.code
    try:
        return _in(texts, language).format_map(result.figures)
    except (KeyError, ValueError, IndexError):  # the figures of another version
        return result.code


def _in(texts: tuple[str, str], language: str) -> str:
    return texts[0] if language == CHINESE else texts[1]
