"""What can be done in the room: record, keep files, issue documents, count."""
