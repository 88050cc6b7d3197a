"""Permission asked by e-mail and SMS: queued, sent, answered, refused, and taken back."""
