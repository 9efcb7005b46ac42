"""Generated papers: the same every time, every answer in its place, layouts for testing apart from those for training."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path
from random import Random

import pypdfium2
import pytest

from pipeline.errors import UsageError
from pipeline.generator.families import choose_families
from pipeline.generator.files import check_formats, generate
from pipeline.generator.wording import Wording

ROLES = frozenset(
    "recommendation conclusion decision resolution finding others_recommendation quotation reply status action timescale owner number"
    " lead_in recommendation_heading reply_heading contents other".split()
)


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One paper or more of every family, as PDF."""
    folder = tmp_path_factory.mktemp("papers")
    generate(folder, len(choose_families("all")), 3, choose_families("all"), ["pdf"])
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _squash(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", unicodedata.normalize("NFKD", text).lower())


def _pages(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    return [_squash(page.get_textpage().get_text_range()) for page in document]


def test_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        generate(tmp_path / name, 8, 5, choose_families("all"), ["pdf", "word", "text"])
    one, other = (
        {p.relative_to(tmp_path / name).as_posix(): p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()}
        for name in ("one", "other")
    )
    assert len(one) > 20
    assert one == other


def test_families_for_testing_are_none_of_those_for_training() -> None:
    train, test = ({family.id for family in choose_families(split)} for split in ("train", "test"))
    assert len(train) + len(test) >= 24
    assert not train & test


def test_every_recommendation_begins_on_its_page(papers: Path) -> None:
    checked = 0
    for gold in sorted(papers.glob("*/gold")):
        pages = {file.name: _pages(file) for file in gold.parent.glob("*.pdf")}
        for row in _rows(gold / "recommendations.csv"):
            checked += 1
            begins = _squash(row["text"])[:24]
            assert begins in pages[row["document"]][int(row["page"]) - 1], (gold.parent.name, row["text"])
    assert checked > 100


def test_every_passage_has_a_known_role_and_all_roles_occur_somewhere(papers: Path) -> None:
    roles = {row["role"] for path in papers.glob("*/gold/passages.csv") for row in _rows(path)}
    assert roles <= ROLES
    assert {"recommendation", "reply", "finding", "quotation", "status", "action", "others_recommendation"} <= roles


def test_every_match_names_a_recommendation_and_a_response(papers: Path) -> None:
    checked = 0
    for path in sorted(papers.glob("*/gold/matches.csv")):
        asked = _rows(path.parent / "recommendations.csv")
        answered = _rows(path.parent / "responses.csv")
        for row in _rows(path):
            checked += 1
            assert any(r["text"].startswith(row["recommendation_text"]) for r in asked), row
            assert any(r["text"].startswith(row["response_text"]) for r in answered), row
    assert checked > 50


def test_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError):
        check_formats(["pdf", "papyrus"])


def test_slot_in_capitals_is_filled_and_an_unknown_one_is_told() -> None:
    words = Wording(Random(1), test=False)
    assert (
        words.expand("{Users_cap} spoke to the {body}.", users="carers", body="the Board")
        == "Carers spoke to the Board."
    )
    with pytest.raises(KeyError):
        words.expand("{Nobody_cap} spoke.")
