"""The head-office server: keeps every till's sales, each exactly once, and says what is for sale."""
