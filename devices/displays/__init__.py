"""Pole displays for the customer: two rows of letters, or eight digits and four lamps."""
