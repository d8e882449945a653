"""Notices written for these tests, and what each must become."""

import msgspec

from graph.model import Purge

OSLO, ALNA = "no-orgnr-958935420", "no-orgnr-970534644"
NOTICE = "eforms-11111111-aaaa-4aaa-8aaa-00000000000"


def test_a_boroughs_competition(read, own):
    told = read(own / "borough_competition.xml")
    notice = told.nodes("notice")[f"{NOTICE}1"].props
    assert notice["title"] == {"nb": "Tolketjeneste på video", "en": "Interpreting by video"}
    assert (notice["type"], notice["subtype"], notice["procedure"]) == ("competition", "16", "open")
    assert notice["published"] == "2024-03-01"
    assert notice["deadline"] == "2024-04-10T10:00:00+00:00"
    assert (notice["estimated_value"], notice["currency"]) == (3_000_000, "NOK")
    assert notice["innovation"] == ["proc-innov"]
    assert notice["strategic"] == ["inn-pur"]
    assert notice["lots"] == [
        {
            "id": "LOT-0001",
            "title": {"nb": "Fjerntolking"},
            "category": "79540000",
            "value": 2_000_000.5,
            "currency": "NOK",
            "deadline": "2024-04-15T12:00:00+02:00",
        },
        {
            "id": "LOT-0002",
            "title": {"nb": "Skjermtolking"},
            "category": "79551000",
            "deadline": "2024-04-10T10:00:00+00:00",
        },
    ]
    assert notice["term"] == [
        {
            "lot": "LOT-0001",
            "start": "2024-06-01",
            "duration": 2,
            "duration_unit": "year",
            "end": "2026-05-31",
            "end_worked_out": True,
            "renewals": 2,
            "framework": "fa-wo-rc",
            "framework_maximum": 4_000_000,
            "currency": "NOK",
        }
    ]
    main = {relation.to_id: relation.props["main"] for relation in told.relations("classified_as")}
    assert main == {"cpv-79540000": True, "cpv-79530000": False, "cpv-79551000": False}
    assert told.said() == ["eforms_other_list"]


def test_the_unit_behind_the_municipality_is_the_buyer(read, own):
    told = read(own / "borough_competition.xml")
    assert [(relation.from_id, relation.to_id) for relation in told.relations("published")] == [(ALNA, f"{NOTICE}1")]
    assert list(told.nodes("unit")) == [ALNA]
    assert told.nodes("unit")[ALNA].props["name"] == {"nb": "Bydel Alna"}


def test_no_person_is_kept(read, own):
    told = read(own)
    everything = msgspec.json.encode(
        [[fact.props, fact.document] for fact in told.facts if not isinstance(fact, Purge)]
    )
    for private in (b"Nordmann", b"@", b"99 99", b"Hansson", b"tingrett", b"Avsendertjenesten", b"Taperen"):
        assert private not in everything
    assert "Behovet er 2 000 timer i året." in told.nodes("notice")[f"{NOTICE}1"].props["description"]["nb"]


def test_a_change_names_what_it_changes(read, own):
    told = read(own / "borough_competition.xml", own / "borough_change.xml")
    change = told.nodes("notice")[f"{NOTICE}2"]
    assert (change.props["type"], change.props["stage"]) == ("change", "competition")
    assert change.props["former_ids"] == ["ted-123456-2024"]
    assert change.props["url"] == "https://ted.europa.eu/en/notice/-/detail/123456-2024"
    assert change.document.published == "2024-03-12"
    assert change.props["deadline"] == "2024-04-22"
    assert [relation.id for relation in told.relations("same_procedure")] == [f"{NOTICE}1|same_procedure|{NOTICE}2"]


def test_an_award_by_lot_with_a_group_of_winners(read, own):
    told = read(own / "award_two_lots.xml")
    won = {relation.to_id: relation for relation in told.relations("awarded_to")}
    assert {winner: dict(relation.props) for winner, relation in won.items()} == {
        "supplier-no-tolk-oest-as": {
            "lot": "LOT-0001",
            "role": "consortium",
            "date": "2024-05-20",
            "value": 2_500_000,
            "currency": "NOK",
        },
        "supplier-se-tolk-nord-ab": {"lot": "LOT-0001", "role": "consortium", "date": "2024-05-20"},
        "supplier-no-skjermtolk-as": {
            "lot": "LOT-0002",
            "date": "2024-05-21",
            "value": 700_000,
            "currency": "NOK",
        },
    }
    assert told.nodes("supplier")["supplier-no-tolk-oest-as"].props["number_flag"] == "bad_number"
    notice = told.nodes("notice")[f"{NOTICE}3"].props
    assert notice["awarded_value"] == 3_200_000
    assert [lot.get("result") for lot in notice["lots"]] == ["selec-w", "selec-w", "clos-nw"]


def test_contracts_become_agreements_with_parties_and_term(read, own):
    told = read(own / "award_two_lots.xml")
    framework, other = told.nodes("agreement").values()
    assert framework.props["name"] == "Rammeavtale om fjerntolking"
    assert (framework.props["valid_from"], framework.props["valid_to"]) == ("2024-06-15", "2026-06-14")
    assert (framework.props["value"], framework.props["currency"]) == (2_500_000, "NOK")
    assert (framework.props["state"], other.props["state"]) == ("framework", "contract")
    assert {relation.to_id for relation in told.relations("led_to")} == {framework.id, other.id}
    parties = {
        (relation.from_id, relation.key) for relation in told.relations("party_to") if relation.to_id == framework.id
    }
    assert parties == {
        (ALNA, "buyer"),
        ("supplier-no-tolk-oest-as", "supplier"),
        ("supplier-se-tolk-nord-ab", "supplier"),
    }


def test_a_faulty_national_notice_is_taken_and_its_faults_said(read, own):
    told = read(own / "national_e3.xml")
    notice = told.nodes("notice")[f"{NOTICE}4"]
    assert (notice.props["type"], notice.props["subtype"]) == ("competition", "E3")
    assert set(notice.props["title"]) == {"nn"}
    assert set(notice.props["description"]) == {"nn"}
    assert notice.document.published is None
    assert sorted(told.said()) == ["eforms_bad_amount", "eforms_bad_cpv", "eforms_bad_date", "eforms_unknown_buyer"]
    assert dict(told.reading.unmapped) == {"NewThing": 1}
    (buyer,) = told.nodes("unit").values()
    assert buyer.props["number_flag"] == "bad_number"
    assert buyer.props["numbers"] == ["123456789"]
    assert "orgnr" not in buyer.props
    (published,) = told.relations("published")
    assert published.props == {"on_behalf": True}


def test_the_notices_of_one_procedure_form_a_chain(read, own):
    told = read(own)
    chain = [(relation.from_id[-1], relation.to_id[-1]) for relation in told.relations("same_procedure")]
    assert chain == [("1", "2"), ("2", "3")]
