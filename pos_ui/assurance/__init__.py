"""How well payments go at this till, for whoever runs the shop."""
