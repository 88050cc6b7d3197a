"""What the public sees and does: forms on hosted pages and on other sites, and a person's own preferences."""
