"""One file for each provider: how it reads, acts and answers; written apart from our clients."""
