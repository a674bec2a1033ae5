"""What the Hub says of models, and what is kept when it says something else, nothing, or nonsense."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.disk.fetched_files import Store
from generator.fetch import hub
from generator.fetch.http import Client
from generator.fetch.hub import Hub
from generator.fetch.report import Report
from generator.values.fetched import HubModel
from tests.fetch.conftest import Clock
from tests.fetch.faulty import Faulty, Got, Reply

TODAY = date(2026, 11, 24)
BODY: dict[str, Any] = {
    "_id": "6" * 24,
    "id": "lab/model",
    "createdAt": "2024-07-14T22:20:15.000Z",
    "lastModified": "2024-10-16T22:00:37.000Z",
    "downloads": 600,
    "downloadsAllTime": 28000,
    "likes": 250,
    "gated": "manual",
    "disabled": False,
    "tags": ["transformers", "license:llama3.1", "base_model:lab/base", "base_model:finetune:lab/base", "region:us"],
    "safetensors": {"parameters": {"BF16": 8030261248}, "total": 8030261248},
    "childrenModelCount": {"adapter": 13, "finetune": 14, "merge": 0, "quantized": 3, "new-kind": 5},
}
"""In the shape in which the Hub answers; the numbers are made up."""

Run = Callable[..., Report]


@pytest.fixture
def run(server: Faulty, client: Client, tmp_path: Path) -> Run:
    """Ask the stand-in Hub for models."""

    def ask_for(*models: str, today: date = TODAY, token: str | None = None, derivatives: bool = False) -> Report:
        there = Hub(client, server.address, token)
        return hub.run(there, Store(tmp_path), models or ("lab/model",), today, lambda *_: None, derivatives=derivatives)

    return ask_for


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[], HubModel | None]:
    """What is kept of the model."""
    return lambda: Store(tmp_path).read("hub/lab/model.json", HubModel)


def path(name: str = "lab/model") -> str:
    """The route of a model."""
    return f"/api/models/{name}"


def test_a_model_is_kept_with_where_it_came_from(server: Faulty, run: Run, stored: Callable[[], HubModel]) -> None:
    """Only the fields that are asked for, in our words; kinds of derivatives that nobody knows are left out."""
    server.json(path(), BODY)
    report = run()
    assert (report.asked, report.got, report.changed, report.troubles, report.code) == (1, 1, ("lab/model: new",), (), 0)
    model = stored()
    assert (model.gate, model.licence, model.parameters, model.state) == ("manual", "llama3.1", 8030261248, "there")
    assert model.children == {"adapter": 13, "finetune": 14, "merge": 0, "quantized": 3}
    assert model.bases == (("finetune", "lab/base"),)
    assert str(model.created) == "2024-07-14 22:20:15+00:00"
    assert [(point.day, point.downloads, point.likes) for point in model.history] == [(TODAY, 600, 250)]
    assert model.origin.sha256
    assert server.paths()[0].startswith("/api/models/lab/model?expand%5B%5D=createdAt&expand%5B%5D=lastModified&")


def test_the_same_again_changes_no_file(server: Faulty, run: Run, tmp_path: Path) -> None:
    """Not even the time of asking."""
    server.json(path(), BODY)
    run()
    file = tmp_path / "entries/_fetched/hub/lab/model.json"
    before = file.read_bytes()
    assert run().changed == ()
    assert file.read_bytes() == before


def test_history_grows_by_a_point_a_week(server: Faulty, run: Run, stored: Callable[[], HubModel]) -> None:
    """And is only ever added to."""
    for day, likes in ((1, 250), (5, 260), (8, 270), (16, 280)):
        server.json(path(), BODY | {"likes": likes})
        run(today=date(2026, 11, day))
    assert [(point.day.day, point.likes) for point in stored().history] == [(1, 250), (8, 270), (16, 280)]
    assert stored().likes == 280


BAD: dict[str, Reply] = {
    "a 500 with JSON": Reply(500, {}, b'{"error": "Internal Error"}'),
    "a 200 with an error": Reply(200, {}, b'{"error": "Internal Error - We\'re working hard to fix this"}'),
    "HTML for JSON": Reply(200, {"Content-Type": "application/json"}, b"<html>Just a moment...</html>"),
    "an empty list": Reply(200, {}, b"[]"),
    "nothing": Reply(200, {}, b""),
    "half of it": Reply(200, {}, b'{"_id": "6', "short"),
    "a reset": Reply(fault="reset"),
    "a bomb": Reply(fault="bomb"),
    "packed and cut": Reply(200, {}, b"{}" * 99, "cut-gzip"),
    "fields that are unknown": Reply(400, {}, b'{"error": "Invalid option: expected one of author|baseModels"}'),
    "another repository": Reply(200, {}, b'{"_id": "777777777777777777777777", "id": "lab/model"}'),
    "nested without end": Reply(200, {}, b"[" * 100_000),
    "nested deeply": Reply(200, {}, b'{"error": ' + b"[" * 900 + b"]" * 900 + b"}"),
    "half a character as its key": Reply(200, {}, b'{"_id": "\\ud800", "id": "lab/model", "tags": ["license:mit"]}'),
    "half a character as its name": Reply(200, {}, b'{"_id": "666666666666666666666666", "id": "lab/\\udfff"}'),
    "a nul in its name": Reply(200, {}, b'{"_id": "666666666666666666666666", "id": "lab/\\u0000"}'),
    "nul bytes": Reply(200, {}, bytes(900)),
    "not a number": Reply(200, {}, b'{"_id": "666666666666666666666666", "id": "lab/model", "likes": NaN}'),
    "infinity": Reply(200, {}, b'{"_id": "666666666666666666666666", "id": "lab/model", "likes": -Infinity}'),
    "a number of 5,000 digits": Reply(200, {}, b'{"_id": "666666666666666666666666", "id": "lab/model", "likes": ' + b"9" * 5000 + b"}"),
    "a Retry-After that is no number": Reply(503, {"Retry-After": "²"}, b"x"),
    "a Retry-After of 5,000 digits": Reply(503, {"Retry-After": "9" * 5000}, b"x"),
    "a limit that is no number": Reply(429, {"RateLimit-Remaining": "0", "RateLimit-Reset": "²"}, b"x"),
    "a length that is no number": Reply(body=b"HTTP/1.1 200 OK\r\nContent-Length: \xb2\r\n\r\n{}", fault="raw"),
    "a way to nowhere": Reply(302, {"Location": "http://[::1"}),
    "an error that steers a terminal": Reply(500, {}, b'{"error": "\\u001b[31m\\ud800"}'),
}


@pytest.mark.parametrize("what", list(BAD))
def test_what_is_no_answer_leaves_what_was_good(server: Faulty, run: Run, tmp_path: Path, what: str) -> None:
    """The file is untouched, the run says why in a line, and another model is fetched all the same."""
    server.json(path(), BODY)
    server.json(path("lab/other"), BODY | {"id": "lab/other", "_id": "8" * 24})
    run("lab/model", "lab/other")
    file = tmp_path / "entries/_fetched/hub/lab/model.json"
    before = file.read_bytes()
    server.at(path(), BAD[what])
    report = run("lab/model", "lab/other")
    assert file.read_bytes() == before
    assert (report.got, report.code, len(report.troubles)) == (1, 3, 1)
    assert report.troubles[0].startswith("lab/model: ")
    assert report.troubles[0].isprintable()
    assert "fault of this program" not in report.troubles[0]


def test_a_run_that_gets_nothing_is_an_error(server: Faulty, run: Run) -> None:
    """Where there was something before, and also where there was not."""
    server.json(path(), BODY)
    run()
    server.at(path(), Reply(500))
    report = run()
    assert (report.lost, report.code) == (True, 1)
    assert run("lab/never").code == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("createdAt", "1759-01-01T00:00:00.000Z"),
        ("createdAt", "2031-01-01T00:00:00.000Z"),
        ("createdAt", 17),
        ("createdAt", "soon"),
        ("likes", 0),
        ("likes", -5),
        ("likes", "many"),
        ("likes", True),
        ("likes", 10**30),
        ("downloadsAllTime", 3),
        ("safetensors", {"total": 10**17}),
        ("safetensors", {"total": 5}),
        ("safetensors", "none"),
    ],
)
def test_an_absurd_value_is_not_taken(server: Faulty, run: Run, stored: Callable[[], HubModel], field: str, value: object) -> None:
    """The value before stays, the other values are taken, and it is told."""
    server.json(path(), BODY)
    run()
    server.json(path(), BODY | {"downloads": 601, field: value})
    report = run()
    assert (stored().likes, stored().downloads_in_all, stored().parameters) == (250, 28000, 8030261248)
    assert str(stored().created) == "2024-07-14 22:20:15+00:00"
    assert stored().downloads == 601
    assert field in report.troubles[0]
    assert report.code == 3


def test_hostile_tags_and_types_do_no_harm(server: Faulty, run: Run, stored: Callable[[], HubModel]) -> None:
    """Whatever a model's owner wrote, what is kept has its shape."""
    tags = [
        7,
        None,
        "license:" + "x" * 9000,
        "base_model:",
        "base_model:evil:a/b",
        "base_model:merge:" + "a/" * 200,
        "base_model:merge:c/d",
    ]
    odd = {"tags": tags, "gated": {"a": 1}, "childrenModelCount": [1], "safetensors": [], "disabled": "yes", "downloads": None}
    server.json(path(), BODY | odd)
    run()
    assert stored().bases == (("merge", "c/d"),)
    assert len(stored().licence or "") == 100
    assert (stored().gate, dict(stored().children), stored().parameters, stored().state) == (None, {}, None, "there")
    server.json(path(), BODY | {"tags": ["license:\x1b[31mmit\u202e\ud800", "base_model:merge:\ud800/x", "base_model:merge:a\x1b/b"]})
    run()
    assert (stored().licence, stored().bases) == ("[31mmit", ())


