"""The door to the team's work: queues, cases, transfers, shifts, the leads' view, and talk between colleagues."""
