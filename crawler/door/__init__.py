"""The one door: what may be requested, and what may come in."""
