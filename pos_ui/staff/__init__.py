"""People at the screen: signing in, locking, and standing behind what others do."""
