"""Opening a shift, moving cash, counting it blind, and closing the shift and the day."""
