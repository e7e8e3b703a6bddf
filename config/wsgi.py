"""The door for the web server: gunicorn loads ``application`` from here."""

import os

from django.core.wsgi import get_wsgi_application

from estimator.presenters.report.release import release

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

release()  # before what it names is loaded
application = get_wsgi_application()
