"""The pure part of identity: values in, values out."""
