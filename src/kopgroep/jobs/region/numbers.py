"""Numbers that look like register numbers and cannot be taken for one.

* KVK: `00000001` to `00999999`. Real numbers began with the number of a chamber (01 to 41) and are now
  handed out above 50000000; `00` was never issued.
* Establishment: `9999` and eight digits. Real ones begin with `0000`.
* RSIN: nine digits from 900000000, passing the eleven test. RSIN and citizen numbers share one series,
  whose top is not issued.
"""

from kopgroep.base.errors import Refused

KVK_LIMIT = 999_999


def kvk_number(ordinal: int) -> str:
    if not 1 <= ordinal <= KVK_LIMIT:
        raise Refused("The region is too large: there are 999,999 invented KVK numbers. Choose a smaller scale.")
    return f"{ordinal:08d}"


def establishment_number(ordinal: int) -> str:
    return f"9999{ordinal:08d}"


def rsin(ordinal: int) -> str:
    """Different for every ordinal below a million; where no last digit fits, the second digit moves."""
    for second in "01":
        stem = f"9{second}{ordinal:06d}"
        last = sum(int(digit) * weight for digit, weight in zip(stem, range(9, 1, -1), strict=True)) % 11
        if last < 10:
            return f"{stem}{last}"
    raise AssertionError("adding 8 to a remainder of 10 gives 7")
