"""What run.py and the lock promise, checked without a network."""

import ast
import platform
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bootstrap import (
    console,
    environment,
    lockfile,
    machine,
    main,
    mirror,
    problems,
    process,
    trimming,
)

ROOT = Path(__file__).parents[1]
RUN = ROOT / "run.py"
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
OLD_PYTHON = """
import sys
sys.version_info = (3, 8, 10)
exec(compile(open(sys.argv[1], encoding='utf-8').read(), 'run.py', 'exec'))
"""


def wanted() -> list[Requirement]:
    groups = PROJECT["dependency-groups"]
    names = [word for group in environment.GROUPS for word in groups[group]]
    return [Requirement(text) for text in PROJECT["project"]["dependencies"] + names]


def test_the_lock_names_no_host_and_no_index() -> None:
    assert not re.findall(r"(?m)^.*(?:://|^ *-\w|--(?!hash=sha256:)).*$", LOCK)


def test_every_package_of_the_lock_has_a_hash() -> None:
    blocks = lockfile.blocks(LOCK)
    assert len(blocks) > 50
    assert [name for name, text in blocks.items() if "--hash=sha256:" not in text] == []


def test_the_lock_holds_a_fitting_version_of_all_that_the_project_asks_for() -> None:
    locked = {
        canonicalize_name(name): text.split("==")[1].split()[0]
        for name, text in lockfile.blocks(LOCK).items()
    }
    missing = [
        str(one)
        for one in wanted()
        if not one.specifier.contains(locked.get(canonicalize_name(one.name), "0"))
    ]
    assert missing == []


def test_a_line_of_the_lock_that_is_no_package_is_refused() -> None:
    with pytest.raises(ValueError, match="--index-url"):
        lockfile.blocks("--index-url x\n" + LOCK)


def test_the_lock_can_be_cut_down_and_keeps_its_hashes() -> None:
    few = lockfile.only(LOCK, lockfile.names("uv==1\n# via\nmsgspec==2\n"))
    assert set(lockfile.blocks(few)) == {"uv", "msgspec"}
    assert "uv" not in lockfile.blocks(lockfile.without(LOCK, "uv"))


def test_run_py_is_written_for_any_python() -> None:
    source = RUN.read_text("utf-8")
    new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef)
    nodes = list(ast.walk(ast.parse(source)))
    assert source.startswith("# -*- coding: utf-8 -*-")
    assert not [node for node in nodes if isinstance(node, new)]
    assert not [node for node in nodes if getattr(node, "annotation", None)]
    assert not [node for node in nodes if getattr(node, "returns", None)]


def test_a_python_2_is_told_what_to_do() -> None:
    python = shutil.which("python2.7") or shutil.which("python2")
    if not python or subprocess.run([python, "-V"], check=False).returncode:
        pytest.skip("no Python 2 on this machine; the grammar is checked above")
    told = subprocess.run([python, RUN], capture_output=True, check=False)
    assert told.returncode == 1
    assert "掌柜需要 Python 3.11" in told.stderr.decode()


def test_a_wrong_python_is_told_what_to_do() -> None:
    told = subprocess.run([sys.executable, "-c", OLD_PYTHON, RUN], capture_output=True, check=False)
    assert told.returncode == 1
    assert "现在运行的是 3.8.10" in told.stderr.decode()
    assert "Zhanggui needs Python 3.11 or newer" in told.stderr.decode()


