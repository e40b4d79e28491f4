import json
from pathlib import Path

from starlette.routing import Route
from starlette.testclient import TestClient

from app.shop import Shop
from hq import openapi
from hq.server import make_server
from sync.wire import Problem

DOCS = Path(__file__).parents[2] / "docs"
WRITE = "write it again: python -m hq.openapi > docs/openapi.json"


def test_the_document_of_the_protocol_is_today_s() -> None:
    written = json.loads((DOCS / "openapi.json").read_text("utf-8"))
    assert written == json.loads(json.dumps(openapi.document())), WRITE


def test_the_server_serves_what_the_document_describes(hq: Shop) -> None:
    server = make_server(hq)
    routed = {it.path for it in server.routes if isinstance(it, Route)}
    assert set(openapi.document()["paths"]) <= routed
    with TestClient(server) as http:
        assert http.get("/v1/openapi.json").json()["openapi"] == "3.1.0"


def test_the_page_speaks_of_what_there_is() -> None:
    page = (DOCS / "protocol.md").read_text("utf-8")
    for path in openapi.document()["paths"]:
        assert path.removesuffix("/{feed}") in page
    for problem in (Problem.WRONG_CLOCK, Problem.TWO_MACHINES, Problem.OTHER_PROTOCOL):
        assert f"{problem}" in page
