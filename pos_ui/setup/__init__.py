"""The technician's page: set a till up step by step, try every device, and find out what fails."""
