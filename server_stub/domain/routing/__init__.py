"""To whom a waiting case goes, and who may move one: pure rules over values, with the clock passed in."""
