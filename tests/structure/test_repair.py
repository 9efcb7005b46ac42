"""Lists whose labels a scan or flat text lost: the items come back, their numbers come back or say that they are lost."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.batch.worker import process_document
from pipeline.reading.reader import InputFile
from pipeline.records import Recommendation
from pipeline.settings import Settings
from pipeline.wording import squash

WORDINGS = [
    "To publish the waiting times of every clinic on its website each month, beginning in April.",
    "For the Leadership to appoint a lead officer for carers; and to report on progress to this Committee.",
    "The Council should review how complaints are recorded so that families hear back within ten working days.",
    "To recruit four more school nurses before the winter and to tell schools which nurse is theirs.",
    "For transport to evening sessions to be paid where a family cannot reach them by bus.",
    "That a single telephone line be opened for parents who wait for an assessment of their child.",
    "To train all reception staff in how to speak with people who have a learning disability.",
    "The Partnership should map every source of funding and say who holds it and until when.",
]
DAMAGES = ("none", "dropped", "dot left", "detached", "misread")
FRONT = "CABINET\n17 October 2023\n\nReport of the Northshire Children and Transport Scrutiny Committee\n\n"
SETTINGS = Settings()


def _item(number: int, wording: str, damage: str) -> str:
    label = {
        "none": f"{number}. ",
        "dropped": "",
        "dot left": ". ",
        "detached": f"{number}.\n\n",
        "misread": "l. " if number == 1 else f"{number}, ",
    }[damage]
    return "\n".join(wrap(wording, 78)).join((label, "\n\n"))


def _read(text: str) -> list[Recommendation]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(text, encoding="utf-8")
        result = process_document(InputFile(path, path.name), SETTINGS).result
    return list(result.recommendations)


def _report(items: list[str]) -> str:
    closing = "FURTHER CONSIDERATIONS\n\nThe Committee will look at this again in a year.\n"
    return f"{FRONT}RECOMMENDATIONS\n\n{''.join(items)}{closing}"


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 8), st.data())
def test_items_come_back_and_no_number_is_silently_wrong(count: int, data: st.DataObject) -> None:
    damages = data.draw(st.lists(st.sampled_from(DAMAGES), min_size=count, max_size=count))
    numbered = list(enumerate(WORDINGS[:count], 1))
    rows = _read(_report([_item(n, w, d) for (n, w), d in zip(numbered, damages, strict=True)]))
    truth = {squash(wording): str(number) for number, wording in numbered}
    if "none" not in damages and "misread" not in damages and "detached" not in damages:
        return  # without a single number there is no list to repair
    for row in rows:
        assert squash(row.text) in truth or row.review_reason, row.text
        if squash(row.text) in truth and row.number:
            assert row.number == truth[squash(row.text)] or row.review_reason
            assert row.number == truth[squash(row.text)], (row.number, damages)
    found = {squash(row.text) for row in rows}
    first = next(i for i, d in enumerate(damages) if d not in ("dropped", "dot left"))
    for number, wording in numbered[first:]:
        assert squash(wording) in found, (number, damages)


def test_numbers_between_two_printed_ones_are_inferred_and_say_so() -> None:
    items = [_item(n, w, "none" if n in (1, 4) else "dot left") for n, w in enumerate(WORDINGS[:4], 1)]
    rows = _read(_report(items))
    assert [row.number for row in rows] == ["1", "2", "3", "4"]
    assert [row.number_source for row in rows] == ["printed", "inferred", "inferred", "printed"]
    assert all(bool(row.review_reason) == (row.number_source == "inferred") for row in rows)


def test_run_of_labels_at_a_page_head_goes_to_as_many_paragraphs() -> None:
    labels = "".join(f"{n}.\n\n" for n in (2, 3, 4))
    items = [_item(1, WORDINGS[0], "none"), labels, *(_item(n, WORDINGS[n - 1], "dropped") for n in (2, 3, 4))]
    rows = _read(_report(items))
    assert [(row.number, row.number_source) for row in rows] == [
        ("1", "printed"),
        ("2", "inferred"),
        ("3", "inferred"),
        ("4", "inferred"),
    ]
    assert rows[2].text == WORDINGS[2]


def test_item_without_room_for_its_number_is_kept_and_flagged() -> None:
    items = [_item(1, WORDINGS[0], "none"), _item(2, WORDINGS[1], "dropped"), _item(2, WORDINGS[2], "none")]
    rows = _read(_report(items))
    assert [row.number for row in rows] == ["1", "", "2"]
    assert rows[1].review_reason == "its number is lost"


def test_label_inside_a_sentence_belongs_to_the_next_paragraph() -> None:
    broken = "To publish the waiting times of every clinic\n\n2.\n\non its website each month.\n\n"
    rows = _read(_report([f"1. {broken}", _item(2, WORDINGS[3], "dropped")]))
    assert [row.number for row in rows] == ["1", "2"]
    assert squash(rows[0].text) == squash("To publish the waiting times of every clinic on its website each month.")


def test_misread_lead_in_is_known_and_its_words_stay_as_they_are() -> None:
    lead_in = "RECOMMENDATION\n\nThe Cabinetis RECOMMENDED to:\n\n"
    rows = _read(f"{FRONT}{lead_in}a) Agree to lead on a response.\n\nb) Agree to report back in a year.\n")
    assert [(row.number, row.stem) for row in rows] == [
        ("a", "The Cabinetis RECOMMENDED to:"),
        ("b", "The Cabinetis RECOMMENDED to:"),
    ]
