"""Small pictures of what people send, drawn where hostile files can do no harm."""
