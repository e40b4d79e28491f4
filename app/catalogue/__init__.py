"""What is for sale and for how much: imported here, or as HQ last published."""
