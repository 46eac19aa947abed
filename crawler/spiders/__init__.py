"""The spider: lease from the frontier, fetch, keep, settle."""
