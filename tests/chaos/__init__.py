"""Faults at random, by the hundred: `make chaos`, or `python -m tests.chaos`.

    kills        a build is killed at any moment of its course, in a child or as a program
    damage       a file of the index is cut short, or has a bit changed
    full disks   a disk is full, read-only or broken from any moment of a build on

After each the index is opened and asked, and all that it says is compared with the very collection
that its generation was built of. Not run by pytest, whose tests (`tests.index.test_killed_build`,
`test_damaged_parts`, `test_disk_full`) try the same at chosen places.
"""
