"""The catalogue's pure domain: values in, values out."""
