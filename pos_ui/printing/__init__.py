"""What the till does about paper and the drawer: the dialogs, the banner, and who opens what."""
