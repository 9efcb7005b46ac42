"""What is drawn on a page around its text: rules under lines, frames around passages, tables of ruled cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Any

from pdfplumber.table import Table as Grid
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from pipeline.document import Box, Cell, Page, Table, Word
from pipeline.reading.drawings import DrawnPath, Point
from pipeline.reading.layout import words_to_lines

RULE_THICKNESS = 2.0
"""A rectangle thinner than this, in points, is a rule."""
SMEARED = 3.5
"""The same for a stroke of a scan."""
FRAME_MIN = (150.0, 25.0)
"""Smallest width and height, in points, of a drawn box that frames text."""
SIDE_BOX = (50.0, 230.0, 60.0)
"""Smallest and largest width, and smallest height, in points, of a box beside the running text."""
WHOLE_PAGE = 0.95
"""A box of this share of the page's height frames the page, not a passage."""
BAND = 6.0
"""Points from which a stroke is a band with two sides."""
SNAP, JOIN, MEET = 3.0, 6.0, 5.0
"""Points within which strokes of a scan lie on one line, go on after a gap, and meet at a corner."""
DRAWN = 3.0
"""The same three for drawn paths, and the shortest edge that rules a table: pdfplumber's own defaults."""
MOST_EDGES, MOST_CORNERS = 2_000, 3_000
"""Edges on a page, and corners where they meet, from which on they are no table but a drawing, or squared paper."""
OPEN_SIDES, OPEN_HEIGHT = 3, 12.0
"""Uprights that end side by side, and how far, in points, from the next rule across: a row that a page break cut."""
WORD_SPACE = 0.5
"""Words closer than this share of their height are neighbours in a line of text: cells of a table stand further apart."""
FEWEST_GROUNDS, SHADED = 3, 0.6
"""So many of them, and the share of neighbours in two cells that stand so, from which a grid is the ground that a word processor paints behind words."""
STRAIGHT = 0.01
"""Points by which the ends of a straight edge may differ across it."""


def frames_of(shapes: Sequence[Box], height: float, thickest: float = RULE_THICKNESS) -> tuple[list[Box], list[Box]]:
    """Return a page's thin horizontal rules and the boxes drawn around text.

    Args:
        shapes: rectangles and strokes, in points.
        height: the page's height in points.
        thickest: height in points up to which a stroke is a rule; scanners smear.
    """
    rules = [box for box in shapes if box.height <= thickest < box.width]
    frames = [
        box
        for box in shapes
        if box.width >= FRAME_MIN[0] and box.height >= FRAME_MIN[1] and box.height < WHOLE_PAGE * height
    ]
    return rules, frames + _frames_of_sides(shapes)


def side_boxes_of(shapes: Sequence[Box]) -> list[Box]:
    """Return the tall, narrow boxes among a page's shapes, in which text may stand beside the running text."""
    return [
        box
        for box in shapes
        if SIDE_BOX[0] <= box.width <= SIDE_BOX[1] and box.height >= SIDE_BOX[2] and box.height > box.width / 2
    ]


def _frames_of_sides(shapes: Sequence[Box]) -> list[Box]:
    """Return the boxes whose left and right sides are drawn as thin upright rules, piece by piece."""
    sides: list[Box] = []
    for side in sorted(shapes, key=lambda s: (round(s.x0), s.top)):
        if side.width > RULE_THICKNESS:
            continue
        before = sides[-1] if sides else None
        if before and abs(before.x0 - side.x0) <= 1 and side.top <= before.bottom + RULE_THICKNESS:
            sides[-1] = Box(before.x0, before.top, before.x1, max(before.bottom, side.bottom))
        else:
            sides.append(side)
    tall = [side for side in sides if side.height >= FRAME_MIN[1]]
    return [
        Box(left.x0, left.top, right.x1, left.bottom)
        for left, right in combinations(tall, 2)
        if right.x0 - left.x0 >= FRAME_MIN[0] and abs(left.top - right.top) < 3 and abs(left.bottom - right.bottom) < 3
    ]


def shapes_of(paths: Sequence[DrawnPath]) -> list[Box]:
    """Return the boxes of the rectangles and straight strokes among a page's paths."""
    return [path.box for path in paths if not path.is_curved and (len(path.points) == 2 or _is_rectangle(path.points))]


def _is_rectangle(points: Sequence[Point]) -> bool:
    closed = len(points) == 5 and points[0] == points[4]
    return closed and all(
        abs(a[i % 2] - b[i % 2]) <= STRAIGHT
        for i, (a, b) in enumerate(pairwise(points), int(abs(points[0][0] - points[1][0]) > STRAIGHT))
    )


def drawn_grids(paths: Sequence[DrawnPath]) -> list[Grid]:
    """Return the grids of at least two cells that the straight edges of a page's paths form."""
    drawn = [edge for path in paths for a, b in pairwise(path.points) if (edge := _straight_edge(a, b)) is not None]
    merged = merge_edges(
        drawn, snap_x_tolerance=DRAWN, snap_y_tolerance=DRAWN, join_x_tolerance=DRAWN, join_y_tolerance=DRAWN
    )
    edges = close_open_rows([edge for edge in merged if max(edge["width"], edge["height"]) >= DRAWN])
    corners = edges_to_intersections(edges, x_tolerance=DRAWN, y_tolerance=DRAWN) if len(edges) <= MOST_EDGES else {}
    cells = intersections_to_cells(corners) if len(corners) <= MOST_CORNERS else []
    return [Grid(None, table) for table in cells_to_tables(cells)]  # type: ignore[arg-type]


