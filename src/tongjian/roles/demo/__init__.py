"""三个项目和一位村民的事从登记走到领证: the walk that proves the system, through the open API alone.

`make demo` starts the whole system in a folder of its own on a virtual clock, acts as
every applicant, clerk and officer through HTTP, prints how long each stage took in
working days, and at the end checks the invariants over the whole database.
"""
