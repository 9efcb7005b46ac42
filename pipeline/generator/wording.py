"""Expands the grammars: templates with `{slots}` and `[one|or another]`, drawn from the data files in grammar/."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

GRAMMAR = Path(__file__).parent / "grammar"
TEST_WORD_SHARE = 0.75
"""How often a test family uses a heading word of its own; else one that training families use, too."""

_CHOICE = re.compile(r"\[([^\[\]{}]*\|[^\[\]{}]*)\]")
_SLOT = re.compile(r"\{([A-Za-z_0-9]+)\}")
_TWICE = re.compile(r"\b([Tt]he) [Tt]he\b")
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeioAEIO](?!ne\b|ne-|uro))")


@cache
def load_grammar(name: str) -> dict[str, Any]:
    """Return one data file of the grammar."""
    return tomllib.loads((GRAMMAR / f"{name}.toml").read_text(encoding="utf-8"))


class Wording:
    """Draws wording for one case: the same slot means the same thing all through it.

    Attributes:
        slots: what is fixed for the case (council, topic, committee …).
        test: whether words that only test families use are drawn.
    """

    def __init__(self, rng: Random, test: bool) -> None:
        self.rng = rng
        self.test = test
        self.slots: dict[str, str] = {}
        self._fresh: dict[int, list[str]] = {}
        self._lists: dict[str, list[str]] = {}

    def add_lists(self, lists: dict[str, Any]) -> None:
        """Make the lists of a grammar file available as slots."""
        self._lists.update({name: values for name, values in lists.items() if isinstance(values, list)})

    def draw(self, lines: list[str], **slots: str) -> str:
        """Expand one of `lines`, each used once before any is used again."""
        fresh = self._fresh.get(id(lines))
        if not fresh:
            fresh = self._fresh[id(lines)] = self.rng.sample(lines, len(lines))
        return self.expand(fresh.pop(), **slots)

    def pick(self, lines: list[str], **slots: str) -> str:
        """Expand any of `lines`, also one used before."""
        return self.expand(self.rng.choice(lines), **slots)

    def heading(self, name: str, **slots: str) -> str:
        """Expand a word of layout.toml, from the half that this family may use."""
        entry = load_grammar("layout")[name]
        half = "test" if self.test and self.rng.random() < TEST_WORD_SHARE else "train"
        return self.pick(entry[half], **slots)

    def expand(self, template: str, **slots: str) -> str:
        """Fill the slots of a template, from `slots`, the case's and the lists, and mend articles and ends."""
        text = template
        while found := _CHOICE.search(text):
            text = text[: found.start()] + self.rng.choice(found[1].split("|")) + text[found.end() :]
        for _ in range(12):
            if not _SLOT.search(text):
                break
            text = _SLOT.sub(lambda match: self._slot(match[1], slots), text)
        text = _TWICE.sub(r"\1", _ARTICLE.sub(r"\1n ", " ".join(text.split())))
        return text.replace("..", ".").replace(" ,", ",")

    def _slot(self, name: str, slots: dict[str, str]) -> str:
        value = self._lookup(name, slots)
        if value is not None:
            return value
        plain = name.removesuffix("_cap")
        value = self._lookup(plain[0].lower() + plain[1:], slots)
        if value is None:
            raise KeyError(f"no grammar list or slot is named {name}")
        return capitalise(self.expand(value, **slots))

    def _lookup(self, name: str, slots: dict[str, str]) -> str | None:
        for source in (slots, self.slots):
            if name in source:
                return source[name]
        if name in self._lists:
            return self.rng.choice(self._lists[name])
        return self._number(name)

    def _number(self, name: str) -> str | None:
        rng = self.rng
        makers: dict[str, Callable[[], str]] = {
            "money": lambda: f"{rng.randrange(12, 480) * 1000:,}",
            "money2": lambda: f"{rng.randrange(5, 42) / 10:.1f} million",
            "small": lambda: str(rng.randrange(14, 90)),
            "large": lambda: f"{rng.randrange(110, 2900):,}",
            "small_word": lambda: rng.choice(["six", "seven", "eight", "nine", "twelve"]),
            "months": lambda: rng.choice(["three", "six", "nine", "twelve"]),
            "people_count": lambda: rng.choice(["fourteen", "nineteen", "twenty-two", "over thirty", "eleven"]),
            "day": lambda: str(rng.randrange(1, 29)),
        }
        return makers[name]() if name in makers else None


def capitalise(text: str) -> str:
    """Return text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
