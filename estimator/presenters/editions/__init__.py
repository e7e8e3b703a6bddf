"""Rows of cost tables as people read them: prices, measures, and what an edition changes."""
