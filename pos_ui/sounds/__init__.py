"""What the cashier hears; a sound always says what the screen says, too."""
