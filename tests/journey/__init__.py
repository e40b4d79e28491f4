"""Real baskets for tests and benchmarks, from the published data set The Complete Journey."""
