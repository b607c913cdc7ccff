"""Builds the marts: reads lists of other parties, links them to the register, and writes who is who. No Django.

It reads files and writes files; it never touches the database of the workspace. It proposes, people decide.
"""
