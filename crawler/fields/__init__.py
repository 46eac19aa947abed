"""Readers of a page's fields: one file a field, each a pure function of the page."""
