"""What machines fetched, on the pages: apart from what people wrote, with its day, and never as a dead end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.render.hub_facts import spark_of
from generator.values.fetched import Fetched, HubModel, HubPoint, LinkState, Mention, News, NewsItem, Provenance
from generator.values.graph import Graph
from tests.conftest import printed

ORIGIN = Provenance(url="https://huggingface.co/api/models/lab/open-model", retrieved=date(2026, 6, 10), through="a record of it")


def page(graph: Graph, fetched: Fetched, path: str = "e/open-model/index.md") -> str:
    """A page of the fake corpus, with what was fetched."""
    return printed(replace(graph, fetched=fetched))[path]


def model(graph: Graph, **more: object) -> HubModel:
    """The model of the fake corpus as the Hub has it."""
    (name,) = graph.by_id["open-model"].value.release.hub  # type: ignore[union-attr]
    return HubModel(id=name, origin=ORIGIN, **more)  # type: ignore[arg-type]


def test_measured_facts_stand_apart_with_their_day(graph: Graph) -> None:
    """In a part of their own that says that they were fetched; what was not told is a dash."""
    hub_model = model(graph, downloads=1_234_567, licence="mit", gate="manual", children={"finetune": 1, "quantized": 3})
    text = page(graph, Fetched(models={hub_model.id: hub_model}))
    part = text[text.index('<div class="of-fetched">') :].partition('<h2 id="lineage">')[0]
    for words in ("On the Hugging Face Hub", "fetched", "1,234,567", "terms to accept first", ">2026-06-10</a>", "Through a record of it"):
        assert words in part
    assert "1 fine-tune, 3 quantised copies say that they derive from it" in part
    assert "of-fetched" not in page(graph, Fetched())


@pytest.mark.parametrize(("state", "words"), [("gone", "gone"), ("hidden", "no longer shown"), ("disabled", "disabled by the Hub")])
def test_a_model_that_is_not_there_is_told(graph: Graph, state: str, words: str) -> None:
    """With its last good values."""
    hub_model = model(graph, state=state, likes=5)
    assert f'<span class="of-kind">{words}</span>' in page(graph, Fetched(models={hub_model.id: hub_model}))


def test_history_is_a_line() -> None:
    """From two counts of different days on, in time and from nought; the words say the same."""
    points = [HubPoint(day=date(2026, 1, day), downloads=count) for day, count in ((1, 100), (11, 200), (21, 0))]
    spark = spark_of(points)
    assert spark
    assert spark.points == ((3.0, 14.0), (60.0, 3.0), (117.0, 25.0))
    assert spark_of(points[:1]) is None
    assert spark_of([points[0], points[0]]) is None
    assert spark_of([points[0], HubPoint(day=date(2026, 2, 1))]) is None


def test_news_is_grouped_by_publisher(graph: Graph) -> None:
    """Those with most first; titles are text, whatever is in them."""
    items = [
        NewsItem(
            url=f"https://a.example/{n}",
            title="<script>alert(1)</script> & more",
            publisher=publisher,
            feed="a",
            published=date(2026, 1, n),
            lang="de",
        )
        for n, publisher in ((1, "B"), (2, "A"), (3, "A"))
    ]
    news = News(entry="open-model", mentions=tuple(Mention(item=item, alias="x", also=("https://b.example/",)) for item in items))
    text = page(graph, Fetched(news={"open-model": news}))
    assert text.index("<dt>A</dt>") < text.index("<dt>B</dt>")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert 'hreflang="de"' in text


def test_a_dead_link_leads_to_its_copy(graph: Graph) -> None:
    """And says where the page was; one that moved says where to."""
    first = str(graph.by_id["open-model"].value.sources[0].url)
    copy = "https://web.archive.org/web/20240102030405/x"
    gone = LinkState(state="gone", checked=date(2026, 1, 1), archived=copy, archived_on=date(2024, 1, 2))
    text = page(graph, Fetched(links={first: gone}))
    assert f'<a href="{copy}"' in text
    assert f"it was at <code>{first}</code>" in text
    moved = LinkState(state="moved", checked=date(2026, 1, 1), to="https://new.example/")
    text = page(graph, Fetched(links={first: moved}))
    assert f'<a href="{first}"' in text
    assert 'now at <a href="https://new.example/">' in text
