"""Daily statements in each provider's own format, written from the books."""
