"""Sound of voice messages, without Qt: what a file sounds like before it is played."""
