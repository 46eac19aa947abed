"""Two copies side by side: in rows, on the terminal, and as a page."""
