"""The application as web servers see it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kopgroep.config.settings")
application = get_wsgi_application()
