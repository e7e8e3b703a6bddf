"""The Django project: settings, address table, doors for the web server."""
