"""Everything that meets the web: fetching, reading pages, finding more of them."""
