"""Pure parts: entries and their leaves, files, documents, numbers. Values in, values out."""
