"""Reading register extracts into the database: see `docs/reference/register-files.md`."""
