"""Counter scales: protocols as data, readings in whole grams, and what may be sold by them."""