def test_setting_up_needs_nothing_but_python() -> None:
    found = set()
    for file in [RUN, *ROOT.glob("bootstrap/*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                found.add(str(node.module).split(".")[0])
    assert found - sys.stdlib_module_names == {"bootstrap"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a lock of its own and an environment that looks made."""
    monkeypatch.setattr(environment, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(environment, "PYPROJECT", tmp_path / "pyproject.toml")
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "TOOLS", tmp_path / ".tools")
    environment.LOCK.write_text("uv==1\n")
    environment.PYPROJECT.write_text("")
    python = environment.python_of(environment.VENV)
    python.parent.mkdir(parents=True)
    python.touch()
    (environment.VENV / environment.STAMP).write_text(environment.stamp(), "utf-8")
    return tmp_path


@pytest.mark.usefixtures("project")
def test_a_finished_environment_is_ready() -> None:
    assert environment.is_ready()


@pytest.mark.usefixtures("project")
def test_a_changed_lock_asks_for_set_up() -> None:
    environment.LOCK.write_text("uv==2\n")
    assert not environment.is_ready()


@pytest.mark.usefixtures("project")
def test_another_python_asks_for_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "other")
    assert not environment.is_ready()


@pytest.mark.usefixtures("project")
def test_an_interrupted_set_up_leaves_no_stamp_and_is_begun_afresh(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lost(command: process.Command, _extra: object = None) -> str:
        raise process.Failed("dns error: " + str(command[0]))

    environment.LOCK.write_text("uv==2\n")
    monkeypatch.setattr(machine, "complete", lambda: None)
    monkeypatch.setattr(process, "run", lost)
    leftover = environment.VENV / "half.txt"
    leftover.touch()
    for _ in range(2):  # the first try keeps what was finished, the second does not
        with pytest.raises(console.Stop, match="check the network"):
            environment.prepare()
    assert not leftover.exists()


def test_a_second_set_up_waits_for_the_first(tmp_path: Path) -> None:
    order = []

    def second() -> None:
        with environment.alone(tmp_path / "busy"):
            order.append("second")

    with environment.alone(tmp_path / "busy"):
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


@pytest.mark.parametrize(
    ("output", "english"),
    [
        ("error: dns error: failed to lookup address", "check the network"),
        ("tcp connect error: Connection refused (os error 111)", "check the network"),
        ("No space left on device (os error 28)\ntimed out", "The disk is full"),
        ("[Errno 30] Read-only file system: '.venv'", "Not allowed to write"),
        ("invalid peer certificate: UnknownIssuer", "is not trusted"),
        ("HTTP status client error (403 Forbidden)", "The download server refuses"),
        ("Hash mismatch for `idna==3.20`", "differs from its hash"),
        ("pyside6 has no wheels with a matching platform tag", "64-bit Python"),
        ("something nobody has seen", "Running it again"),
    ],
)
def test_a_failing_tool_is_explained(output: str, english: str) -> None:
    assert english in problems.explain(output).english


@pytest.mark.usefixtures("project")
def test_a_folder_without_permission_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_words: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    environment.LOCK.write_text("uv==2\n")
    monkeypatch.setattr(Path, "mkdir", refuse)
    assert main.main(["setup"]) == 1
    assert "没有写入权限" in capfd.readouterr().err


PIP_CONFIG = """\
:env:.cert='/etc/corporate.pem'
global.index-url='https://mirror.example/simple'
global.cert='/etc/other.pem'
install.extra-index-url='https://one.example/simple\\nfile:///no/such/folder'
global.find-links='/no/such/wheels'
"""


def test_pips_mirror_is_handed_to_uv() -> None:
    assert mirror.translate(mirror.settings(PIP_CONFIG)) == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INDEX": "https://one.example/simple",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "SSL_CERT_FILE": "/etc/corporate.pem",
    }


def test_without_pip_settings_uv_is_told_nothing() -> None:
    assert mirror.translate(mirror.settings("")) == {}


def test_the_users_own_uv_settings_win() -> None:
    own = dict.fromkeys(("SSL_CERT_FILE", "UV_INDEX", "UV_DEFAULT_INDEX"), "x")
    assert not mirror.for_uv(Path(sys.executable), own).keys() & own.keys()


def test_every_word_of_the_help_is_understood() -> None:
    for word in main.MODULES:
        assert re.search(rf"\b{word}\b", main.HELP)


@pytest.mark.parametrize("word", ["sandbox", "nonsense"])
def test_a_program_that_is_not_there_is_said_politely(word: str) -> None:
    assert main.main([word]) == 2


def test_the_demo_draws_in_memory_where_there_is_no_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main.surroundings("demo")["QT_QPA_PLATFORM"] == "offscreen"
    with pytest.raises(console.Stop, match="no screen"):
        main.surroundings("till")


def test_the_machines_command_names_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name == "apt-get")
    assert machine.command(["libegl1"]).endswith("apt-get install -y libegl1")


@pytest.mark.parametrize(
    ("path", "is_wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\tls\\qopensslbackend.dll", False),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6\\Qt6Quick.dll", False),
        ("PySide6\\Qt6Widgets.dll", True),
        ("PySide6/Qt/lib/libQt6QmlModels.so.6", False),
        ("PySide6/Qt/lib/libQt6DBus.so.6", True),
        ("PySide6\\translations\\qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf", True),
    ],
)
def test_a_frozen_till_carries_only_what_it_uses(path: str, *, is_wanted: bool) -> None:
    assert trimming.is_wanted(path) == is_wanted


def test_uv_here_is_the_one_of_the_lock() -> None:
    assert lockfile.blocks(LOCK)["uv"].startswith(f"uv=={version('uv')} ")
