"""Measurements, each with a peer from the same run: machines are noisy, ratios less so."""
