"""What happens to a send: checks, refusals, acceptance, and the statuses that follow."""