def test_a_renamed_repository_is_followed(server: Faulty, run: Run, stored: Callable[[], HubModel]) -> None:
    """If the Hub's key says that it is the same."""
    server.json(path(), BODY)
    run()
    server.at(path(), Reply(307, {"Location": path("lab/new-name")}))
    server.json(path("lab/new-name"), BODY | {"id": "lab/new-name", "likes": 300})
    assert run().troubles == ()
    assert (stored().name, stored().likes, stored().id) == ("lab/new-name", 300, "lab/model")


def test_a_redirect_to_another_repository_is_not_followed(server: Faulty, run: Run, stored: Callable[[], HubModel]) -> None:
    """Nor one that nobody can tell apart from that."""
    server.at(path(), Reply(307, {"Location": path("else/model")}))
    server.json(path("else/model"), BODY | {"id": "else/model", "_id": "9" * 24})
    assert "may be another repository; name it in the entry" in run().troubles[0]
    assert stored() is None
    server.json(path(), BODY)
    run()
    server.at(path(), Reply(307, {"Location": path("else/model")}))
    assert "another repository now has this name" in run().troubles[0]
    assert stored().name is None


@pytest.mark.parametrize(
    ("status", "headers", "token", "state"),
    [
        (401, {"X-Error-Message": "Invalid username or password."}, None, "hidden"),
        (401, {"X-Error-Code": "RepoNotFound"}, None, "gone"),
        (404, {}, "hf_x", "gone"),
        (404, {}, None, "hidden"),
        (403, {}, "hf_x", "hidden"),
    ],
)
def test_what_is_not_shown_is_hidden_or_gone(
    server: Faulty, run: Run, stored: Callable[[], HubModel], status: int, headers: dict[str, str], token: str | None, state: str
) -> None:
    """Gone only if the Hub says so, or says it to somebody it knows; the last good values stay, and come back."""
    server.json(path(), BODY)
    run()
    server.at(path(), Reply(status, headers, b'{"error": "x"}'))
    assert run(token=token).changed == (f"lab/model: state there → {state}",)
    assert (stored().state, stored().likes) == (state, 250)
    server.json(path(), BODY)
    run()
    assert stored().state == "there"


