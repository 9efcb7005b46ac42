"""What people say to rows is carried over to later runs, where it fits and nowhere else."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch.origin import load_origin
from pipeline.corrections.file import COLUMNS, accepted_state, read_corrections
from pipeline.errors import UsageError
from pipeline.reading.reader import find_inputs
from pipeline.records import Correction, Kind, Outcome, Recommendation, Response, Status, Verdict
from pipeline.run import RunResult, combine, read_and_match, run
from pipeline.settings import Settings
from pipeline.tables.schema import CORRECTIONS
from tests.conftest import RAW

FORM = "response-pro-forma-completed.pdf"
REPORT = "hosc-send-report-2023.pdf"


def _said(row: Recommendation | Response, verdict: Verdict, column: str = "", now: str = "") -> Correction:
    is_response = isinstance(row, Response)
    return Correction(
        table="responses" if is_response else "recommendations",
        row_id=row.response_id if isinstance(row, Response) else row.recommendation_id,
        document=row.document,
        page=row.page,
        wording=(row.recommendation_text if isinstance(row, Response) else row.text)[:120],
        verdict=verdict,
        column=column,
        was=str(getattr(row, column)) if column else "",
        now=now,
        source="corrections.csv line 2",
    )


def _paired(row: Recommendation, was: str, now: str, verdict: Verdict = Verdict.CORRECTED) -> Correction:
    said = replace(_said(row, verdict), table="matches", column="response_id")
    return replace(said, was=was, now=now)


def _again(*corrections: Correction) -> RunResult:
    return read_and_match(find_inputs([RAW]), Settings(corrections=corrections))


def _rows(result: RunResult, document: str) -> tuple[Recommendation, ...]:
    return next(d for d in result.documents if d.document.document == document).recommendations


def _asked(result: RunResult) -> Recommendation:
    """A scrutiny recommendation of the report, the third overarching one."""
    return next(r for r in _rows(result, REPORT) if r.number == "3" and r.category == "overarching")


def _answers(result: RunResult) -> tuple[Response, ...]:
    return next(d for d in result.documents if d.document.document == FORM).responses


@pytest.mark.parametrize(
    ("column", "now"), [("text", "To do something else."), ("number", "99"), ("category", "icb"), ("kind", "decision")]
)
def test_corrected_cell_is_changed_and_the_row_says_so(sample: RunResult, column: str, now: str) -> None:
    row = _asked(sample)
    result = _again(_said(row, Verdict.CORRECTED, column, now))
    found = next(r for r in _rows(result, REPORT) if r.recommendation_id == row.recommendation_id)
    assert str(getattr(found, column)) == now
    assert (found.checked, found.corrected, found.review_reason) == (True, True, "")
    assert (result.corrections_applied, result.corrections_unfit) == (1, 0)
    others = [r for r in _rows(result, REPORT) if r.recommendation_id != row.recommendation_id]
    assert others == [r for r in _rows(sample, REPORT) if r.recommendation_id != row.recommendation_id]


def test_basis_of_a_corrected_category_and_number_is_a_person(sample: RunResult) -> None:
    row = _asked(sample)
    result = _again(_said(row, Verdict.CORRECTED, "category", "icb"), _said(row, Verdict.CORRECTED, "number", "3a"))
    found = next(r for r in _rows(result, REPORT) if r.recommendation_id == row.recommendation_id)
    assert (found.category_basis, found.number_source) == ("person", "person")


def test_corrected_status_reaches_the_checks(sample: RunResult) -> None:
    answer = next(r for r in _answers(sample) if r.status is Status.ACCEPTED)
    result = _again(_said(answer, Verdict.CORRECTED, "status", "blank"))
    found = next(r for r in _answers(result) if r.response_id == answer.response_id)
    assert (found.status, found.corrected, found.in_principle) == (Status.BLANK, True, False)
    assert any(f.check == "response-blank" and f.response_id == answer.response_id for f in result.findings)


def test_accepted_row_is_marked_as_checked_and_not_as_corrected(sample: RunResult) -> None:
    row = _asked(sample)
    result = _again(_said(row, Verdict.ACCEPTED))
    found = next(r for r in _rows(result, REPORT) if r.recommendation_id == row.recommendation_id)
    assert (found.checked, found.corrected) == (True, False)
    assert replace(found, checked=False, review_reason=row.review_reason) == row


def test_rejected_row_is_left_out_and_told_of(sample: RunResult) -> None:
    row = _asked(sample)
    result = _again(_said(row, Verdict.REJECTED))
    assert row.recommendation_id not in {r.recommendation_id for r in _rows(result, REPORT)}
    assert row.recommendation_id not in {m.recommendation_id for m in result.matches}
    (told,) = [f for f in result.findings if f.check == "row-rejected"]
    assert row.text[:40] in told.message


def _match_of(result: RunResult, row: Recommendation) -> dict[str, Outcome]:
    return {m.response_id: m.outcome for m in result.matches if m.recommendation_id == row.recommendation_id}


def test_response_that_a_person_pairs_takes_the_place_of_the_one_found(sample: RunResult) -> None:
    row = _asked(sample)
    answers = {r.response_id: r for r in _answers(sample)}
    was = next(response for response in _match_of(sample, row) if response in answers)
    other = next(r for r in answers.values() if r.response_id != was)
    result = _again(_paired(row, was, other.response_id))
    assert other.response_id in _match_of(result, row) and was not in _match_of(result, row)
    (pair,) = [
        m for m in result.matches if (m.recommendation_id, m.response_id) == (row.recommendation_id, other.response_id)
    ]
    assert (pair.checked, pair.corrected, pair.outcome) == (True, True, Outcome.MATCHED)
    assert [m.outcome for m in result.matches if m.response_id == was] == [Outcome.UNEXPECTED]


def test_pair_that_a_person_takes_apart_leaves_both_alone(run_papers, sample: RunResult) -> None:
    row = _asked(sample)
    pairs = _match_of(sample, row)
    result = _again(*(_paired(row, response, "") for response in pairs))
    assert _match_of(result, row) == {"": Outcome.UNANSWERED}
    (alone,) = [m for m in result.matches if m.recommendation_id == row.recommendation_id]
    assert (alone.checked, alone.corrected) == (True, True)
    lone = {m.response_id for m in result.matches if m.outcome is Outcome.UNEXPECTED}
    assert lone == set(pairs)


def test_accepted_pair_is_marked_as_checked(sample: RunResult) -> None:
    row = _asked(sample)
    response = next(iter(_match_of(sample, row)))
    result = _again(_paired(row, response, response, Verdict.ACCEPTED))
    (pair,) = [m for m in result.matches if (m.recommendation_id, m.response_id) == (row.recommendation_id, response)]
    assert (pair.checked, pair.corrected) == (True, False)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"row_id": "0000000000000000"}, "has no row of recommendations with its id"),
        ({"page": 1}, "now stands on page"),
        ({"wording": "Something else altogether"}, "the row's wording is now"),
        ({"was": "4"}, "number is now '3', neither '4' nor '3b'"),
        ({"row_id": "0000000000000000", "document": "other.pdf"}, "other.pdf is not among the documents of this run"),
    ],
)
def test_correction_that_does_not_fit_changes_nothing_and_is_told_of(
    sample: RunResult, change: dict[str, object], why: str
) -> None:
    correction = replace(_said(_asked(sample), Verdict.CORRECTED, "number", "3b"), **change)  # type: ignore[arg-type]
    result = _again(correction)
    assert result.documents == sample.documents and result.matches == sample.matches
    assert (result.corrections_applied, result.corrections_unfit) == (0, 1)
    (told,) = [f for f in result.findings if f.check == "correction-does-not-fit"]
    assert why in told.message and "corrections.csv line 2" in told.message


def test_pair_that_is_no_longer_found_is_told_of(sample: RunResult) -> None:
    row = _asked(sample)
    answer = _answers(sample)[0]
    result = _again(_paired(row, "gone", answer.response_id))
    assert result.matches == sample.matches
    assert result.corrections_unfit == 1


def test_second_correction_of_a_cell_builds_on_the_first_and_a_rival_one_is_told_of(sample: RunResult) -> None:
    row = _asked(sample)
    first = _said(row, Verdict.CORRECTED, "number", "3b")
    second, rival = replace(first, was="3b", now="3c"), replace(first, now="9")
    result = _again(first, second, rival)
    found = next(r for r in _rows(result, REPORT) if r.recommendation_id == row.recommendation_id)
    assert found.number == "3c"
    assert (result.corrections_applied, result.corrections_unfit) == (2, 1)


def test_cell_that_is_already_as_corrected_counts_as_checked_only(sample: RunResult) -> None:
    row = _asked(sample)
    said = replace(_said(row, Verdict.CORRECTED, "number", "3"), was="8")
    found = _asked(_again(said))
    assert (found.checked, found.corrected) == (True, False)


def test_accepted_row_that_reads_otherwise_now_is_told_of_and_not_checked(sample: RunResult) -> None:
    answer = _answers(sample)[0]
    right = replace(_said(answer, Verdict.ACCEPTED), was=accepted_state(answer))
    wrong = replace(right, was=right.was.replace("accepted", "rejected"))
    assert _again(right).corrections_unfit == 0
    result = _again(wrong)
    found = next(r for r in _answers(result) if r.response_id == answer.response_id)
    assert (found.checked, found.review_reason) == (False, answer.review_reason)
    (told,) = [f for f in result.findings if f.check == "correction-does-not-fit"]
    assert "what was accepted was" in told.message


def test_lines_about_a_row_that_was_rejected_later_are_overtaken_and_not_told_of(sample: RunResult) -> None:
    row = _asked(sample)
    response = next(iter(_match_of(sample, row)))
    rejected = _said(row, Verdict.REJECTED)
    pair = _paired(row, response, response, Verdict.ACCEPTED)
    result = _again(_said(row, Verdict.ACCEPTED), pair, rejected, rejected, replace(rejected, note="again"))
    assert (result.corrections_unfit, [f.check for f in result.findings].count("row-rejected")) == (0, 1)


def test_row_made_a_decision_has_no_pairs_and_its_pair_lines_are_overtaken(sample: RunResult) -> None:
    row = _asked(sample)
    pairs = [_paired(row, response, response, Verdict.ACCEPTED) for response in _match_of(sample, row)]
    result = _again(_said(row, Verdict.CORRECTED, "kind", "decision"), *pairs)
    assert result.corrections_unfit == 0
    assert _match_of(result, row) == {}


def test_conclusion_left_without_a_response_is_not_unanswered(sample: RunResult) -> None:
    row = _asked(sample)
    apart = [_paired(row, response, "") for response in _match_of(sample, row)]
    result = _again(_said(row, Verdict.CORRECTED, "kind", "conclusion"), *apart)
    assert _match_of(result, row) == {}


def test_pair_taken_apart_leaves_a_trace_also_where_another_stays(sample: RunResult) -> None:
    row = _asked(sample)
    first, *others = _match_of(sample, row)
    assert others
    result = _again(_paired(row, first, ""))
    (told,) = [f for f in result.findings if f.check == "pair-taken-apart"]
    assert (told.recommendation_id, told.response_id) == (row.recommendation_id, first)
    assert set(_match_of(result, row)) == set(others)


def test_corrected_number_of_a_response_reaches_whether_the_numbers_agree(sample: RunResult) -> None:
    answer = _answers(sample)[0]
    result = _again(_said(answer, Verdict.CORRECTED, "number", "9"))
    (pair,) = [m for m in result.matches if m.response_id == answer.response_id]
    assert pair.number_agrees is False


def test_category_that_the_profile_does_not_know_is_told_of(sample: RunResult) -> None:
    result = _again(_said(_asked(sample), Verdict.CORRECTED, "category", "hsoc"))
    (told,) = [f for f in result.findings if f.check == "correction-does-not-fit"]
    assert "category cannot be 'hsoc'; the profile has hosc, icb, overarching" in told.message


def test_same_bytes_under_two_endings_keep_their_own_rows(tmp_path: Path) -> None:
    data = (RAW / FORM).read_bytes()
    for name in ("a.pdf", "b.docx"):
        (tmp_path / name).write_bytes(data)
    said = Correction("responses", "0" * 16, "a.pdf", 1, "", Verdict.ACCEPTED)
    result = read_and_match(find_inputs([tmp_path]), Settings(corrections=(said,)))
    assert {d.document.document: {r.document for r in d.responses} for d in result.documents} == {
        "a.pdf": {"a.pdf"},
        "b.docx": {"b.docx"},
    }


def test_shards_leave_corrections_of_others_to_combine_which_applies_them_all(
    tmp_path: Path, sample: RunResult
) -> None:
    said = (_said(_asked(sample), Verdict.CORRECTED, "number", "3a"), _said(_answers(sample)[0], Verdict.ACCEPTED))
    for shard in (1, 2):
        part = run([RAW], Settings(output=tmp_path / str(shard), shard=(shard, 2), corrections=said))
        assert part.corrections_unfit == 0
    both = combine([tmp_path / "1", tmp_path / "2"], Settings(output=tmp_path / "both"))
    assert (both.corrections_applied, both.corrections_unfit) == (2, 0)
    assert load_origin(tmp_path / "both").corrections == said


def test_files_that_build_on_one_another_may_be_given_together(sample: RunResult) -> None:
    first = _said(_asked(sample), Verdict.CORRECTED, "number", "3a")
    second = replace(first, was="3a", now="3b")
    result = _again(first, first, second, replace(first, source="other.csv line 2"))
    assert (result.corrections_applied, result.corrections_unfit) == (2, 0)


def test_damaged_note_of_what_tables_were_made_from_is_told_of(tmp_path: Path) -> None:
    (tmp_path / ".scrutineer").mkdir()
    (tmp_path / ".scrutineer" / "origin.json").write_text("{")
    with pytest.raises(UsageError, match="damaged"):
        load_origin(tmp_path)


# --- The file -----------------------------------------------------------------------------------------------------


def _file(*rows: dict[str, str], bom: bool = False) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, CORRECTIONS.names)
    writer.writeheader()
    base = {"table": "recommendations", "row_id": "ab", "document": "a.pdf", "page": "2", "verdict": "accepted"}
    writer.writerows([base | row for row in rows])
    return stream.getvalue().encode("utf-8-sig" if bom else "utf-8")


def test_file_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    (row,) = read_corrections(_file({"wording": "'=SUM(A1)"}, bom=True), "c.csv")
    assert (row.wording, row.page, row.source) == ("=SUM(A1)", 2, "c.csv line 2")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"table": "reports"}, "the table is 'reports'"),
        ({"verdict": "maybe"}, "the verdict is 'maybe'"),
        ({"verdict": "corrected", "column": "page"}, "of recommendations can be corrected: text, number"),
        ({"verdict": "corrected", "column": "kind", "now": "other"}, "kind cannot be 'other'"),
        ({"verdict": "corrected", "column": "text", "now": " "}, "reject it instead"),
        ({"table": "matches", "verdict": "rejected"}, "a pair is not rejected"),
        ({"row_id": ""}, "lacks a row_id"),
        ({"page": "two"}, "its page is no number"),
    ],
)
def test_line_that_says_what_cannot_be_is_named(row: dict[str, str], sentence: str) -> None:
    with pytest.raises(UsageError, match=r"c\.csv line 3") as told:
        read_corrections(_file({}, row), "c.csv")
    assert sentence in str(told.value)


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"", b"\xff\xfe\x00", b"table;row_id\n"])
def test_file_that_holds_no_corrections_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"c\.csv is no"):
        read_corrections(data, "c.csv")


def test_every_column_that_can_be_corrected_has_a_row_field() -> None:
    for table, record in (("recommendations", Recommendation), ("responses", Response)):
        assert set(COLUMNS[table]) <= set(record.__slots__)


def test_run_marks_corrected_rows_in_its_tables_and_the_tracker(tmp_path: Path, sample: RunResult) -> None:
    said = _said(_asked(sample), Verdict.CORRECTED, "category", "icb")
    run([RAW], Settings(output=tmp_path, corrections=(said,)))
    for table in ("recommendations", "tracker"):
        with (tmp_path / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            marked = [row for row in csv.DictReader(stream) if row["corrected"] == "true"]
        assert {(row["recommendation_id"], row["category"]) for row in marked} == {(said.row_id, "icb")}


def test_correction_changes_no_other_pair(sample: RunResult) -> None:
    said = [_said(r, Verdict.CORRECTED, "text", f"Quite another wording {r.number}") for r in _rows(sample, REPORT)]
    result = _again(*said, _said(_answers(sample)[0], Verdict.CORRECTED, "status", "rejected"))
    pairs = [(m.recommendation_id, m.response_id, m.outcome) for m in sample.matches]
    assert [(m.recommendation_id, m.response_id, m.outcome) for m in result.matches] == pairs


def test_kind_of_a_corrected_row_decides_whether_it_is_matched(sample: RunResult) -> None:
    row = _asked(sample)
    result = _again(_said(row, Verdict.CORRECTED, "kind", str(Kind.DECISION)))
    assert row.recommendation_id not in {m.recommendation_id for m in result.matches}
