"""Spreadsheets of the cost tables: out, in, and refused."""
