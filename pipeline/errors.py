"""Every error a user can meet, each with its exit code and a remedy.

The command line turns these into one sentence on standard error; nothing else does.
"""

from __future__ import annotations


class ScrutineerError(Exception):
    """Root of the program's own errors.

    Attributes:
        exit_code: what the process returns if nothing catches the error.
        code: short name of the kind of fault, as documents.csv and checks.csv state it.
    """

    exit_code = 2
    code = "error"

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UsageError(ScrutineerError):
    """A path, an option or a profile that cannot be used."""

    code = "usage"


class ProfileError(ScrutineerError):
    """A profile that is not valid; the message names the file and the key."""

    code = "profile"


class MoreTimeNeeded(Exception):
    """A document's pages have to be read off their pictures, which takes longer than reading print."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


class FolderHeld(ScrutineerError):
    """Another run is writing to the same output folder."""

    code = "held"


class OutputError(ScrutineerError):
    """An output folder that cannot be written to, or a disk that is full."""

    code = "output"


class ClusterError(ScrutineerError):
    """A cluster that cannot be reached or does not run the same program."""

    code = "cluster"


class NothingReadable(ScrutineerError):
    """No document of the run could be read."""

    exit_code = 4
    code = "nothing-readable"


class UnreadableDocument(ScrutineerError):
    """One document cannot be read; it costs its own row only."""

    exit_code = 3
    code = "unreadable"


class UnreachableDocument(UnreadableDocument):
    """A document that is not there, or could not be fetched this time."""

    code = "unreachable"


class EncryptedDocument(UnreadableDocument):
    """A document that wants a password, or another one than was given."""

    code = "encrypted"


class UnsupportedDocument(UnreadableDocument):
    """A file that is none of the kinds the program reads, whatever its name says."""

    code = "unsupported"
