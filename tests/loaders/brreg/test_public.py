"""Which entries are public bodies, of which type, and how their names read."""

import pytest

from graph.tables import table
from loaders.brreg.names import readable
from loaders.brreg.public import is_public, unit_type
from loaders.brreg.public import table as types


@pytest.mark.parametrize("form", ["KOMM", "FYLK", "STAT", "ORGL", "ADOS", "KF", "FKF", "IKS", "SF"])
def test_public_by_form(form):
    assert is_public(form, "")


@pytest.mark.parametrize("sector", ["6100", "6500", "1510", "1520"])
def test_public_by_sector(sector):
    assert is_public("AS", sector)


@pytest.mark.parametrize(
    ("form", "sector"), [("AS", "2100"), ("ASA", "1120"), ("FLI", "7000"), ("", ""), ("BEDR", "6500")]
)
def test_not_public_in_their_own_right(form, sector):
    assert not is_public(form, sector)


@pytest.mark.parametrize(
    ("form", "sector", "industry", "name", "expected"),
    [
        ("KOMM", "6500", "84.110", "OSLO KOMMUNE", "municipality"),
        ("FYLK", "6500", "84.110", "AKERSHUS FYLKESKOMMUNE", "county"),
        ("STAT", "6100", "84.110", "KUNNSKAPSDEPARTEMENTET", "ministry"),
        ("ORGL", "6100", "84.120", "UTDANNINGSDIREKTORATET", "directorate"),
        ("ORGL", "6100", "84.130", "SKATTEETATEN", "directorate"),
        ("ORGL", "6500", "84.120", "OSLO KOMMUNE VELFERDSETATEN", "agency"),
        ("ORGL", "6500", "88.990", "BYDEL ALNA", "borough"),
        ("ORGL", "6500", "88.990", "OSLO KOMMUNE BYDEL 12 ALNA", "borough"),
        ("ORGL", "6500", "84.110", "OSLO KOMMUNE, BYRÅDSAVDELING FOR FINANS", "city_department"),
        ("ORGL", "6100", "84.240", "OSLO POLITIDISTRIKT", "police_district"),
        ("ORGL", "6100", "84.240", "MØRE OG ROMSDAL POLITIDISTRIKT", "police_district"),
        ("ORGL", "6500", "88.991", "BARNEVERNVAKTEN - ØST POLITIDISTRIKT", "other"),
        ("BEDR", "", "84.240", "MANGLERUD POLITISTASJON", "police_station"),
        ("ORGL", "6100", "84.240", "KRIPOS", "police_body"),
        ("SÆR", "6100", "86.101", "OSLO UNIVERSITETSSYKEHUS HF", "hospital_trust"),
        ("SÆR", "6100", "86.101", "HELSE SØR-ØST RHF", "hospital_trust"),
        ("KF", "1510", "68.209", "BOLIGBYGG OSLO KF", "municipal_enterprise"),
        ("KF", "6500", "87.101", "SYKEHJEM KF", "municipal_enterprise"),
        ("IKS", "1510", "38.110", "RENOVASJON IKS", "intermunicipal_company"),
        ("AS", "1520", "49.311", "SPORVEIEN AS", "municipal_company"),
        ("BEDR", "", "85.201", "MANGLERUD SKOLE", "school"),
        ("BEDR", "", "85.310", "FOSS VIDEREGÅENDE SKOLE", "school"),
        ("BEDR", "", "88.911", "SOLBAKKEN", "kindergarten"),
        ("BEDR", "", "88.910", "SOLBAKKEN BARNEHAGE", "kindergarten"),
        ("BEDR", "", "85.100", "SOLBAKKEN", "kindergarten"),
        ("BEDR", "", "88.913", "SOLBAKKEN SFO", "other"),
        ("BEDR", "", "87.102", "SOLVANG", "nursing_home"),
        ("BEDR", "", "87.301", "SOLVANG SYKEHJEM", "nursing_home"),
        ("BEDR", "", "91.011", "DEICHMAN", "library"),
        ("BEDR", "", "91.110", "DEICHMAN", "library"),
        ("BEDR", "", "84.300", "NAV GRÜNERLØKKA", "nav_office"),
        ("IKS", "6500", "84.110", "INNKJØPSSAMARBEIDET I PRØVELAND IKS", "joint_procurement_body"),
        ("BEDR", "", "", "SOLBAKKEN BARNEHAGE", "kindergarten"),
        ("ORGL", "6100", "85.421", "NORGES MUSIKKHØGSKOLE", "other"),
        ("ORGL", "6500", "84.110", "RÅDMANNEN", "other"),
    ],
)
def test_types(form, sector, industry, name, expected):
    assert unit_type(form=form, sector=sector, industry=industry, name=name) == expected


def test_every_type_has_a_name_for_people():
    assert {rule.type for rule in types().rules} <= table("unit_types").keys()


@pytest.mark.parametrize(
    ("register", "people"),
    [
        ("OSLO KOMMUNE BYDEL ALNA", "Oslo kommune Bydel Alna"),
        ("BARNE- OG FAMILIEETATEN", "Barne- og familieetaten"),
        ("MØRE OG ROMSDAL FYLKESKOMMUNE", "Møre og Romsdal fylkeskommune"),
        ("HELSE SØR-ØST RHF", "Helse Sør-Øst RHF"),
        ("NAV GRÜNERLØKKA", "NAV Grünerløkka"),
        ("BYDEL ST. HANSHAUGEN", "Bydel St. Hanshaugen"),
        ("PPT FOR ÅL OG HOL", "PPT for Ål og Hol"),
        ("Already Readable KF", "Already Readable KF"),
        ("", ""),
        ("123", "123"),
    ],
)
def test_names_are_put_into_readable_case(register, people):
    assert readable(register) == people
