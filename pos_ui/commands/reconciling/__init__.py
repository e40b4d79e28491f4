"""What `zhanggui reconcile` does, one module for each word."""
