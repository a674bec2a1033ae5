"""enrich: what machines fetched, set beside what people wrote and never over it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.disk.fetched_files import Damaged, Store
from generator.values.corpus import Corpus, Problem
from generator.values.fetched import PASSAGES, Fetched, HubModel, LinkState, News, Passage, Proposal


def enrich(corpus: Corpus, root: Path) -> tuple[Corpus, list[Problem]]:
    """The corpus with what is kept in `entries/_fetched`, and what could not be read of that."""
    store, problems = Store(root), list[Problem]()

    def read(name: str, shape: Any) -> Any:
        try:
            return store.read(name, shape)
        except Damaged as damaged:
            problems.append(Problem(damaged.path, 1, 1, damaged.what, damaged.mend, "fetched-damaged"))
            return None

    models: list[HubModel] = [value for name in store.names("hub") if (value := read(name, HubModel))]
    news: list[News] = [value for name in store.names("news") if (value := read(name, News))]
    passages = {
        f"entries/{name.removeprefix(f'{PASSAGES}/').removesuffix('.json')}.yaml": kept
        for name in store.names(PASSAGES)
        if (kept := read(name, tuple[Passage, ...]))
    }
    fetched = Fetched(
        models={model.id: model for model in models},
        news={about.entry: about for about in news},
        links=read("links.json", dict[str, LinkState]) or {},
        inbox=read("inbox.json", tuple[Proposal, ...]) or (),
        passages=passages,
    )
    return replace(corpus, fetched=fetched), problems
