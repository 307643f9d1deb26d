"""Portal: the pages of applicants, counters, officers, coordinators, supervisors and administrators."""
