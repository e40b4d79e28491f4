"""The OpenAPI document of what HQ answers, from the types that travel."""

from typing import Any

import msgspec

from sync.wire import (
    CLAIMS,
    ENROL,
    FEEDS,
    HELLO,
    PROBLEM_HEADER,
    PROTOCOL,
    PUSH,
    ROTATE,
    SALES,
    ClaimAnswer,
    Enrol,
    Enrolled,
    FeedPage,
    Hello,
    Problem,
    Push,
    Reply,
    ReturnClaim,
    Rotate,
    SoldAnswer,
    Welcome,
)

POSTS: tuple[tuple[str, str, type, type], ...] = (
    (ENROL, "Become known by a one-time code", Enrol, Enrolled),
    (HELLO, "Compare where till and HQ stand; get a token", Hello, Welcome),
    (ROTATE, "Put a new key in the place of the old", Rotate, Enrolled),
    (PUSH, "Send facts in order", Push, Reply),
    (CLAIMS, "Claim goods that are about to come back", ReturnClaim, ClaimAnswer),
)
NO = {
    "400": "It cannot be read",
    "401": "It is not signed, by no known key, at another time, or the token is too old",
    "403": "The code is no good, or a till speaks for another, or two machines are one till",
    "409": "This very request was answered already",
    "413": "It is larger than HQ takes",
    "503": "Try again after Retry-After",
}
WHERE = "#/components/schemas/{name}"


def document() -> dict[str, Any]:
    """Describe every request and its answers."""
    types = [kind for _, _, asked, said in POSTS for kind in (asked, said)]
    references, schemas = msgspec.json.schema_components(
        [*types, FeedPage, SoldAnswer], ref_template=WHERE
    )
    refers = iter(references)
    paths: dict[str, Any] = {}
    for path, summary, _, _ in POSTS:
        paths[path] = {"post": _post(summary, next(refers), next(refers))}
    page, sold = refers
    paths[FEEDS + "{feed}"] = {"get": _feed(page)}
    paths[SALES] = {"get": _sale(sold)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Zhanggui HQ", "version": str(PROTOCOL)},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "signature": {
                    "type": "http",
                    "scheme": "signature",
                    "description": "RFC 9421 over @method, @path, @query and content-digest",
                },
                "token": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _post(summary: str, asked: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": asked}}},
        "responses": {"200": _ok(said), **_refusals(NO)},
        "security": [{"signature": []}],
    }


def _feed(page: dict[str, Any]) -> dict[str, Any]:
    no = NO | {"410": "Read this feed from its start"}
    del no["403"]
    return {
        "summary": "Read what HQ publishes after a cursor",
        "parameters": [
            _parameter("feed", "path"),
            _parameter("cursor", "query"),
            {
                "name": "limit",
                "in": "query",
                "schema": {"type": "integer", "minimum": 1, "maximum": 2000},
            },
        ],
        "responses": {
            "200": _ok(page),
            "204": {"description": "Nothing new"},
            **_refusals(no),
        },
        "security": [{"token": []}, {"signature": []}],
    }


def _sale(sold: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": "Find a sale of the till's store",
        "parameters": [_parameter("wanted", "query")],
        "responses": {"200": _ok(sold), **_refusals(NO)},
        "security": [{"signature": []}],
    }


def _parameter(name: str, place: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "schema": {"type": "string"},
    }


def _ok(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "Done", "content": {"application/json": {"schema": schema}}}


def _refusals(no: dict[str, str]) -> dict[str, Any]:
    words = {"schema": {"enum": [str(it) for it in Problem]}}
    return {
        status: {"description": text, "headers": {PROBLEM_HEADER: words}}
        for status, text in no.items()
    }


if __name__ == "__main__":
    print(msgspec.json.format(msgspec.json.encode(document(), order="sorted"), indent=1).decode())
