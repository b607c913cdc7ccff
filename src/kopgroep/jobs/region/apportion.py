"""Dividing a whole number over shares without losing or inventing one."""

from collections.abc import Sequence


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to `weights` that add up to exactly `total` (Webster's method).

    Webster's method is monotone: a larger total never takes a place away from anybody. That is what lets
    `running` hand out small shares fairly over a row of small municipalities.
    """
    if total < 0:
        raise ValueError("total must not be negative")
    whole = float(sum(weights))
    if whole <= 0:
        raise ValueError("at least one weight must be above zero")
    seats = [int(total * weight / whole + 0.5) for weight in weights]
    places = range(len(weights))
    while sum(seats) < total:
        seats[max(places, key=lambda i: (weights[i] / (2 * seats[i] + 1), -i))] += 1
    while sum(seats) > total:
        held = [i for i in places if seats[i] > 0]
        seats[min(held, key=lambda i: (weights[i] / (2 * seats[i] - 1), -i))] -= 1
    return seats


def running(totals: Sequence[int], weights: Sequence[float]) -> list[list[int]]:
    """`apportion` for a row of totals whose columns also add up well.

    Rounding each total on its own would never give the only company of 100 people in ten small places. Here
    each total gets the difference between the division of everything up to and including it, and of
    everything before it, so every column is within one of its true share at any point along the row.
    """
    rows, before, so_far = [], [0] * len(weights), 0
    for total in totals:
        so_far += total
        after = apportion(so_far, weights)
        rows.append([new - old for new, old in zip(after, before, strict=True)])
        before = after
    return rows
