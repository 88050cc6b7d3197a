"""Painting of rows: bubbles of a timeline and lines of the conversation list."""
