"""Random reports and pro formas: what is put into a paper comes back out of it, word for word."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.answering.matching import match
from pipeline.batch.worker import process_document
from pipeline.reading.reader import InputFile
from pipeline.records import DocumentResult, Kind, Outcome, Status
from pipeline.settings import Settings
from tests.papers import Furniture, Paper, Row, Section, draw

WORDS = """access advice agreement assessment budget building capacity children clinic community contract coordination
delivery development engagement evidence families funding guidance hospital improvement information inspection
investment maintenance management monitoring neighbourhood network officers outcomes partnership performance
planning practice prevention programme provision quality recruitment referral reporting residents resources review
schools services staffing strategy support sustainability training transport understanding voluntary workforce""".split()
OPENINGS = [
    "To publish",
    "To ensure",
    "To review",
    "For the Leadership to commission",
    "To develop",
    "To report on",
    "To expand",
]

SETTINGS = Settings()
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@st.composite
def sentences(draw_: st.DrawFn, least: int = 6, most: int = 60) -> str:
    opening = draw_(st.sampled_from(OPENINGS))
    words = draw_(st.lists(st.sampled_from(WORDS), min_size=least, max_size=most))
    cut = draw_(st.integers(0, len(words)))
    text = f"{opening} {' '.join(words)}."
    return text.replace(f"{words[cut - 1]} ", f"{words[cut - 1]}; ", 1) if cut > 2 else text


@st.composite
def narratives(draw_: st.DrawFn) -> str:
    words = draw_(st.lists(st.sampled_from(WORDS), min_size=12, max_size=60))
    return f"The Committee heard about {' '.join(words)}."


@st.composite
def scrutiny_papers(draw_: st.DrawFn) -> tuple[Paper, list[tuple[str, str, str]]]:
    """A health scrutiny report with restarting lists, and its (number, category, wording) rows."""
    style = draw_(st.sampled_from(["{n}.", "{n})", "({n})", "({i})", "{a})", "R{n}"]))
    headings = [
        ("Overarching Recommendations:", "overarching"),
        ("HOSC Recommendations:", "hosc"),
        ("Recommendations for the ICB:", "icb"),
    ]
    chosen = draw_(st.lists(st.sampled_from(headings), min_size=1, max_size=3, unique=True))
    sections, expected = [], []
    for heading, category in chosen:
        items = draw_(st.lists(sentences(), min_size=2, max_size=9, unique=True))
        sections.append(Section(heading, items, style))
        for n, item in enumerate(items, 1):
            number = style.format(
                n=n, a=chr(96 + n), i=["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][n - 1]
            ).strip("().")
            expected.append((number, category, item))
    paper = Paper(
        front=["CABINET", "17 October 2023", "Report of the Northshire Health Overview and Scrutiny Committee"],
        paragraphs=draw_(st.lists(narratives(), min_size=0, max_size=8)),
        sections=sections,
        closing=[],
        furniture=Furniture(
            head="Northshire Health Scrutiny",
            stamp_from=draw_(st.sampled_from([0, 45])),
            item=draw_(st.sampled_from(["", "7"])),
        ),
        hyphenate=draw_(st.booleans()),
    )
    return paper, expected


def _process(data: bytes) -> DocumentResult:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(data)
        return process_document(InputFile(path, "paper.pdf"), SETTINGS).result


@QUICK
@given(scrutiny_papers())
def test_report_gives_back_its_recommendations_with_numbers_and_categories(
    case: tuple[Paper, list[tuple[str, str, str]]],
) -> None:
    paper, expected = case
    found = _process(draw(paper)).recommendations
    distinct = list(dict.fromkeys(text for *_, text in expected))
    assert [(r.number, r.category, r.text) for r in found] == expected or len(distinct) < len(expected)
    assert all(r.kind is Kind.SCRUTINY for r in found)


STATUSES = {
    "Accepted": Status.ACCEPTED,
    "Agreed": Status.ACCEPTED,
    "Partially accepted": Status.PARTIALLY_ACCEPTED,
    "Agreed in part": Status.PARTIALLY_ACCEPTED,
    "Accepted in principle": Status.PARTIALLY_ACCEPTED,
    "Not agreed": Status.REJECTED,
    "Rejected": Status.REJECTED,
    "☑ Accepted ☐ Rejected".replace("☑", "").replace("☐ Rejected", "").strip(): Status.ACCEPTED,
    "Noted": Status.NOTED,
    "": Status.BLANK,
}


@st.composite
def forms(draw_: st.DrawFn) -> tuple[Paper, list[tuple[str, str, Status, str]]]:
    """A pro forma and its (number, wording, status, action) rows; it repeats its header on every page."""
    texts = draw_(st.lists(sentences(most=45), min_size=1, max_size=12, unique=True))
    rows, expected = [], []
    for n, text in enumerate(texts, 1):
        word = draw_(st.sampled_from(sorted(STATUSES)))
        action = (
            f"The service will complete {' '.join(draw_(st.lists(st.sampled_from(WORDS), min_size=2, max_size=50)))} by March 2024."
            if word and draw_(st.booleans())
            else ""
        )
        rows.append(Row(f"{n}. {text}", word, action))
        expected.append((str(n), text, STATUSES[word], action))
    return Paper(
        front=["Response to recommendations"], fields=["Deadline for response: Tuesday 14th November 2023"], rows=rows
    ), expected


@QUICK
@given(forms())
def test_form_gives_back_its_rows_across_page_breaks(case: tuple[Paper, list[tuple[str, str, Status, str]]]) -> None:
    paper, expected = case
    found = _process(draw(paper)).responses
    assert [(r.number, r.recommendation_text, r.status, r.text) for r in found] == expected


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.lists(sentences(least=12), min_size=2, max_size=10, unique=True), st.randoms(use_true_random=False))
def test_form_in_another_order_is_matched_by_wording(texts: list[str], random) -> None:
    shuffled = texts[:]
    random.shuffle(shuffled)
    report = _process(
        draw(
            Paper(
                front=["Report of the Northshire Health Overview and Scrutiny Committee"],
                sections=[Section("Recommendations", texts)],
            )
        )
    )
    form = _process(
        draw(
            Paper(
                front=["Response to recommendations"],
                rows=[Row(text, "Accepted", "Done by March 2024.") for text in shuffled],
            )
        )
    )
    matches = match(report.recommendations, form.responses, [*report.reports, *form.reports])
    wording = {r.recommendation_id: r.text for r in report.recommendations} | {
        r.response_id: r.recommendation_text for r in form.responses
    }
    pairs = [m for m in matches if m.outcome is not Outcome.UNEXPECTED]
    assert len(pairs) == len(texts)
    assert all(wording[m.recommendation_id] == wording[m.response_id] for m in pairs if m.response_id)


def test_list_goes_on_after_a_note_and_the_note_gives_the_category() -> None:
    items = [
        "To review the clinic opening hours.",
        "To publish the waiting list figures.",
        "To reduce the waiting times of the service.",
    ]
    note = "NB The following recommendation specifically relates to NHS services. No response is required by Cabinet."
    section = Section("HOSC Recommendations:", items, note=note, last_after_note=True)
    found = _process(
        draw(Paper(front=["Report of the Northshire Health Overview and Scrutiny Committee"], sections=[section]))
    ).recommendations
    assert [(r.number, r.category, r.category_basis, r.response_required) for r in found] == [
        ("1", "hosc", "heading", True),
        ("2", "hosc", "heading", True),
        ("3", "icb", "note", False),
    ]


def test_paragraph_after_the_list_is_no_recommendation() -> None:
    paper = Paper(
        front=["Report of the Northshire Health Overview and Scrutiny Committee"],
        paragraphs=["The Committee heard about waiting lists.", "The Committee heard about staffing."],
        sections=[
            Section(
                "Recommendations",
                ["To publish the waiting list figures.", "To recruit more staff for the clinic."],
                "{a})",
            )
        ],
        closing=["The Committee thanks all who gave evidence to it."],
    )
    assert [r.number for r in _process(draw(paper)).recommendations] == ["a", "b"]
