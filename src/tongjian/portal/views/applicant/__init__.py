"""The pages of applicants: home, projects, applications, cases, messages, licences."""
