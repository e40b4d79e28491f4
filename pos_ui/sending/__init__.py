"""What head office set aside, at the counter."""
