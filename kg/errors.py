"""What can go wrong, and how it is told.

KgError                 somebody can mend it: one sentence says where, what, and what to do; exit status 1
├── InputError          a source cannot be read
├── TableError          a data table or a user's list has a bad line
├── SettingsError       an option or a settings file does not make sense
├── MissingExtraError   an optional package is not installed
├── OutputError         a result cannot be written
├── ResolutionError     a block of candidate pairs outgrew its limit
├── ValidationError     a graph breaks the contract
└── QueryError          a query cannot be run
InternalError           a broken invariant: our bug, shown with its traceback
"""


class KgError(Exception):
    """Base of everything a user can mend."""


class InputError(KgError):
    """A source cannot be read."""


class TableError(KgError):
    """A data table or a user's list has a bad line."""


class SettingsError(KgError):
    """An option or a settings file does not make sense."""


class MissingExtraError(KgError):
    """An optional package is not installed."""


class OutputError(KgError):
    """A result cannot be written."""


class ResolutionError(KgError):
    """A block of candidate pairs outgrew its limit."""


class ValidationError(KgError):
    """A graph breaks the contract."""


class QueryError(KgError):
    """A query cannot be run."""


class InternalError(Exception):
    """A broken invariant; not a KgError, because no user can mend it."""
