"""Payment assurance: what was lost is made good, and who must know is told."""
