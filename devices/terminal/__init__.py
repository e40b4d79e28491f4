"""Card terminals that a till starts and asks: framing, conversation, and one that is not there."""
