"""Exampleshire, the demonstration council: a simulated history, written as the returns a real council hands over."""

from foothold.demo.facts import FACTS, Fact
from foothold.demo.people import PEOPLE, DemoPerson
from foothold.demo.places import AUTHORITY, COUNCIL
from foothold.demo.regimes import SHOCKS, Shock
from foothold.demo.returns import DemoReturn, write_returns

__all__ = [
    "AUTHORITY",
    "COUNCIL",
    "FACTS",
    "PEOPLE",
    "SHOCKS",
    "DemoPerson",
    "DemoReturn",
    "Fact",
    "Shock",
    "write_returns",
]
