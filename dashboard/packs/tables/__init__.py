"""Scorecard → tables that leave, one kind of thing a file."""
