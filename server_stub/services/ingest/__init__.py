"""From parsed webhook items to people, conversations, messages and events, in one transaction per batch."""
