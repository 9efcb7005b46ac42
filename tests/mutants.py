"""Broken PDFs made from good ones: bytes, objects and streams changed by chance, the same ones for the same seed."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Iterator, Sequence

_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?![\w.])")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_OBJECT = re.compile(rb"\d+ \d+ obj.*?endobj", re.DOTALL)
_NAME = re.compile(rb"/[A-Za-z]{2,}")
_EXTREMES = (b"0", b"-1", b"2147483647", b"4294967296", b"99999999999999999999", b"1e999", b"null", b"<<", b"[")

Change = Callable[[bytes, random.Random], bytes]


def _flip_bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 8, 64, 512))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] if chance.random() < 0.5 else data[:start] + data[start + chance.randrange(1, 5000) :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    part = data[start : start + chance.randrange(1, 2000)]
    return data[:start] + part * chance.randrange(2, 20) + data[start:]


def _replace_found(
    pattern: re.Pattern[bytes], data: bytes, chance: random.Random, new: Callable[[bytes], bytes]
) -> bytes:
    found = list(pattern.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 3, 10)))), key=lambda m: -m.start()):
        data = data[: match.start()] + new(match.group()) + data[match.end() :]
    return data


def _change_numbers(data: bytes, chance: random.Random) -> bytes:
    return _replace_found(_NUMBER, data, chance, lambda _: chance.choice(_EXTREMES))


def _change_names(data: bytes, chance: random.Random) -> bytes:
    names = _NAME.findall(data) or [b"/Type"]
    return _replace_found(_NAME, data, chance, lambda _: chance.choice(names))


def _swap_objects(data: bytes, chance: random.Random) -> bytes:
    objects = _OBJECT.findall(data) or [b""]
    return _replace_found(_OBJECT, data, chance, lambda _: chance.choice(objects))


def _change_streams(data: bytes, chance: random.Random) -> bytes:
    """Change what a stream holds, packed anew where it was packed, so that the change gets past the filter."""

    def changed(stream: bytes) -> bytes:
        inner = _STREAM.match(stream)
        content = inner.group(1) if inner else stream
        try:
            content = zlib.compress(_flip_bytes(zlib.decompress(content), chance))
        except (zlib.error, ValueError):
            content = _flip_bytes(content, chance) if content else content
        return b"stream\n" + content + b"\nendstream"

    return _replace_found(_STREAM, data, chance, changed)


CHANGES: Sequence[Change] = (
    _flip_bytes,
    _cut,
    _repeat,
    _change_numbers,
    _change_names,
    _swap_objects,
    _change_streams,
)


def mutants(originals: Sequence[bytes], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many broken PDFs, each with a name that tells how it was made."""
    for i in range(count):
        chance = random.Random(f"{seed} {i}")
        data, changes = chance.choice(originals), []
        for _ in range(chance.choice((1, 1, 2, 4))):
            change = chance.choice(CHANGES)
            changes.append(change.__name__.strip("_"))
            data = change(data, chance) or b"%PDF-"
        yield f"{i:04}-{'-'.join(changes)}", data
