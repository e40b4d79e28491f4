"""One file for each provider: requests out, outcomes in; no network, no clock, no state."""
