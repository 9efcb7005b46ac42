"""Every table and every column, once: name, type, meaning. Nothing else in the program names a column."""

from __future__ import annotations

from pipeline.document import DocType
from pipeline.records import Delivery, DocumentStatus, Kind, Outcome, Severity, Status, Verdict
from pipeline.tables.catalogue import CODES
from pipeline.tables.column import Column, ColumnType, TableSchema

_INT, _NUM, _BOOL, _DATE = ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.BOOLEAN, ColumnType.DATE
_DOC_TYPES = tuple(DocType)

_DOCUMENT_ID = Column("document_id", "Id of the document, from the SHA-256 of its bytes")
_DOCUMENT = Column(
    "document", "Path of the file as given, relative to the input folder, with / separators", required=True
)
_REPORT_ID = Column("report_id", "Id of the report inside the document", required=True)
_POSITION = Column("position", "Place in the document, counted from 1", _INT, required=True)
_TITLE = Column("title", "Title in the document's own words")
_COMMITTEE = Column("committee", "The body that issues it, in the document's own words")
_AUTHORS = Column("authors", "The officers or people who wrote it, in the document's own words")
_ADDRESSED_TO = Column("addressed_to", "The body it goes to, in the document's own words")
_MEETING_DATE = Column("meeting_date", "Date of the meeting it is for", _DATE)
_PAGE = Column("page", "Page on which it begins, counted from 1 in the file", _INT, required=True, page_of="document")
_LAST_PAGE = Column(
    "last_page", "Page on which it ends, counted from 1 in the file", _INT, required=True, page_of="document"
)
_PRINTED = Column("printed_page", "Page number as stamped on that page")
_BBOX = Column("bbox", "x0 top x1 bottom of its part on `page`, in points from the top left corner", required=True)
_CONFIDENCE = Column("confidence", "How sure the program is, 0 to 1", _NUM, required=True)
_REVIEW = Column("needs_review", "Whether a person should look at the row", _BOOL, required=True)
_REASON = Column("review_reason", "Why a person should look")
_RULE = Column("rule", "Id of the rule or pattern that found it")
_TURN = Column(
    "turn", "Degrees, clockwise, by which the picture of a scanned `page` is turned before `bbox` fits", _NUM
)
_DUE = (
    Column("due_start", "First day of the interval they mean", _DATE),
    Column("due_end", "Last day of the interval they mean", _DATE),
    Column("due_precision", "How exact they are", values=("day", "month", "quarter", "season", "year", "relative")),
)
_CHECKED = Column("checked", "Whether a person has accepted or corrected it (`--corrections`)", _BOOL, required=True)
_CORRECTED = Column("corrected", "Whether a person's correction changed it", _BOOL, required=True)

