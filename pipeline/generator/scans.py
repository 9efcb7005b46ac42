"""Turns a PDF into a scan: every page a slightly turned, slightly noisy picture, no text behind it."""

from __future__ import annotations

import io
from random import Random

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

RESOLUTIONS = (150, 175, 200)
"""Dots per inch, drawn for each paper."""
MOST_SKEW = 0.7
"""Degrees by which a page is turned at most, as a feeder does."""
QUALITY = 70
"""JPEG quality of the pictures."""


def scan_pages(pdf: bytes, seed: int) -> bytes:
    """Return the PDF as pictures of its pages."""
    rng = Random(seed)
    resolution = rng.choice(RESOLUTIONS)
    noise = np.random.default_rng(seed)
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        width, height = page.get_size()
        picture = page.render(scale=resolution / 72, grayscale=True).to_pil().convert("L")
        picture = picture.rotate(rng.uniform(-MOST_SKEW, MOST_SKEW), Image.Resampling.BICUBIC, fillcolor=255)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(_as_jpeg(picture, noise)), 0, 0, width, height)
        canvas.showPage()
    document.close()
    canvas.save()
    return stream.getvalue()


def _as_jpeg(picture: Image.Image, noise: np.random.Generator) -> io.BytesIO:
    values = np.asarray(picture, dtype=np.int16)
    values = values + noise.normal(0, 6, values.shape).astype(np.int16)
    stream = io.BytesIO()
    Image.fromarray(np.clip(values, 0, 245).astype(np.uint8)).save(stream, "JPEG", quality=QUALITY)
    stream.seek(0)
    return stream
