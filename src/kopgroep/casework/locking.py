"""Taking a row of casework for a change; how is said in ``accounts.locking``."""

from kopgroep.accounts.locking import take

__all__ = ["take"]
