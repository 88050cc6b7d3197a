"""Who exists: users, the business with its numbers, and how telephone numbers are written."""
