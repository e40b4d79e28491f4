"""Stand-in payment providers: their real paths, encodings and signatures, on this machine only."""
