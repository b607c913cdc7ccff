"""How companies stand: cells per group, which of them may be shown, and weights to the register."""
