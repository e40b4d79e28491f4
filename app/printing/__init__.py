"""What must come out on paper, and what became of it."""
