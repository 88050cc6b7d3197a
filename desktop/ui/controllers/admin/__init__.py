"""Behind the administration's pages: each loads its records, saves what was written, and says what was wrong."""
