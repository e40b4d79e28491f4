"""What the cashier sees while money comes through a channel: values drawn, nothing asked for."""
