"""One file per command of head office."""