def close_open_rows(edges: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return edges with a rule across where uprights end side by side without one.

    Word rules a row that goes on over the page neither at the foot of one page nor at the head of the next.
    """
    across = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    added = []
    for end in ("top", "bottom"):
        for level in sorted({round(edge[end] / SNAP) * SNAP for edge in upright}):
            sides = [edge for edge in upright if abs(edge[end] - level) <= SNAP]
            if len({round(edge["x0"]) for edge in sides}) < OPEN_SIDES:
                continue
            x0, x1 = min(edge["x0"] for edge in sides), max(edge["x0"] for edge in sides)
            if not any(abs(e["top"] - level) < OPEN_HEIGHT and e["x0"] < x1 and e["x1"] > x0 for e in across):
                added.append(_edge(x0, sides[0][end], x1, sides[0][end], "h"))
                across.append(added[-1])
    return [*edges, *added]


def _straight_edge(a: Point, b: Point) -> dict[str, Any] | None:
    """Return the edge between two points; None if it is slanted or shorter than a point."""
    across, down = abs(a[0] - b[0]), abs(a[1] - b[1])
    if min(across, down) > STRAIGHT or max(across, down) < 1:
        return None
    return _edge(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]), "h" if across > down else "v")


def grids_of(strokes: Sequence[Box]) -> list[Grid]:
    """Return the grids that the straight strokes of a scan form, in points; a frame is a grid of one cell."""
    edges = [edge for stroke in strokes for edge in _edges(stroke)]
    edges = merge_edges(
        edges, snap_x_tolerance=SNAP, snap_y_tolerance=SNAP, join_x_tolerance=JOIN, join_y_tolerance=JOIN
    )
    edges = close_open_rows(edges)
    cells = intersections_to_cells(edges_to_intersections(edges, x_tolerance=MEET, y_tolerance=MEET))
    tables = cells_to_tables(cells)
    ruled = {cell for table in tables for cell in table}
    frames = [[cell] for cell in cells if cell not in ruled]
    return [Grid(None, table) for table in [*tables, *frames]]  # type: ignore[arg-type]


def _edges(stroke: Box) -> list[dict[str, Any]]:
    """Return a stroke as the edge it draws; a dark band, such as a heading's ground, as the edges of its two sides."""
    across = stroke.width >= stroke.height
    if across and stroke.height > BAND:
        return [_edge(stroke.x0, y, stroke.x1, y, "h") for y in (stroke.top, stroke.bottom)]
    x, y = (stroke.x0 + stroke.x1) / 2, (stroke.top + stroke.bottom) / 2
    return [_edge(stroke.x0, y, stroke.x1, y, "h") if across else _edge(x, stroke.top, x, stroke.bottom, "v")]


def _edge(x0: float, top: float, x1: float, bottom: float, orientation: str) -> dict[str, Any]:
    return {
        "object_type": "line",
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def read_tables(grids: Sequence[Any], words: Sequence[Word], page: Page) -> tuple[list[Table], list[Box]]:
    """Return the tables of a page with the words in their cells, and the grids that merely frame a passage."""
    tables, frames = [], []
    for grid in grids:
        if _is_ground(grid, words):
            continue
        table = _table(grid, words, page.number)
        if table is not None:
            tables.append(table)
        elif (box := Box(*(float(v) for v in grid.bbox))).height < WHOLE_PAGE * page.height:
            frames.append(box)
    return tables, frames


def _is_ground(grid: Any, words: Sequence[Word]) -> bool:
    """Tell whether the cells of a grid are the grounds of words in running text, painted word by word."""
    x0, top, x1, bottom = (float(v) for v in grid.bbox)
    around = Box(x0, top, x1, bottom)
    cells = [_cell_box(cell) for row in grid.rows for cell in row.cells]
    inside = [
        (word, next((i for i, c in enumerate(cells) if c and c.encloses(word.box)), -1))
        for word in words
        if around.encloses(word.box)
    ]
    pairs = [
        later.box.x0 - word.box.x1 < WORD_SPACE * word.box.height
        for (word, own), (later, beside) in pairwise(inside)
        if -1 < own != beside > -1 and abs(word.box.top - later.box.top) < word.box.height / 2
    ]
    return len(pairs) >= FEWEST_GROUNDS and sum(pairs) >= SHADED * len(pairs)


def _table(grid: Any, words: Sequence[Word], page: int) -> Table | None:
    """Return a table of at least two columns and one row with text, its lines in its cells; None for a mere frame."""
    columns = max((sum(1 for c in row.cells if c) for row in grid.rows), default=0)
    if columns < 2:
        return None
    rows: list[tuple[Cell, ...]] = []
    for row in grid.rows:
        cells = [
            Cell(box, words_to_lines([w for w in words if box.encloses(w.box)], page)) if box else None
            for box in (_cell_box(c) for c in row.cells)
        ]
        middle = (float(row.bbox[1]) + float(row.bbox[3])) / 2
        rows.append(
            tuple(
                cell if cell is not None else Cell(Box(0, 0, 0, 0), covered=_reaches(rows, column, middle))
                for column, cell in enumerate(cells)
            )
        )
    filled = {i for row in rows for i, cell in enumerate(row) if cell.lines}
    if len(filled) < 2:
        return None
    x0, top, x1, bottom = grid.bbox
    return Table(page, Box(float(x0), float(top), float(x1), float(bottom)), tuple(rows))


def _reaches(rows: Sequence[Sequence[Cell]], column: int, level: float) -> bool:
    """Tell whether a cell of a row above reaches down to a level, in points."""
    return any(column < len(row) and row[column].box.bottom > level for row in rows)


def _cell_box(cell: Any) -> Box | None:
    return Box(*(float(v) for v in cell)) if cell else None
