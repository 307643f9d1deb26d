"""The web application, as a WSGI server wants it."""

import os

from django.core.wsgi import get_wsgi_application

from tongjian.roles.orphans import leave_with_starter

leave_with_starter()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongjian.roles.django_settings")
application = get_wsgi_application()
