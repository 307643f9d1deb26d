"""FEEL, the expression language of DMN 1.5: texts compiled once, evaluated often, never silently wrong."""
