"""What people do with quarters: propose one, close it; and what the night does: look whether closed ones are sound."""
