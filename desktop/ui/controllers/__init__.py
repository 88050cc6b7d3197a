"""One controller per view: what the person did becomes a task, what changed becomes what the view shows."""
