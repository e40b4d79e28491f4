"""Reads what a failing tool printed and says in plain words what to do about it."""

import re
from typing import NamedTuple

from bootstrap.console import Stop


class Problem(NamedTuple):
    """What output looks like when this is wrong, and the two texts about it."""

    pattern: str
    chinese: str
    english: str


# The first match wins: a lost network also looks like a missing package.
KNOWN = [
    Problem(
        r"No space left|os error 28\b|os error 112\b|not enough space",
        "磁盘空间不足：请留出至少 2 GB 后再运行一次。",
        "The disk is full: free at least 2 GB, then run it again.",
    ),
    Problem(
        r"Read-only file system|Permission denied|os error 13\b|os error 30\b"
        r"|os error 5\b|Access is denied|拒绝访问|WinError 5\b|WinError 32\b",
        "没有写入权限：请关闭正在运行的掌柜，或把整个文件夹移到可写的位置再运行。",
        "Not allowed to write here: close a running Zhanggui, or move this folder "
        "to a place that you may write to.",
    ),
    Problem(
        r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate|UnknownIssuer|SSLError",
        "下载服务器的证书不被信任：请检查系统时间；使用代理或内网镜像时，"
        "请用 pip config set global.cert 指定证书文件。",
        "The download server's certificate is not trusted: check the clock; behind a "
        "proxy or with a mirror of your own, set `pip config set global.cert FILE`.",
    ),
    Problem(
        r"HTTP status client error \(40[137]|HTTPError: 40[137]|401 Unauthorized"
        r"|403 Forbidden|407 Proxy",
        "下载服务器拒绝了请求：请检查 pip config list 里的镜像地址和密码。",
        "The download server refuses: check mirror and password in `pip config list`.",
    ),
    Problem(
        r"[Hh]ash mismatch|DO NOT MATCH THE HASHES",
        "下载的文件与 requirements.lock 中的校验值不符，已停止。请更换镜像后再试。",
        "A downloaded file differs from its hash in requirements.lock, so set-up "
        "stopped. Try another mirror.",
    ),
    Problem(
        r"dns error|name resolution|getaddrinfo|Name or service not known"
        r"|Connection refused|Connection reset|NewConnectionError|ConnectTimeout"
        r"|[Tt]imed out|[Nn]etwork is unreachable|No route to host|ProxyError"
        r"|error sending request|Max retries exceeded|WinError 10060",
        "连不上下载服务器：请检查网络。国内可先设置镜像："
        "pip config set global.index-url 镜像地址，然后再运行一次。",
        "Cannot reach the download server: check the network, or set a mirror with "
        "`pip config set global.index-url URL`, then run it again.",
    ),
    Problem(
        r"no wheels? with a matching|No matching distribution|not a supported wheel"
        r"|has no usable wheels|only has wheels for",
        "有的组件没有适合这个 Python 或系统的版本：请用 64 位的 Python 3.11–3.13"
        "（Windows 10 1809+、Debian 12+、Ubuntu 22.04+）。",
        "A package has no build for this Python or system: use a 64-bit Python 3.11 "
        "to 3.13 on Windows 10 1809+, Debian 12+ or Ubuntu 22.04+.",
    ),
]
UNKNOWN = (
    "安装没有成功，原因见上面几行。再运行一次会从头修复。",
    "Set-up failed; the lines above say why. Running it again repairs it.",
)


def explain(output: str) -> Stop:
    """Turn a tool's output into the message that helps."""
    for problem in KNOWN:
        if re.search(problem.pattern, output):
            return Stop(problem.chinese, problem.english)
    return Stop(*UNKNOWN)


def is_missing_build(output: str) -> bool:
    """Tell whether the package itself is not to be had, rather than the network."""
    return explain(output).chinese in {KNOWN[-1].chinese, UNKNOWN[0]}
