"""What breaks around the till: its disk, its power, its line."""
