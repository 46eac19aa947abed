"""Nouns, store, and the pure stages that turn evidence into a graph."""
