"""The form of a queue in its sections; a lead sees who serves it and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.ui.texts import queues
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.members import MembersInput
from desktop.ui.views.admin.skills import SkillsInput
from desktop.ui.views.admin.spoken import SpokenInput
from desktop.ui.views.admin.week import WeekInput


class QueueFields(QObject):
    """A QObject for its tr(). People, numbers and other queues are offered to the form when they are known."""

    def members(self) -> Field:
        return Field(
            "members",
            self.tr("Members"),
            help=self.tr("The place counts where the order is fixed: the smallest is asked first."),
            build=MembersInput,
        )

    def all(self) -> tuple[Field, ...]:
        return (*self._who(), *self._giving(), *self._clocks(), *self._hours(), *self._texts())

    def _who(self) -> tuple[Field, ...]:
        return (
            Field("name", self.tr("Name")),
            Field("enabled", self.tr("In use"), Kind.CHECK),
            Field("position", self.tr("Place in lists"), Kind.NUMBER),
            Field(
                "everyone",
                self.tr("Everyone serves it"),
                Kind.CHECK,
                help=self.tr("All accounts are members, also new ones, without being ticked."),
            ),
            self.members(),
            Field(
                "channel_numbers",
                self.tr("Numbers whose customers come here"),
                Kind.CHECKS,
                help=self.tr("What is written to any other number comes to the usual queue."),
            ),
        )

    def _giving(self) -> tuple[Field, ...]:
        return (
            Field(
                "strategy",
                self.tr("Who gets a case"),
                Kind.CHOICE,
                choices=queues.strategies(),
                section=self.tr("How cases are given"),
            ),
            Field("priority", self.tr("Priority (0 to 9)"), Kind.NUMBER, help=self.tr("Higher ones are served first.")),
            Field(
                "ageing_per_minute",
                self.tr("What a minute of waiting adds (hundredths of a step of priority)"),
                Kind.NUMBER,
                help=self.tr("With 1, an hour and forty minutes of waiting weigh as much as one step."),
            ),
            Field(
                "skills",
                self.tr("Skills needed"),
                help=self.tr("Only people who have all of them, at this level or above, are given cases."),
                build=SkillsInput,
            ),
            Field("preferred_skills", self.tr("Skills preferred"), build=SkillsInput),
            Field("drop_preferred_seconds", self.tr("Preferred ones are waited for (seconds)"), Kind.NUMBER),
            Field(
                "sticky_days",
                self.tr("Whoever served the customer last is asked first (days)"),
                Kind.NUMBER,
                help=self.tr("0: nobody is preferred."),
            ),
            Field("sticky_wait_seconds", self.tr("That one is waited for (seconds)"), Kind.NUMBER),
            Field(
                "offer_seconds",
                self.tr("Time to accept a case (seconds)"),
                Kind.NUMBER,
                help=self.tr("0: it is theirs at once."),
            ),
            Field(
                "transfer_seconds",
                self.tr("Time to accept a transfer (seconds)"),
                Kind.NUMBER,
                help=self.tr("Then it returns to whoever gave it."),
            ),
            Field(
                "return_seconds",
                self.tr("Given and not answered: to somebody else after (seconds)"),
                Kind.NUMBER,
                help=self.tr("0: it stays."),
            ),
            Field("overflow_to", self.tr("What is too much goes to"), Kind.CHOICE),
            Field(
                "overflow_seconds", self.tr("After waiting so long (seconds)"), Kind.NUMBER, help=self.tr("0: never.")
            ),
            Field(
                "overflow_waiting",
                self.tr("At once with more than so many waiting"),
                Kind.NUMBER,
                help=self.tr("0: never."),
            ),
        )

    def _clocks(self) -> tuple[Field, ...]:
        return (
            Field(
                "answer_seconds",
                self.tr("First answer within (seconds)"),
                Kind.NUMBER,
                section=self.tr("Targets and closing"),
            ),
            Field("reply_seconds", self.tr("Each later answer within (seconds)"), Kind.NUMBER),
            Field(
                "wrap_up_seconds",
                self.tr("Wrap-up (seconds)"),
                Kind.NUMBER,
                help=self.tr("Time to finish notes after a talk; then the case closes by itself."),
            ),
            Field("disposition_required", self.tr("A classification is needed to close"), Kind.CHECK),
            Field(
                "silence_minutes",
                self.tr("Close when the customer owes an answer for (minutes)"),
                Kind.NUMBER,
                help=self.tr("0: never."),
            ),
        )

    def _hours(self) -> tuple[Field, ...]:
        return (
            Field(
                "hours",
                self.tr("Hours of the week"),
                help=self.tr(
                    "As 09:00-12:00, 13:00-18:00. An empty day is closed; with all of them empty it is always open."
                ),
                section=self.tr("When it is open"),
                build=WeekInput,
            ),
            Field("on_holidays", self.tr("Also on holidays"), Kind.CHECK),
            Field(
                "holidays",
                self.tr("Free days of this queue"),
                Kind.DAYS,
                help=self.tr("National and state holidays and those of the company are known already."),
            ),
        )

    def _texts(self) -> tuple[Field, ...]:
        languages = (("pt-BR", self.tr("in Portuguese")), ("en", self.tr("in English")))
        return (
            Field(
                "language",
                self.tr("Language of days and times in texts"),
                Kind.CHOICE,
                choices=languages,
                section=self.tr("What the customer reads"),
            ),
            self._text("closed_text", self.tr("While it is closed")),
            self._text("opening_text", self.tr("When a case is opened")),
            self._text("place_text", self.tr("While waiting, the place in the queue")),
            Field("place_minutes", self.tr("At most every (minutes)"), Kind.NUMBER),
            self._text("accepted_text", self.tr("When somebody is there")),
            self._text("closing_text", self.tr("When the case is closed")),
            self._text("rescue_text", self.tr("Before the window of 24 hours closes")),
            *self._survey(),
        )

    def _survey(self) -> tuple[Field, ...]:
        return (
            Field(
                "survey_text",
                self.tr("After the case is closed, a survey"),
                help=self.tr(
                    "Ask for a number from 1 to 5 and say what 1 and 5 mean: only such a number, alone, is a score."
                ),
                blank=self.tr("Nobody is asked."),
                build=SpokenInput,
            ),
            Field(
                "survey_percent",
                self.tr("So many of a hundred closed cases are asked about"),
                Kind.NUMBER,
                help=self.tr(
                    "Once for each case, nobody again so soon (see Limits and hours), and never people who left."
                ),
            ),
        )

    def _text(self, name: str, caption: str) -> Field:
        return Field(name, caption, blank=self.tr("Nothing is said."), build=SpokenInput)
