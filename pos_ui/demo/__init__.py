"""The demo day: a till, a printer and head office through good hours and bad ones."""
