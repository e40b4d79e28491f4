"""What was sold, looked at from every side; the same functions at a till and at HQ."""
