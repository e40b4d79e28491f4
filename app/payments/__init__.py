"""Taking money through providers: attempts, channels, and which channel to take."""
