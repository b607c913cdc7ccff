"""Narrowing a question to some companies, however many, with one parameter for the database."""

import json
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Func, Q, TextField, Value
from django.db.models.sql.compiler import SQLCompiler

from kopgroep.ledger.models import EntryQuerySet


class Keys(Func):
    """A list of keys as rows, sent as one text: a database takes only so many parameters."""

    template = "(SELECT value FROM json_each(%(expressions)s))"
    output_field = BigIntegerField()

    def __init__(self, keys: frozenset[int]) -> None:
        super().__init__(Value(json.dumps(sorted(keys)), output_field=TextField()))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        """The same in the words of PostgreSQL."""
        template = "(SELECT json_array_elements_text((%(expressions)s)::json)::bigint)"
        return self.as_sql(compiler, connection, template=template, **context)


@dataclass(frozen=True)
class Only:
    """Some companies, and some lines that are about no company."""

    companies: frozenset[int]
    lines: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.companies or self.lines)

    def lines_of(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Those of some lines that are about these companies, or are these very lines."""
        wanted = Q(company__in=Keys(self.companies))
        if self.lines:
            wanted |= Q(pk__in=Keys(self.lines))
        return entries.filter(wanted)
