"""Every check that `checks.csv` can hold, once: its severity, what it means, what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records import Severity


@dataclass(frozen=True, slots=True)
class CheckKind:
    """A kind of check: its code, how much it matters, what it means and what people do about it."""

    code: str
    severity: Severity
    meaning: str
    remedy: str


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

DEADLINES = (
    CheckKind(
        "deadline-weekday-mismatch",
        _E,
        "The deadline that a form states names a weekday that its date was not.",
        "Ask the committee's clerk which day is meant; the suggestion says which day the rule gives.",
    ),
    CheckKind(
        "deadline-before-report",
        _E,
        "The deadline that a form states lies before the date of the report it answers.",
        "Look at the year; the suggestion says which day the rule gives.",
    ),
    CheckKind(
        "deadline-differs-from-rule",
        _W,
        "The deadline that a form states is not the report's date and the period of the profile (28 days in health scrutiny).",
        "Go by the rule, or set the period that applies in a profile.",
    ),
)
PROMISES = (
    CheckKind(
        "promise-passed",
        _W,
        "The day by which a recommendation was to be done is past, and no paper says that it was.",
        "Ask what became of it.",
    ),
    CheckKind(
        "promise-moved",
        _I,
        "A later paper gives another day by which a recommendation is to be done.",
        "Ask why, and who agreed to it.",
    ),
    CheckKind(
        "complete-but-work-left",
        _W,
        "A recommendation is called done, though the update's own words say that something is to follow.",
        "Ask what is left to do.",
    ),
    CheckKind(
        "rejected-but-followed",
        _W,
        "A later paper reports delivery of a recommendation that was rejected.",
        "Ask which of the two holds.",
    ),
    CheckKind(
        "promise-unheard",
        _I,
        "An accepted recommendation of which no paper spoke again, six months and more after the answer.",
        "Ask for an update.",
    ),
    CheckKind(
        "promise-long-unheard",
        _W,
        "An accepted recommendation of which no paper spoke again, twelve months and more after the answer.",
        "Ask for an update.",
    ),
    CheckKind(
        "update-skips",
        _I,
        "A paper that tells what became of a report's recommendations leaves one out.",
        "Ask for an update on it, too.",
    ),
)
ANSWERS = (
    CheckKind("response-blank", _W, "A row of a response form is not filled in.", "Ask the responder for an answer."),
    CheckKind("rejected-without-reason", _W, "A response rejects and says no more.", "Ask the responder why."),
    CheckKind(
        "accepted-without-timescale",
        _W,
        "A response accepts and does not say by when.",
        "Ask the responder for a timescale.",
    ),
    CheckKind(
        "response-without-recommendation",
        _W,
        "A response answers no recommendation of the run.",
        "Add the report that it answers to the run, or pair them on the review page.",
    ),
    CheckKind(
        "recommendation-without-response",
        _W,
        "A recommendation got no response, though others of its report did.",
        "Ask the responder, or pair it on the review page.",
    ),
    CheckKind(
        "status-not-asked-for",
        _W,
        "A response gives a status to a recommendation that its responder was told not to answer.",
        "Leave it out of counts; the body it is addressed to answers it.",
    ),
    CheckKind(
        "match-ambiguous",
        _W,
        "Another pair of recommendation and response is as likely.",
        "Decide by hand, on the review page.",
    ),
    CheckKind(
        "quotation-differs",
        _I,
        "A response quotes a recommendation in other words.",
        "Compare the two; `wording_change` says what differs.",
    ),
)
NUMBERING = (
    CheckKind("number-doubled", _W, "Two recommendations of one list have one number.", "Cite them with their page."),
    CheckKind("number-out-of-order", _W, "A number of a list is smaller than the one before.", "Look at the page."),
    CheckKind("number-missing", _W, "A list leaves out numbers.", "Look at the page for what stands between."),
)
PEOPLE = (
    CheckKind(
        "correction-does-not-fit",
        _W,
        "A correction was not applied: its row is gone, or says something else than when it was corrected.",
        "Look at the row again and save a new correction, or take the line out.",
    ),
    CheckKind(
        "pair-taken-apart",
        _I,
        "A person says that a response does not answer the recommendation it was paired with.",
        "Nothing; it is told so that the change leaves a trace.",
    ),
    CheckKind(
        "row-rejected",
        _I,
        "A row was left out because a person rejected it.",
        "Nothing; it is told so that none is lost.",
    ),
)
SILENCE = (
    CheckKind(
        "no-recommendations-found",
        _W,
        "A paper speaks of recommendations, or is a reviewing body's report, and none was found in it.",
        "Look at the page that is named; if it recommends, the tables lack it.",
    ),
    CheckKind(
        "no-responses-found",
        _W,
        "A paper seems to answer recommendations, and no answer was found in it; it is not counted as unanswered.",
        "Look at the paper.",
    ),
    CheckKind(
        "many-recommendations",
        _W,
        "So many recommendations were found under one heading that some are likely none.",
        "Look at the rows with the least confidence first.",
    ),
)
READING = (
    CheckKind(
        "page-needs-ocr",
        _W,
        "A page has no usable text and was not read.",
        "Allow `--ocr auto`, or install the extra `ocr`.",
    ),
    CheckKind(
        "page-unreadable",
        _W,
        "A page is damaged, its picture could not be read, or it stands behind the 5,000 that are read of a file.",
        "Look at the page; split longer files.",
    ),
    CheckKind(
        "page-too-full",
        _W,
        "A page holds more characters or drawn objects than a page of print; the rest of it was not read.",
        "Look whether it is a page at all.",
    ),
    CheckKind(
        "layout-from-pdfium",
        _W,
        "A turned or damaged page was read from plainer words than others; tables on it may be lost.",
        "Compare its rows with the page.",
    ),
    CheckKind(
        "hidden-text",
        _W,
        "A page holds text that nobody sees on it (white, tiny, covered, off the page); its rows want review.",
        "Look at the page before you use its rows.",
    ),
    CheckKind(
        "text-lost",
        _W,
        "A tenth or more of a page's text stands in no line or table that was read, as in charts.",
        "Compare its rows with the page.",
    ),
    CheckKind(
        "page-remarked",
        _W,
        "A page carries comments or stamps, put on with a viewer; they stay out of its text.",
        "Read them in a PDF viewer, and put an answer that stands in one into the form.",
    ),
    CheckKind(
        "form-unreadable",
        _W,
        "A PDF holds an XFA form, whose fields only Adobe's programs show; what was typed into it was not read.",
        "Open it in Acrobat and print it to PDF.",
    ),
    CheckKind(
        "ocr-layer-kept",
        _W,
        "A scanned page keeps the text that another program's OCR left, which is no worse than our reading.",
        "Compare its rows with the page.",
    ),
    CheckKind(
        "ocr-layer-replaced",
        _W,
        "A scanned page was read anew, because the text that another program's OCR left was worse.",
        "Compare its rows with the page.",
    ),
    CheckKind(
        "bytes-before-pdf",
        _W,
        "Bytes that belong to no PDF stand before it in the file.",
        "Compare the rows with the file.",
    ),
    CheckKind(
        "name-differs-from-content",
        _W,
        "A file is not of the kind that its name says.",
        "Look whether it is the right file.",
    ),
    CheckKind(
        "struck-out-text",
        _W,
        "A Word file holds words struck through; they were left out.",
        "Look whether the file is final.",
    ),
    CheckKind(
        "text-encoding-guessed",
        _W,
        "A text file is not UTF-8; its encoding was guessed.",
        "Look at its pound signs and dashes.",
    ),
)
FAILURES = (
    CheckKind(
        "document-unreadable", _E, "A file is damaged, empty or without text.", "Fetch it again, or save it anew."
    ),
    CheckKind(
        "document-encrypted", _E, "A file is protected by a password, or by another one.", "Give it with `--password`."
    ),
    CheckKind("document-unsupported", _E, "A file is none of the kinds that are read.", "Save it as PDF or .docx."),
    CheckKind(
        "document-unreachable",
        _E,
        "A file is not there, or could not be fetched.",
        "Check that it is there and may be read.",
    ),
    CheckKind("document-usage", _E, "A file is behind a URL for which a package is missing.", "Install the package."),
    CheckKind("document-timeout", _E, "A file took longer than it may.", "Allow more with `--timeout`."),
    CheckKind(
        "document-memory", _E, "A file needs more memory than it may take.", "Allow more with `--memory`, or split it."
    ),
    CheckKind("document-crash", _E, "A file crashed its reader.", "Save it anew with a PDF program."),
    CheckKind("document-fault", _E, "A fault of the program.", "Report it, with the file if it may be shared."),
)
CATALOGUE = {
    "Deadlines": DEADLINES,
    "Answers": ANSWERS,
    "Promises": PROMISES,
    "Numbering": NUMBERING,
    "What people said": PEOPLE,
    "What was not found": SILENCE,
    "Pages": READING,
    "Files that could not be read": FAILURES,
}
"""All checks by what they are about."""
CODES = tuple(kind.code for kinds in CATALOGUE.values() for kind in kinds)
