"""What PDFium finds drawn on a page besides text: paths, and what lies over words."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from pipeline.document import Box

MOST_OBJECTS = 20_000
"""Objects looked at on one page; maps and charts draw many more than a table."""
DEEPEST_FORM = 3
"""Levels of forms within forms that are looked into."""
MOST_COVERS = 200
"""Areas drawn over text that are kept; a page with more is a drawing."""
COVER_SIZE = (8.0, 4.0)
"""Least width and height, in points, of what can hide a word."""

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class DrawnPath:
    """The points of a path, in points from the top left corner, whether any part of it is curved, whether a pen followed it
    or it is only filled, and the colour that fills it (red, green, blue from 0 to 255; None if nothing does).
    """

    points: tuple[Point, ...]
    is_curved: bool = False
    is_stroked: bool = True
    fill: tuple[int, int, int] | None = None

    @property
    def box(self) -> Box:
        """The smallest box around the points."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return Box(min(xs), min(ys), max(xs), max(ys))


class Drawings:
    """The paths drawn on a level page, those within forms too, and in which order what is drawn lies on it."""

    def __init__(self, page: PdfPage) -> None:
        self.left, _, _, self.top = page.get_bbox()
        self.paths: list[DrawnPath] = []
        self.order: dict[int, int] = {}
        self.areas: list[tuple[int, Box]] = []
        for place, (drawn, matrix) in enumerate(islice(_objects(page), MOST_OBJECTS)):
            self._add(place, drawn, matrix)

    def covers(self, text_object: int, box: Box) -> bool:
        """Tell whether an area drawn after a text object, given by its address, lies over a word of it."""
        if not self.areas:
            return False
        drawn = self.order.get(text_object, self.areas[-1][0])
        return any(place > drawn and area.encloses(box) for place, area in self.areas)

    def _add(self, place: int, drawn: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self.order[ctypes.cast(drawn, ctypes.c_void_p).value or 0] = place
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, e, f = _within(drawn, matrix)
            corners = [(e, f), (e + a, f + b), (e + c, f + d), (e + a + c, f + b + d)]
            self._add_area(place, [(x - self.left, self.top - y) for x, y in corners])
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            filled, stroked = _draw_mode(drawn)
            fill = _fill_of(drawn) if filled else None
            found = list(_subpaths(drawn, _within(drawn, matrix), self.left, self.top, stroked, fill))
            self.paths += found
            if found and self.order and filled:
                self._add_area(place, [point for path in found for point in path.points])

    def _add_area(self, place: int, points: list[Point]) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        if self.order and box.width >= COVER_SIZE[0] and box.height >= COVER_SIZE[1] and len(self.areas) < MOST_COVERS:
            self.areas.append((place, box))


def _draw_mode(drawn: pdfium.FPDF_PAGEOBJECT) -> tuple[bool, bool]:
    """Return whether a path is filled and whether it is stroked."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, filled, stroked)
    return filled.value != int(pdfium.FPDF_FILLMODE_NONE), bool(stroked.value)


def _fill_of(drawn: pdfium.FPDF_PAGEOBJECT) -> tuple[int, int, int] | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha) or not alpha.value:
        return None
    return red.value, green.value, blue.value


def _objects(page: PdfPage) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, Matrix]]:
    """Yield what is drawn, in order, with the matrix of the forms it is drawn in."""
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _objects_of(pdfium.FPDFPage_GetObject(page, i), (1, 0, 0, 1, 0, 0), DEEPEST_FORM)


def _objects_of(
    drawn: pdfium.FPDF_PAGEOBJECT, outer: Matrix, depth: int
) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, Matrix]]:
    if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_FORM:
        yield drawn, outer
    elif depth:
        matrix = _within(drawn, outer)
        for i in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            yield from _objects_of(pdfium.FPDFFormObj_GetObject(drawn, i), matrix, depth - 1)


def _within(drawn: pdfium.FPDF_PAGEOBJECT, outer: Matrix) -> Matrix:
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, own)
    a, b, c, d, e, f = outer
    return (
        own.a * a + own.b * c,
        own.a * b + own.b * d,
        own.c * a + own.d * c,
        own.c * b + own.d * d,
        own.e * a + own.f * c + e,
        own.e * b + own.f * d + f,
    )


def _subpaths(
    drawn: pdfium.FPDF_PAGEOBJECT,
    matrix: Matrix,
    left: float,
    top: float,
    stroked: bool,
    fill: tuple[int, int, int] | None,
) -> Iterator[DrawnPath]:
    """Yield a path's parts, each from one move of the pen to the next; of a curve only where its pieces meet."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    curves = 0
    for i in range(pdfium.FPDFPath_CountSegments(drawn)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield DrawnPath(tuple(points), curves > 0, stroked, fill)
            points, curves = [], 0
        curves += kind == pdfium.FPDF_SEGMENT_BEZIERTO
        if kind != pdfium.FPDF_SEGMENT_BEZIERTO or curves % 3 == 0:
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((a * x.value + c * y.value + e - left, top - (b * x.value + d * y.value + f)))
            if pdfium.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
                points.append(points[0])
    if len(points) > 1:
        yield DrawnPath(tuple(points), curves > 0, stroked, fill)
