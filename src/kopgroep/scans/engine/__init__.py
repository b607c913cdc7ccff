"""From answers to scores, levels and advice. Knows no Django and keeps nothing: the same answers give the same bytes.

``answers`` checks one answer, ``routing`` says which questions are asked, ``scoring`` gives the result, ``comparing``
and ``stepping`` put two of them side by side, ``reading`` keeps a definition for ever.
"""
