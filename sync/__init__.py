"""Telling HQ what was sold and hearing what is for sale, whenever there is a line."""