DOCUMENTS = TableSchema(
    "documents",
    "One row for each input file",
    (
        _DOCUMENT_ID,
        _DOCUMENT,
        Column("sha256", "SHA-256 of the file's bytes, empty if it could not be opened"),
        Column("bytes", "Size of the file in bytes", _INT),
        Column("pages", "Number of pages", _INT),
        Column("ocr_pages", "Number of pages read by OCR", _INT),
        Column("doc_type", "What the document is", values=_DOC_TYPES),
        _TITLE,
        _COMMITTEE,
        _AUTHORS,
        _ADDRESSED_TO,
        _MEETING_DATE,
        Column("recommendations", "Number of its rows in recommendations.csv", _INT),
        Column("responses", "Number of its rows in responses.csv", _INT),
        Column(
            "status", "Whether it was read whole, in part or not at all", values=tuple(DocumentStatus), required=True
        ),
        Column("error", "What went wrong and what to do, empty if nothing did"),
    ),
    ("document",),
)
REPORTS = TableSchema(
    "reports",
    "One row for each report inside a document; a pack holds several, any other document one",
    (
        _REPORT_ID,
        _DOCUMENT_ID,
        _DOCUMENT,
        _POSITION,
        Column("item", "Agenda item number"),
        Column("first_page", "First page, counted from 1 in the file", _INT, required=True, page_of="document"),
        Column("last_page", "Last page, counted from 1 in the file", _INT, required=True, page_of="document"),
        Column("doc_type", "What the report is", values=_DOC_TYPES, required=True),
        _TITLE,
        _COMMITTEE,
        _AUTHORS,
        _ADDRESSED_TO,
        _MEETING_DATE,
        Column("deadline", "Day by which it asks for responses", _DATE),
    ),
    ("report_id",),
    (("document", "documents", "document"),),
)
RECOMMENDATIONS = TableSchema(
    "recommendations",
    "One row for each recommendation, in reading order",
    (
        Column("recommendation_id", "Id of the recommendation: same file and wording, same id", required=True),
        _DOCUMENT_ID,
        _DOCUMENT,
        _REPORT_ID,
        _POSITION,
        Column("number", "Number as printed, without punctuation"),
        Column(
            "number_source",
            "Where the number comes from",
            values=("printed", "inferred", "none", "person"),
            required=True,
        ),
        Column(
            "kind",
            "scrutiny: made by a reviewing body to somebody else; decision: asked of the report's own meeting; conclusion: asks nobody to do anything",
            values=tuple(Kind),
            required=True,
        ),
        Column("category", "Whom it concerns, as the profile's categories name it"),
        Column(
            "category_basis",
            "The evidence for the category",
            values=("heading", "tag", "note", "addressee", "model", "person"),
        ),
        Column("text", "Its wording, white space collapsed, line-break hyphens joined", required=True),
        Column("stem", "The lead-in it completes"),
        Column("heading", "The heading it stands under"),
        Column("addressee", "Whom it asks, in the document's own words"),
        Column("addressee_name", "The one name of whom it asks, however the document writes it"),
        Column("timescale_text", "The words that say by when it is to be done"),
        Column("response_required", "Whether a response is required", _BOOL),
        _PAGE,
        _LAST_PAGE,
        _PRINTED,
        Column("also_pages", "Pages on which the same report states it again, separated by spaces"),
        _BBOX,
        _CONFIDENCE,
        _REVIEW,
        _REASON,
        _RULE,
        _TURN,
        _CHECKED,
        _CORRECTED,
    ),
    ("recommendation_id",),
    (("document", "documents", "document"), ("report_id", "reports", "report_id")),
)
RESPONSES = TableSchema(
    "responses",
    "One row for each response to a recommendation, in reading order",
    (
        Column("response_id", "Id of the response", required=True),
        _DOCUMENT_ID,
        _DOCUMENT,
        _REPORT_ID,
        _POSITION,
        Column("number", "Number of the recommendation as printed, 8.3-8.4 for several"),
        Column(
            "number_source",
            "Where the number comes from",
            values=("printed", "inferred", "none", "person"),
            required=True,
        ),
        Column("category", "Category that its tag names"),
        Column("category_tag", "Tag behind the quoted recommendation, as printed"),
        Column("recommendation_text", "The recommendation as the response quotes it"),
        Column("responder", "Who responds, in the document's own words"),
        Column("status", "What it says to the recommendation", values=tuple(Status), required=True),
        Column("in_principle", "Whether it accepts in principle only", _BOOL, required=True),
        Column("status_text", "The words that say so"),
        Column("text", "Proposed action and timescale, or the whole reply"),
        Column("timescale_text", "The words that say by when"),
        *_DUE,
        Column(
            "delivery",
            "How far it is, by the text or by a colour that the paper explains; empty if neither says",
            values=("completed", "ongoing", "planned"),
        ),
        _PAGE,
        _LAST_PAGE,
        _PRINTED,
        _BBOX,
        _CONFIDENCE,
        _REVIEW,
        _REASON,
        _RULE,
        _TURN,
        _CHECKED,
        _CORRECTED,
    ),
    ("response_id",),
    (("document", "documents", "document"), ("report_id", "reports", "report_id")),
)
UPDATES = TableSchema(
    "updates",
    "One row for each later word on a recommendation: a monitoring report, an action plan, a six-month update",
    (
        Column("update_id", "Id of the update", required=True),
        _DOCUMENT_ID,
        _DOCUMENT,
        _REPORT_ID,
        _POSITION,
        Column("recommendation_id", "The recommendation that it follows, empty if it is none of the run's"),
        Column("match_score", "How well they fit, 0 to 100", _NUM),
        Column("number", "Number of the recommendation as the paper prints it"),
        Column("recommendation_text", "The recommendation as the paper states it"),
        Column("update_date", "The day the paper speaks of; of a column headed by a month its last day", _DATE),
        Column("delivery", "How far it is", values=tuple(Delivery), required=True),
        Column("delivery_text", "The words or the mark that say so, empty where a colour alone does"),
        Column("rag", "The colour that is named or shown", values=("red", "amber", "green", "blue")),
        Column("text", "What was done"),
        Column("owner", "Who is to do it, in the document's own words"),
        Column("timescale_text", "The words that say by when, as given now"),
        *_DUE,
        _PAGE,
        _LAST_PAGE,
        _PRINTED,
        _BBOX,
        _CONFIDENCE,
        _REVIEW,
        _REASON,
        _RULE,
        _TURN,
    ),
    ("update_id",),
    (("document", "documents", "document"), ("report_id", "reports", "report_id")),
)
MATCHES = TableSchema(
    "matches",
    "One row for each pair, and one for each recommendation or response left alone",
    (
        Column("recommendation_id", "The recommendation, empty for a response that answers none"),
        Column("response_id", "The response, empty for a recommendation without one"),
        Column("outcome", "What became of it", values=tuple(Outcome), required=True),
        Column("score", "How well they fit, 0 to 100", _NUM),
        Column("text_score", "How alike the wordings are, 0 to 100", _NUM),
        Column("number_agrees", "Whether the numbers agree", _BOOL),
        Column("category_agrees", "Whether the categories agree", _BOOL),
        Column("margin", "Score less the next best", _NUM),
        Column("wording_change", "What the response's quotation changed: [-left out-] {+put in+}"),
        _REVIEW,
        _REASON,
        _CHECKED,
        _CORRECTED,
    ),
)
CHECKS = TableSchema(
    "checks",
    "One row for each thing a careful clerk would query",
    (
        Column("check", "Code of the check; docs/checks.md tells what each means", values=CODES, required=True),
        Column("severity", "How much it matters", values=tuple(Severity), required=True),
        _DOCUMENT_ID,
        _DOCUMENT,
        Column("page", "Page it concerns, counted from 1; empty for the whole document", _INT, page_of="document"),
        Column("recommendation_id", "The recommendation it concerns"),
        Column("response_id", "The response it concerns"),
        Column("message", "What was noticed", required=True),
        Column("suggestion", "What to do about it"),
    ),
)
TRACKER = TableSchema(
    "tracker",
    "One row for each scrutiny recommendation with what became of it",
    (
        Column("recommendation_id", "Id of the recommendation", required=True),
        _DOCUMENT,
        Column("number", "Its number as printed"),
        Column("category", "Whom it concerns"),
        Column("recommendation", "Its wording", required=True),
        Column("addressee", "Whom it asks"),
        Column("page", "Page it stands on, counted from 1", _INT, required=True, page_of="document"),
        Column("response_document", "File that holds the response"),
        Column("response_page", "Page of the response, counted from 1", _INT, page_of="response_document"),
        Column("outcome", "Whether a response was found", values=tuple(Outcome), required=True),
        Column("status", "What the response says", values=tuple(Status)),
        Column("response", "The response's wording"),
        Column("timescale_text", "The words that say by when"),
        *_DUE[:2],
        Column(
            "deadline",
            "Day by which a response was due: the date the report went to its meeting and the period the law gives",
            _DATE,
        ),
        Column("responded", "Day of the response, if its document states one", _DATE),
        Column("in_time", "Whether the response came by the deadline, empty if its day is not known", _BOOL),
        Column("checks", "Codes of the checks that concern it, separated by spaces"),
        Column("report_id", "Id of the report it stands in", required=True),
        Column("committee", "Who makes it, in the document's own words"),
        Column("meeting_date", "Date of the meeting that its report is for", _DATE),
        Column("response_id", "Id of the response"),
        Column("responder", "Who responds, in the document's own words"),
        Column("delivery", "How far it is by the last paper that says so", values=tuple(Delivery)),
        Column("delivery_text", "The words or the mark that say so"),
        Column("last_update", "The day of the last update", _DATE),
        Column("updates", "How many updates follow it", _INT, required=True),
        Column("due_first", "The first day by which it was to be done", _DATE),
        Column("due_latest", "The latest such day", _DATE),
        Column("times_moved", "How often that day moved", _INT, required=True),
        Column(
            "overdue",
            "Whether the latest day is past, on the day of the newest paper or of --as-of, and it is not done",
            _BOOL,
        ),
        Column("checked", "Whether a person has accepted or corrected the row and its response", _BOOL, required=True),
        Column("corrected", "Whether a person's correction changed any of it", _BOOL, required=True),
    ),
    ("recommendation_id",),
    (("recommendation_id", "recommendations", "recommendation_id"),),
)
CORRECTIONS = TableSchema(
    "corrections",
    "One row for each thing a person says to a row: accepted, rejected, or one cell of it corrected",
    (
        Column("table", "Table of the row", values=("recommendations", "responses", "matches"), required=True),
        Column("row_id", "Id of the row; for a match that of its recommendation", required=True),
        Column("document", "File it stands in, for people"),
        Column("page", "Its page, counted from 1", _INT),
        Column("wording", "How its wording begins, by which the row is known again"),
        Column("verdict", "What the person says", values=tuple(Verdict), required=True),
        Column("column", "The column that is corrected"),
        Column("was", "What stood there; of an accepted row the beginnings of the cells that could be corrected"),
        Column("now", "What belongs there; for `response_id` empty if no response belongs there"),
        Column("note", "Why, in the person's own words"),
    ),
)
"""Not written by a run: people save it from the review page, and `run --corrections` reads it."""
TABLES = (DOCUMENTS, REPORTS, RECOMMENDATIONS, RESPONSES, MATCHES, UPDATES, CHECKS, TRACKER)
