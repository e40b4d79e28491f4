"""People who work at the tills: who they are, what each may do, and what each did."""
