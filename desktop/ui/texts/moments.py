"""Dates, times and durations for people, in the application's language, by the clock of this computer or another."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QCoreApplication, QDate, QDateTime, QLocale, Qt, QTimeZone

MINUTE = 60_000


def portuguese() -> bool:
    """Whether the application speaks Portuguese now."""
    return QLocale().language() == QLocale.Language.Portuguese


def _local(moment: int, zone: str = "") -> QDateTime:
    """In this computer's zone, or in the one of this IANA name; one that Qt does not know is left aside."""
    there = QTimeZone(QByteArray(zone.encode())) if zone else QTimeZone()
    return QDateTime.fromMSecsSinceEpoch(moment, there) if there.isValid() else QDateTime.fromMSecsSinceEpoch(moment)


def clock(moment: int, zone: str = "") -> str:
    """14:32"""
    return QLocale().toString(_local(moment, zone).time(), "HH:mm")


def to_the_second(moment: int) -> str:
    """14:32:07"""
    return QLocale().toString(_local(moment).time(), "HH:mm:ss")


def day(moment: int, zone: str = "") -> str:
    """12/03/2024 or 12 Mar 2024: a form that cannot be misread for month and day."""
    return QLocale().toString(_local(moment, zone).date(), "dd/MM/yyyy" if portuguese() else "d MMM yyyy")


def iso_day(moment: int) -> str:
    """2026-11-23, as the gateway is asked for a day."""
    return _local(moment).date().toString(Qt.DateFormat.ISODate)


def day_and_time(moment: int, zone: str = "") -> str:
    """The day with the time, in words that fit inside a sentence."""
    words = QCoreApplication.translate("Moments", "{day}, {time}")
    return words.format(day=day(moment, zone), time=clock(moment, zone))


def exact(moment: int, zone: str = "") -> str:
    """The day with the time to the second."""
    return f"{day(moment, zone)} {QLocale().toString(_local(moment, zone).time(), 'HH:mm:ss')}"


def is_elsewhere(moment: int, zone: str) -> bool:
    """Whether clocks there show another time than the one of this computer."""
    return _local(moment, zone).offsetFromUtc() != _local(moment).offsetFromUtc()


def month(moment: int) -> str:
    """mar/2021 or Mar 2021."""
    date = _local(moment).date()
    name = QLocale().monthName(date.month(), QLocale.FormatType.ShortFormat).rstrip(".")
    return f"{name}/{date.year()}" if portuguese() else f"{name} {date.year()}"


def short(moment: int, now: int) -> str:
    """For the end of a list row: the time today, "Yesterday", a weekday within a week, else the date."""
    date, today = _local(moment).date(), _local(now).date()
    days = date.daysTo(today)
    if days <= 0:
        return clock(moment)
    if days == 1:
        return QCoreApplication.translate("Moments", "Yesterday")
    if days < 7:
        return _weekday(date, QLocale.FormatType.ShortFormat)
    return QLocale().toString(date, "dd/MM/yy" if portuguese() else "d MMM yy")


def heading(moment: int, now: int) -> str:
    """For the line between two days of a conversation."""
    date, today = _local(moment).date(), _local(now).date()
    days = date.daysTo(today)
    if days == 0:
        return QCoreApplication.translate("Moments", "Today")
    if days == 1:
        return QCoreApplication.translate("Moments", "Yesterday")
    if 0 < days < 7:
        return _weekday(date, QLocale.FormatType.LongFormat)
    pattern = "d 'de' MMMM 'de' yyyy" if portuguese() else "d MMMM yyyy"
    return QLocale().toString(date, pattern)


def remaining(milliseconds: int, *, narrow: bool = False) -> str:
    """How long until: "23 h 10 min", "42 min", "less than 1 min"; where it is `narrow` "< 1 min"."""
    minutes = max(0, milliseconds) // MINUTE
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60:02d} min"
    if minutes >= 1:
        return f"{minutes} min"
    if narrow:
        return "< 1 min"
    return QCoreApplication.translate("Moments", "less than 1 min")


def playing(milliseconds: int) -> str:
    """Length of a sound or a film: 0:14."""
    seconds = round(milliseconds / 1000)
    return f"{seconds // 60}:{seconds % 60:02d}"


def _weekday(date: QDate, form: QLocale.FormatType) -> str:
    name = QLocale().standaloneDayName(date.dayOfWeek(), form).rstrip(".")
    return name[:1].upper() + name[1:]


def seconds(count: int) -> str:
    """A short wait: "40 s", "2 min"."""
    return f"{count} s" if count < 90 else f"{round(count / 60)} min"
