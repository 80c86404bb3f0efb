"""The registers of a programme's record: which model each is, who changes it, and what its table shows."""

from __future__ import annotations

from dataclasses import dataclass

from foothold_web.accounts.roles import DECIDE_PROGRAMME, RUN_PROGRAMME
from foothold_web.programme import models


@dataclass(frozen=True)
class Register:
    """One register; `kept` entries are never changed, only added to."""

    id: str
    title: str
    lead: str
    one: str
    model: type[models.Recorded]
    permission: str = RUN_PROGRAMME
    kept: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that a person fills in, in the model's order."""
        return tuple(field.name for field in self.model._meta.fields if field.editable and not field.primary_key)

    @property
    def columns(self) -> tuple[str, ...]:
        """The titles of those fields."""
        names = (str(self.model._meta.get_field(name).verbose_name) for name in self.fields)
        return tuple(name[:1].upper() + name[1:] for name in names)


REGISTERS: dict[str, Register] = {
    register.id: register
    for register in (
        Register(
            "decisions",
            "Decisions due",
            "Questions that somebody has to answer by a day, and what was answered; changes to the contract too.",
            "decision",
            models.Decision,
        ),
        Register(
            "appointments",
            "Appointments",
            "Posts of the trust and the state each has been in since a day. Roles only: nobody is named here.",
            "post",
            models.Appointment,
        ),
        Register(
            "money",
            "Money",
            "Sums set aside for the programme, in whole pounds.",
            "line",
            models.MoneyLine,
        ),
        Register(
            "measures",
            "Measures of the contract",
            "What the service delivery contract asks for, beside the newest figure of the indicator it is tied to.",
            "measure",
            models.ContractMeasure,
        ),
        Register(
            "reviews",
            "Annual reviews of the contract",
            "Each yearly review: when it is due, when it was held, what came of it.",
            "review",
            models.AnnualReview,
        ),
        Register(
            "confidence",
            "Delivery confidence",
            "Reviewers' judgements in the words of their own scale. The forecast stands beside them; neither is ever "
            "turned into the other.",
            "judgement",
            models.DeliveryConfidence,
            permission=DECIDE_PROGRAMME,
            kept=True,
        ),
        Register("gates", "Gates", "Points that the programme passes only when somebody says so.", "gate", models.Gate),
        Register("criteria", "Criteria of a gate", "What a gate asks for.", "criterion", models.GateCriterion),
    )
}
LISTED = ("decisions", "appointments", "money", "measures", "reviews", "confidence")
