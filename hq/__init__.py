"""The head-office server: keeps every till's sales, each once, and says what is for sale."""
