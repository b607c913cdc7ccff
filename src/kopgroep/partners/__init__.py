"""Organisations that help: where their cards go, who answers for them, and which one fits a question."""
