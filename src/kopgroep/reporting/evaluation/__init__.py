"""The evaluation file: pseudonymous, dated data for an outside institute. See docs/reference/evaluation-file.md."""
