"""Api: the open JSON API and its errors as problem documents (RFC 9457)."""