def test_a_token_is_sent_to_the_hub_alone(server: Faulty, run: Run) -> None:
    """As a header."""
    server.json(path(), BODY)
    run(token="hf_secret")  # noqa: S106  made up
    assert server.got[0].headers["Authorization"] == "Bearer hf_secret"


def test_a_disabled_model_is_told(server: Faulty, run: Run, stored: Callable[[], HubModel]) -> None:
    """As GPT-4chan is."""
    server.json(path(), BODY | {"disabled": True})
    run()
    assert stored().state == "disabled"


def test_derivatives_are_named_along_pages(server: Faulty, run: Run, stored: Callable[[], HubModel]) -> None:
    """The most downloaded of each kind that there is, by the Link header; a link to another server is not followed."""
    server.json(path(), BODY | {"childrenModelCount": {"finetune": 9, "merge": 0}})
    rows = [{"id": f"a/{n}", "downloads": 100 - n} for n in range(8)]
    following = {"Link": f'<{server.address}/api/models?cursor=abc>; rel="next"'}
    server.at(
        "/api/models",
        Reply(200, following, b'[{"id": "a/0", "downloads": 100}, {"no": "id"}, 7]'),
        Reply(200, {"Link": '<https://evil.example/next>; rel="next"'}, str(rows[1:4]).replace("'", '"').encode()),
    )
    run(derivatives=True)
    assert [(derivative.id, derivative.how, derivative.downloads) for derivative in stored().derivatives] == [
        (f"a/{n}", "finetune", 100 - n) for n in range(4)
    ]
    assert "filter=base_model%3Afinetune%3Alab%2Fmodel" in server.paths()[1]
    assert server.paths()[2] == "/api/models?cursor=abc"


