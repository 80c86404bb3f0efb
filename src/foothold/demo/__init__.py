"""Exampleshire, the demonstration council: a simulated history, written as the returns a real council hands over."""

from foothold.demo.regimes import SHOCKS, Shock
from foothold.demo.returns import DemoReturn, write_returns

__all__ = ["SHOCKS", "DemoReturn", "Shock", "write_returns"]
