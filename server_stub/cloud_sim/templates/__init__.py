"""Message templates: their rules, their life and how they are filled."""
