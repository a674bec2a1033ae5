"""A corpus of N entries: the real ones, and synthetic ones of the same shape and length, from a seed.

Each synthetic one is a real entry with other words in its title, another date, and its links, bases and actors drawn from the synthetic
ones, so that lists, lineage and backlinks grow as they would.
"""

from __future__ import annotations

import random
import re
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from generator.load import load
from generator.values.corpus import EntryRecord
from generator.values.fields import plural

_WORDS = [
    "kernel",
    "model",
    "weights",
    "licence",
    "release",
    "distribution",
    "maintainer",
    "lab",
    "leak",
    "rebuild",
    "draft",
    "rule",
    "order",
    "court",
    "foundation",
    "paper",
    "server",
    "desktop",
    "phone",
    "cluster",
    "compiler",
    "reasoning",
    "vision",
    "speech",
    "archive",
    "mirror",
    "patch",
    "trademark",
    "standard",
]


def write(corpus: Path, root: Path, number: int, seed: int = 7) -> None:
    """Write `number` entries under `root/entries`: those of `corpus`, with all that stands beside them, and synthetic ones.

    A tenth as many actors are made. A corpus that has `number` entries or more is copied as it is.
    """
    rng = random.Random(seed)
    real, problems = load(corpus)
    assert not problems
    shutil.copytree(corpus / "entries", root / "entries")
    # Nobody has weighed a synthetic entry for a first, so none is looked for among them.
    for file in (root / "entries/firsts").glob("*.yaml") if len(real.entries) < number else ():
        file.write_text(re.sub(r"(?ms)^query:.*", "no_query: Synthetic entries are weighed for nothing.\n", file.read_text()))
    texts = [(record, yaml.safe_load((corpus / record.path).read_text())) for record in real.entries]
    actors = [yaml.safe_load((corpus / record.path).read_text()) for record in real.actors]
    number = max(number - len(texts), 0)
    names = [f"actor-{n}" for n in range(number // 10 + 1 if number else 0)]
    for n, name in enumerate(names):
        value = rng.choice(actors) | {"name": f"Actor {n} of {rng.choice(_WORDS)}", "former_ids": [], "parents": []}
        _dump(root / f"entries/actors/{name}.yaml", value)
    days = sorted(rng.randrange(12_600) for _ in range(number))
    for n, day in enumerate(days):
        record, text = rng.choice(texts)
        value = _vary(rng, record, text, n, date(1992, 1, 1) + timedelta(day), names)
        _dump(root / f"entries/{record.track}/{plural(record.kind)}/entry-{n}.yaml", value)


def _vary(rng: random.Random, record: EntryRecord, text: dict[str, Any], n: int, day: date, names: list[str]) -> Any:
    value = {key: part for key, part in text.items() if key not in ("former_ids", "disputes")}
    value["title"] = f"{' '.join(rng.choices(_WORDS, k=6)).capitalize()} {n}"
    value["date"] = day.isoformat()[: rng.choice([4, 7, 10, 10, 10, 10, 10])]
    left_out = {"disputes"}
    value["actors"] = rng.sample(names, min(len(text.get("actors", ())), len(names)))
    value["body"] = str(text.get("body", "")).replace("](/e/", "](https://example.org/") or "It ends here."
    value["links"] = [{"to": f"entry-{rng.randrange(n)}", "as": link["as"]} for link in text.get("links", ()) if n][:1] or (
        [{"to": f"entry-{rng.randrange(n)}", "as": "builds-on"}] if n else []
    )
    value["sources"] = [source | {"url": f"{source['url']}#{n}"} for source in text["sources"]]
    for source in value["sources"]:
        source.pop("published", None)
        if "LinuxTimeline" in source["url"]:
            source.pop("quote", None)  # a row is of one distribution, by its name
    if record.kind == "fork":
        value["fork"] = text["fork"] | {"of": [f"entry-{rng.randrange(n)}"] if n else ["somebody/base"]}
        value["fork"].pop("ended", None)
        left_out.add("ended")
    if record.kind == "policy":
        value["policy"] = text["policy"] | {"authority": rng.choice(names)}
        value["policy"].pop("changes", None)
        left_out.add("changes")
    for source in value["sources"]:
        if "supports" in source:
            source["supports"] = [name for name in source["supports"] if name not in left_out] or ["title"]
    return value


def _dump(file: Path, value: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    plain = yaml.dump(value, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120)
    file.write_text(plain.replace("- null", ""))
