"""Names that two systems do not tell apart."""

from __future__ import annotations

import pytest

from tests.check.test_check import milestone
from tests.conftest import Corner

LICENCE = "\n  name: A licence\n  summary: It permits all.\n  terms: permissive\n"
FEED = "\n  name: A feed\n  url: https://{}.example/f\n  site: https://e.org\n"
HOST = "\n  publisher: Somebody\n  grade: primary\n"


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("licences.yaml", f"LicenseRef-Example:{LICENCE}LicenseRef-example:{LICENCE}", "licences.yaml:5:1"),
        ("licences.yaml", f"mit:{LICENCE}MIT:{LICENCE}", "licences.yaml:1:1"),
        ("feeds.yaml", f"lwn:{FEED.format('a')}LWN:{FEED.format('b')}", "feeds.yaml:1:1"),
        ("hosts.yaml", f"e.org:{HOST}E.org:{HOST}", "hosts.yaml:1:1"),
        ("hosts.yaml", f"é.org:{HOST}e\u0301.org:{HOST}", "hosts.yaml:1:1"),
        ("hosts.yaml", f"straße.example:{HOST}strasse.example:{HOST}", "hosts.yaml:1:1"),
    ],
)
def test_names_that_differ_by_case_or_form_alone_are_told(corner: Corner, path: str, text: str, place: str) -> None:
    """At the second of the two, in order of id."""
    corner.write(path, text)
    assert corner.positions("name-clash") == [place]
    assert all(problem.mend for problem in corner.problems("name-clash"))


def test_models_of_the_hub_are_written_alike(corner: Corner) -> None:
    """Their files differ by case alone otherwise; the same name in two entries is one."""
    for name, hub in (("a", "Lab/One"), ("b", "lab/one"), ("c", "Lab/One")):
        corner.write(f"ai/releases/{name}.yaml", milestone(name, more=f"release: {{hub: [{hub}]}}\n"))
    assert corner.positions("name-clash") == ["ai/releases/b.yaml:6:17"]
    assert corner.problems("name-clash")[0].mend == "write 'Lab/One', or choose another name"


@pytest.mark.parametrize("name", ["LicenseRef-x.", "con", "Aux.1"])
def test_a_name_that_windows_has_for_itself_is_told(corner: Corner, name: str) -> None:
    """Where a page or a file is named by it."""
    corner.write("licences.yaml", f"{name}:{LICENCE}")
    assert corner.positions("name-unfit") == ["licences.yaml:1:1"]


@pytest.mark.parametrize("field", ["tags: [con]", "former_ids: [nul]", "actors: [aux]", "links: [{to: com1, as: reports}]"])
def test_an_id_that_windows_has_for_itself_is_told(corner: Corner, field: str) -> None:
    """Where it is used as well as where it is a file's."""
    corner.write("ai/milestones/a.yaml", milestone("One", more=field + "\n"))
    (problem,) = corner.problems("field-value_error")
    assert (problem.line, "device on Windows" in problem.what, "such as" in problem.mend) == (6, True, True)
