"""The figures of service by their exact definitions (consent rules 6.2), from the raw log of cases and of states.

Everything here is a pure function of rows, in integer milliseconds: the same rows always say the same, and whoever has
the rows can check it.
"""
