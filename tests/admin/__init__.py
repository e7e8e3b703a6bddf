"""The admin pages of the cost tables."""
