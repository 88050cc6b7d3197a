"""Item models over contract values; they never hold a view."""
