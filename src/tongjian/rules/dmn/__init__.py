"""DMN, the decision models of the standard: read, checked as a whole, evaluated."""
