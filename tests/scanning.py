"""Scans for tests and measurements: the pages of a PDF as a scanner would leave them, pictures without text."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
from PIL import Image


@dataclass(frozen=True, slots=True)
class Scanner:
    """How pages come off the scanner.

    `dpi` are dots per inch, `skew` and `turn` degrees clockwise, `noise` the spread of grey levels (of 256) that every
    dot is off by, `per_sheet` pages side by side on one sheet.
    """

    dpi: int = 200
    skew: float = 0.0
    turn: int = 0
    noise: float = 0.0
    per_sheet: int = 1

    def scan(self, data: bytes, pages: list[int] | None = None) -> bytes:
        """Return a PDF of pictures of the numbered pages (all if None)."""
        sheets = self.pictures(data, pages)
        scanned = BytesIO()
        sheets[0].save(scanned, "PDF", resolution=self.dpi, save_all=True, append_images=sheets[1:], quality=80)
        return scanned.getvalue()

    def pictures(self, data: bytes, pages: list[int] | None = None) -> list[Image.Image]:
        """Return the pictures of the sheets."""
        document = pdfium.PdfDocument(data)
        numbers = pages or list(range(1, len(document) + 1))
        single = [document[number - 1].render(scale=self.dpi / 72, grayscale=True).to_pil() for number in numbers]
        document.close()
        return [
            self._spoil(self._beside(single[i : i + self.per_sheet])) for i in range(0, len(single), self.per_sheet)
        ]

    def _beside(self, pages: list[Image.Image]) -> Image.Image:
        sheet = Image.new("L", (sum(page.width for page in pages), pages[0].height), 255)
        for i, page in enumerate(pages):
            sheet.paste(page, (i * pages[0].width, 0))
        return sheet

    def _spoil(self, sheet: Image.Image) -> Image.Image:
        spoilt = sheet.rotate(-self.skew, Image.Resampling.BICUBIC, fillcolor=255) if self.skew else sheet
        spoilt = spoilt.rotate(-self.turn, expand=True) if self.turn else spoilt
        if not self.noise:
            return spoilt
        dots = np.asarray(spoilt, dtype=float) * 0.92 + np.random.default_rng(0).normal(
            0, self.noise, spoilt.size[::-1]
        )
        return Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8))
