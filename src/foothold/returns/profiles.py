"""Every source format. A new one is a module with a `Profile` and a line here."""

from __future__ import annotations

from foothold.returns.annex_a_csv import SINGLE_LISTS
from foothold.returns.annex_a_xlsx import ANNEX_A_XLSX
from foothold.returns.api_json import API_JSON
from foothold.returns.benchmark_csv import BENCHMARK_CSV
from foothold.returns.benchmark_files import BENCHMARK_FILES
from foothold.returns.cin_census_xml import CIN_CENSUS_XML
from foothold.returns.decisions_json import DECISIONS_JSON
from foothold.returns.profile import Profile, Source
from foothold.returns.ssd_database import SSD_DATABASE
from foothold.returns.ssd_folder import SSD_FOLDER
from foothold.returns.ssd_zip import SSD_ZIP
from foothold.returns.ssda903_csv import MODULES as SSDA903_MODULES
from foothold.returns.ssda903_xml import SSDA903_XML
from foothold.returns.ssda903_zip import SSDA903_ZIP
from foothold.returns.workforce_xml import WORKFORCE_XML

PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        SSD_FOLDER,
        BENCHMARK_CSV,
        *BENCHMARK_FILES,
        ANNEX_A_XLSX,
        *SINGLE_LISTS,
        CIN_CENSUS_XML,
        *SSDA903_MODULES,
        SSDA903_XML,
        SSDA903_ZIP,
        SSD_ZIP,
        WORKFORCE_XML,
        API_JSON,
        DECISIONS_JSON,
        SSD_DATABASE,
    )
}


def recognise(source: Source) -> Profile | None:
    """The first format that knows the content; None when none does."""
    return next((profile for profile in PROFILES.values() if profile.recognise(source)), None)
