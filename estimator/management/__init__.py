"""The commands of manage.py: doors for a terminal."""
