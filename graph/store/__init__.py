"""The store: tables, migrations, the frontier, writing and reading."""
