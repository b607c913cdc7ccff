"""Tables, columns and keys at both edges of the pipeline, and between its steps. Source: the data contracts of LINKAGE.

Everything travels as Parquet with these schemas. A key is text, and means nothing outside the run: the extract gives
each establishment a pseudonymous one. No column holds the name, address or number of a contact person.
"""

from enum import StrEnum

import pyarrow as pa

_text, _texts = pa.string(), pa.list_(pa.string())

REGISTER = pa.schema([
    pa.field("key", _text, nullable=False),  # of the establishment
    pa.field("enterprise", _text, nullable=False),  # what establishments of one company share
    pa.field("kvk", _text),  # eight digits
    pa.field("est_no", _text),  # twelve digits
    pa.field("name", _text),  # statutory
    pa.field("trade_names", _texts),
    pa.field("street", _text),
    pa.field("house_number", _text),
    pa.field("postcode", _text),
    pa.field("town", _text),
    pa.field("municipality_code", _text),
    pa.field("phone", _text),
    pa.field("website", _text),
    pa.field("sbi", _text),  # scheme, hyphen, code
    pa.field("size_class", _text),
    pa.field("started_on", pa.date32()),
    pa.field("ended_on", pa.date32()),
])  # fmt: skip
"""The extract of the register: one row per establishment."""

RECORD = pa.schema([
    pa.field("source", _text, nullable=False),  # code of the list
    pa.field("key", _text, nullable=False),  # of the row, unique within its list
    pa.field("kvk", _text),
    pa.field("est_no", _text),
    pa.field("name", _text),
    pa.field("trade_name", _text),
    pa.field("address", _text),  # street and number, or all of it, as the list writes it
    pa.field("postcode", _text),
    pa.field("town", _text),
    pa.field("phone", _text),
    pa.field("website", _text),
    pa.field("email", _text),  # only what stands after the @
])  # fmt: skip
"""A row of a list as it was staged: text as the list wrote it, in columns that all lists share."""

NORMALISED = pa.schema([
    pa.field("source_dataset", _text, nullable=False),  # "register", or the code of the list
    pa.field("unique_id", _text, nullable=False),  # the key of the row
    pa.field("enterprise", _text),  # only of the register
    pa.field("row_hash", _text, nullable=False),  # of the raw row: what did not change need not be normalised anew
    pa.field("n1", _text),  # name without legal form and other noise; the statutory one of the register
    pa.field("n2", _text),  # trade name, or the name behind "h.o.d.n."
    pa.field("names", _texts),  # all different names, sorted
    pa.field("toks", _texts),  # all words of all names, sorted
    pa.field("tsort", _text),  # words of n1 in alphabetical order, one space between
    pa.field("nslug", _text),  # n1 squeezed: letters and digits only
    pa.field("legal_form", _text),  # code such as "bv", "vof"; null when not said
    pa.field("is_holding", pa.bool_()),  # holding, beheer, participaties and the like
    pa.field("street", _text),
    pa.field("hn", _text),  # house number, digits
    pa.field("hadd", _text),  # its letter or addition
    pa.field("pc6", _text),
    pa.field("pc4", _text),
    pa.field("town", _text),
    pa.field("phone", _text),  # the nine digits behind the zero
    pa.field("domain", _text),  # null for a domain of a mail provider
    pa.field("dstem", _text),  # the domain without what stands behind its last dot, squeezed
    pa.field("kvk", _text),
    pa.field("est_no", _text),
])  # fmt: skip
"""A row of the register or of a list, in the form that rows are compared in."""

CANDIDATE = pa.schema([
    pa.field("source", _text, nullable=False),
    pa.field("record", _text, nullable=False),
    pa.field("establishment", _text, nullable=False),
    pa.field("enterprise", _text, nullable=False),
    pa.field("weight", pa.float64(), nullable=False),  # sum of the match weights, in bits
    pa.field("lead", pa.float64()),  # bits above the next best enterprise; null when there is no other
    pa.field("rank", pa.int32(), nullable=False),  # 1 is the best enterprise of the record
    pa.field("probability", pa.float64(), nullable=False),
    pa.field("reasons", pa.map_(_text, pa.float64())),  # bits per comparison: name, address, domain, phone, form
])  # fmt: skip
"""The best establishment of each enterprise that a record may be about."""

CROSSWALK = pa.schema([
    pa.field("source", _text, nullable=False),
    pa.field("record", _text, nullable=False),
    pa.field("enterprise", _text),
    pa.field("establishment", _text),
    pa.field("level", _text, nullable=False),
    pa.field("method", _text, nullable=False),
    pa.field("decision", _text, nullable=False),
    pa.field("probability", pa.float64()),
    pa.field("weight", pa.float64()),
    pa.field("lead", pa.float64()),
    pa.field("reason", _text),  # why it went to review, as a code; null when it did not
])  # fmt: skip
"""What became of each record: exactly one row for every record that was staged."""


class Level(StrEnum):
    """What a record was linked to."""

    ESTABLISHMENT = "establishment"
    ENTERPRISE = "enterprise"
    NONE = "none"


class Method(StrEnum):
    """By what."""

    KVK = "kvk"
    MODEL = "model"
    HUMAN = "human"


class Decision(StrEnum):
    """What was decided, or that a person must."""

    LINKED = "linked"
    REVIEW = "review"
    NONE = "none"
