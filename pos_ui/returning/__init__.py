"""Goods brought back, at the screen: finding the sale, choosing what comes back, asking HQ."""
