"""The flow engine by itself: in memory, durable, against pgbench and SpiffWorkflow, in a full database."""
