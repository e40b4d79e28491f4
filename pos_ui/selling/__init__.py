"""Selling: from the first scan to the change in the customer's hand."""
