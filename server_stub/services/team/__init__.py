"""Queues and the people who serve them: registers, states, breaks, and what becomes of cases when somebody goes."""
