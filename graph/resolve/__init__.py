"""From evidence to edges: pure functions, and the table of reasons they use."""
