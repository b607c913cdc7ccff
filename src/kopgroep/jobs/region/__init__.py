"""An invented but lifelike region: the register files that the demonstration and the benchmarks read.

Totals come from CBS, names from name lists, everything else from a seed. Nothing here touches the database.
"""
