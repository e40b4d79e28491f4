"""Understands `run.py`'s words, sets up what they need and starts it."""

import os
from pathlib import Path

from bootstrap import environment, machine, process
from bootstrap.console import Stop, say, write
from bootstrap.problems import explain

HELP = """用法 Usage: python3 run.py [命令 COMMAND]

  （无 none）     准备环境并演示一天的营业    set up and run the demo day
  setup           只准备环境                  only set up
      --pip           不用 uv                     without uv
      --runtime DIR   另建一个只含收银台的环境    also make one for the till alone
  test [ARGS]     跑测试 (pytest)             run the tests
  prove NAME      跑长验证                    run a long proof
  bench [NAME]    跑性能测量                  run the measurements
  lock            重新生成 requirements.lock  write requirements.lock anew
  till            打开收银台                  open the till
  hq [ARGS]       启动总部                    start headquarters
  sandbox         支付沙箱（尚未提供）        payment sandbox (not there yet)
  init, import, ring, status, sync, receipt, print, demo
                  收银台的其他命令            other commands of the till
"""
TILL = ("till", "init", "import", "ring", "status", "sync", "receipt", "print", "demo")
MODULES = {
    "test": ["pytest"],
    "bench": ["tests.benchmarks"],
    "prove": ["tests.proofs"],
    "hq": ["hq"],
} | {name: ["pos_ui", name] for name in TILL}
WITHOUT_SCREEN = ("test", "bench", "prove", "demo")  # these draw, but nobody looks


def main(words: list[str]) -> int:
    """Do what the words say; returns the exit code."""
    try:
        return _obey(words[0] if words else "demo", words[1:])
    except Stop as stop:
        say(stop.chinese, stop.english)
        return stop.code
    except KeyboardInterrupt:
        say("已中断。再运行一次会自动修复。", "Interrupted; the next run repairs it.")
        return 130
    except OSError as error:
        write(f"       {error}")
        reason = explain(str(error))
        say(reason.chinese, reason.english)
        return 1


def _obey(verb: str, rest: list[str]) -> int:
    if verb in ("-h", "--help", "help"):
        write(HELP)
        return 0
    if verb == "sandbox":
        raise Stop("支付沙箱还没有做好。", "The payment sandbox is not there yet.", 2)
    if verb not in MODULES and verb not in ("setup", "lock"):
        write(HELP)
        raise Stop(f"没有这个命令：{verb}", f"No such command: {verb}", 2)
    if not environment.is_ready():
        environment.prepare(with_uv=verb != "setup" or "--pip" not in rest)
    return _start(verb, rest)


def _start(verb: str, rest: list[str]) -> int:
    if verb == "setup":
        return _set_up(rest)
    if verb == "lock":
        environment.lock_again(rest)
        return 0
    if verb in ("test", "bench", "prove"):
        os.chdir(environment.ROOT)
    # -P: a folder `app` where the person stands must not stand in for ours.
    python = [str(environment.python_of(environment.VENV)), "-P", "-m"]
    return process.become([*python, *MODULES[verb], *rest], surroundings(verb))


def _set_up(rest: list[str]) -> int:
    if "--runtime" in rest:
        folder = rest[rest.index("--runtime") + 1 :][:1]
        if not folder:
            raise Stop("请给出文件夹：--runtime DIR", "Name a folder: --runtime DIR", 2)
        environment.make_runtime(Path(folder[0]))
    say("环境已就绪。", "The environment is ready.")
    return 0


def surroundings(verb: str) -> dict[str, str]:
    """Let Qt draw in memory where there is no screen; a till needs a real one."""
    around = dict(os.environ)
    if machine.is_headless() and "QT_QPA_PLATFORM" not in around:
        if verb == "till":
            raise Stop(
                "这台电脑没有图形界面，收银台需要屏幕。",
                "This machine has no screen (DISPLAY is not set); a till needs one.",
            )
        if verb in WITHOUT_SCREEN:
            around["QT_QPA_PLATFORM"] = "offscreen"
    return around
