"""Django's settings: the shell. What an installation may set is in ``tongjian.kit.settings``."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from tongjian.kit import read_settings
from tongjian.roles.database import django_databases
from tongjian.roles.logs import LOGGING as STDERR_LOGGING
from tongjian.roles.secret_key import secret_key

TONGJIAN = read_settings(os.environ)
_DATA = TONGJIAN.data_folder.absolute()
_PACKAGE = Path(__file__).parent.parent
_PUBLIC = urlsplit(TONGJIAN.public_url)
_ENCRYPTED = _PUBLIC.scheme == "https"

DEBUG = False
LOGGING = STDERR_LOGGING
SECRET_KEY = secret_key(os.environ, _DATA)
ALLOWED_HOSTS = [_PUBLIC.hostname or "", "127.0.0.1", "localhost"]
ROOT_URLCONF = "tongjian.roles.urls"
WSGI_APPLICATION = "tongjian.roles.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = django_databases(os.environ, TONGJIAN)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "tongjian.identity.store",
    "tongjian.calendar.store",
    "tongjian.catalogue.store",
    "tongjian.flow.store",
    "tongjian.evidence.store",
    "tongjian.messages.store",
    "tongjian.cases.store",
    "tongjian.portal",
    "tongjian.api",
    "ninja",
    "tongjian.roles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tongjian.roles.content_policy.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tongjian.roles.session_limits.SessionLimits",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tongjian.roles.access.AllowedMethods",
    "tongjian.roles.rooms.AttachRooms",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "tongjian.portal.context.frame",
            ],
        },
    },
]

# Who signs in, and how
AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "portal:sign_in"
LOGIN_REDIRECT_URL = "/start"
ACCOUNT_ADAPTER = "tongjian.roles.account_adapter.OfficersOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "tongjian.portal.views.problems.locked"
CSRF_FAILURE_VIEW = "tongjian.portal.views.problems.lapsed"
COMPOSE_PAGES = "tongjian.roles.rooms.compose_pages"

# Sessions, cookies, transport
SESSION_IDLE_SECONDS = TONGJIAN.session_idle_seconds
SESSION_ABSOLUTE_SECONDS = TONGJIAN.session_absolute_seconds
SESSION_COOKIE_AGE = TONGJIAN.session_absolute_seconds
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _ENCRYPTED
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [f"{_PUBLIC.scheme}://{_PUBLIC.netloc}"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if _ENCRYPTED else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _ENCRYPTED else None
X_FRAME_OPTIONS = "SAMEORIGIN"

# Language and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [_PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Files
STATIC_URL = "static/"
STATIC_ROOT = _DATA / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
_COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not _COLLECTED
MEDIA_ROOT = _DATA / "files"
FILE_UPLOAD_TEMP_DIR = _DATA / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
