"""The strip is drawn from marks alone: Linux above its axis, open AI below it."""

from __future__ import annotations

from generator.render.drawings.strip import strip_of
from generator.values.graph import Graph


def test_marks_stand_on_their_side_of_the_axis(graph: Graph) -> None:
    """Each track's marks as one path, stacked away from the axis; all within the drawing."""
    strip = strip_of(graph.entries)
    assert strip
    shape = strip.drawn(1000)
    paths = dict(shape.paths)
    points = {
        track: [tuple(map(float, mark.split())) for mark in path.removeprefix("M").removesuffix("h0").split("h0M")]
        for track, path in paths.items()
    }
    assert {track: len(marks) for track, marks in points.items()} == {"linux": 5, "ai": 3}
    assert all(down < shape.axis for _, down in points["linux"])
    assert all(shape.names < down <= shape.height for _, down in points["ai"])
    assert all(10 <= across <= 990 for marks in points.values() for across, _ in marks)


def test_a_track_without_entries_has_no_path(graph: Graph) -> None:
    """And takes no room."""
    both, linux = strip_of(graph.entries), strip_of(tuple(r for r in graph.entries if r.track == "linux"))
    assert both
    assert linux
    assert [track for track, _ in linux.drawn(1000).paths] == ["linux"]
    assert linux.drawn(1000).height < both.drawn(1000).height
