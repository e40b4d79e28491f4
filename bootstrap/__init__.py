"""Makes a machine ready to run this project, with nothing but Python's own library."""
