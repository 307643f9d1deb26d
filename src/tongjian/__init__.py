"""Tongjian (通建): integrated approval management for construction projects."""
