"""The customer's display: a second screen that shows the bill, what is due, and thanks."""