def test_derivatives_that_cannot_be_had_cost_nothing_else(server: Faulty, run: Run, stored: Callable[[], HubModel]) -> None:
    """What the Hub said of the model itself is kept, and names that are none are left out."""
    server.json(path(), BODY)
    server.at("/api/models", Reply(500))
    assert "the list of what derives from it was answered with 500" in run(derivatives=True).troubles[0]
    assert stored().likes == 250
    server.at(
        "/api/models", Reply(200, {"Link": '<http://[::1>; rel="next"'}, b'[{"id": "\\ud800/x"}, {"id": "a\\u001b/b"}, {"id": "a/b"}]')
    )
    assert run(derivatives=True).troubles == ()
    assert {derivative.id for derivative in stored().derivatives} == {"a/b"}


def test_what_nobody_foresaw_is_told_of_one_model(
    server: Faulty, run: Run, stored: Callable[[], HubModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its kind and its place, so that somebody can mend it."""
    server.json(path(), BODY)
    server.json(path("lab/other"), BODY | {"id": "lab/other"})
    real = hub.ask_hub

    def ask_hub(there: Hub, name: str, *more: Any) -> HubModel:
        if name == "lab/other":
            raise ZeroDivisionError("by\x1b zero")
        return real(there, name, *more)

    monkeypatch.setattr(hub, "ask_hub", ask_hub)
    report = run("lab/model", "lab/other")
    assert (report.code, stored().likes) == (3, 250)
    (trouble,) = report.troubles
    assert trouble.startswith(
        "lab/other: what it sent could not be handled, which is a fault of this program (ZeroDivisionError at hub.py:"
    )
    assert trouble.endswith(": by zero); please report this line")


def test_what_was_got_is_kept_when_the_time_of_a_run_is_over(
    server: Faulty, run: Run, clock: Clock, client: Client, tmp_path: Path
) -> None:
    """What was not asked is told, counted as failed, and left as it was."""
    names = [f"lab/m{n}" for n in range(9)]
    for name in names:
        server.json(path(name), BODY | {"id": name, "likes": 400})
    run("lab/m8")
    before = (tmp_path / "entries/_fetched/hub/lab/m8.json").read_bytes()
    client.ends = clock.time + timedelta(seconds=30)
    real = server.next

    def slowly(got: Got) -> Reply:
        clock.time += timedelta(seconds=10)
        return real(got)

    server.next = slowly  # type: ignore[method-assign]
    report = run(*names)
    # Two are asked at a time: one may be on its way when the other's answer uses up the time.
    assert report.got in (3, 4)
    assert len(list((tmp_path / "entries/_fetched/hub/lab").iterdir())) == report.got + 1
    assert report.troubles == (f"{9 - report.got} of the models not asked, as the time of the run was over; give it more with --within",)
    assert (report.code, report.lost) == (3, False)
    assert (tmp_path / "entries/_fetched/hub/lab/m8.json").read_bytes() == before


def test_a_damaged_file_fails_alone(server: Faulty, run: Run, tmp_path: Path) -> None:
    """It is told with its path, and left for whoever can mend it."""
    server.json(path(), BODY)
    server.json(path("lab/other"), BODY | {"id": "lab/other"})
    file = tmp_path / "entries/_fetched/hub/lab/model.json"
    file.parent.mkdir(parents=True)
    file.write_text("<<<<<<< HEAD\n")
    report = run("lab/model", "lab/other")
    assert report.troubles[0].startswith("entries/_fetched/hub/lab/model.json: ")
    assert report.changed == ("lab/other: new",)
    assert file.read_text() == "<<<<<<< HEAD\n"
