"""What the hands of a seat are told to do, one order a line: both ends speak these words."""

from __future__ import annotations

import msgspec


class SignIn(msgspec.Struct, tag=True, frozen=True):
    login: str
    password: str


class Press(msgspec.Struct, tag=True, frozen=True):
    """A key by Qt's name ("H", "Return"); `held`: names of modifiers; `on`: a widget, "" for who has the focus."""

    key: str
    held: tuple[str, ...] = ()
    on: str = ""


class Write(msgspec.Struct, tag=True, frozen=True):
    """Letter by letter into a widget."""

    on: str
    text: str


class Click(msgspec.Struct, tag=True, frozen=True):
    on: str


class Choose(msgspec.Struct, tag=True, frozen=True):
    menu: str
    action: str


class Open(msgspec.Struct, tag=True, frozen=True):
    """The row of this customer."""

    customer: str


class Read(msgspec.Struct, tag=True, frozen=True):
    """Wait until a widget shows these words; answers all it says."""

    on: str
    words: str = ""


class Gone(msgspec.Struct, tag=True, frozen=True):
    """Wait until no widget of that name is to be seen."""

    name: str


class Rows(msgspec.Struct, tag=True, frozen=True):
    """Wait until a list has, or has no more, a row with these words, as screen readers hear it."""

    on: str
    words: str
    there: bool = True


class Go(msgspec.Struct, tag=True, frozen=True):
    """By arrow keys to the row of a list with these words."""

    on: str
    words: str


class Unread(msgspec.Struct, tag=True, frozen=True):
    """How many messages of this customer nobody has read."""

    customer: str


class Shot(msgspec.Struct, tag=True, frozen=True):
    """A picture of the window, once it is still."""

    path: str


Order = SignIn | Press | Write | Click | Choose | Open | Read | Gone | Rows | Go | Unread | Shot


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """`problem`: the step did not happen."""

    said: str = ""
    problem: str = ""
