"""Finding out what is wrong with a till: computer, network, database, devices; and saying so.

The command `doctor` and the screen of set-up both ask here, so no module of it knows Qt.
"""
