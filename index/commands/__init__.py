"""What `python -m index` can do, one file a command: each takes Surroundings and returns an exit
code or raises a DatelineError. Nothing here reads the environment; `index.__main__` does.

Importing one of these files loads the engine, which takes a second: `index.__main__` imports the
one it needs when it needs it.
"""
