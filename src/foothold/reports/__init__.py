"""Commissioners' reports: every figure in them is bound to an indicator, a date and a snapshot of the data.

`build` makes a report of a Markdown draft, `check` tells its author what does not stand, `write_html` and `write_pdf`
set it, `verify` computes its figures again, and `diff` says what changed between two.
"""

from foothold.reports.building import build, build_from
from foothold.reports.built import BuiltReport, Edition
from foothold.reports.checking import DraftCheck, Finding, check
from foothold.reports.comparing import ReportChange
from foothold.reports.comparing import compare as diff
from foothold.reports.draft import packaged_drafts, read_draft
from foothold.reports.files import check_output_name, read, write
from foothold.reports.html_pages import body_html, stylesheet, write_html
from foothold.reports.pdf_pages import write_pdf
from foothold.reports.verifying import Verification, verify

__all__ = [
    "BuiltReport",
    "DraftCheck",
    "Edition",
    "Finding",
    "ReportChange",
    "Verification",
    "body_html",
    "build",
    "build_from",
    "check",
    "check_output_name",
    "diff",
    "packaged_drafts",
    "read",
    "read_draft",
    "stylesheet",
    "verify",
    "write",
    "write_html",
    "write_pdf",
]
