"""One adapter per statement format: it recognises, reads, checks and writes it."""
