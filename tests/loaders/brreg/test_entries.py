"""What single fields of an entry become, and which entries are taken."""

import pytest


def unit(facts, number):
    return next(fact for fact in facts if getattr(fact, "id", "") == f"no-orgnr-{number}")


def test_employees_are_unknown_where_the_register_hides_them(read, file, entry, numbers):
    cases = [
        ({"antallAnsatte": 12, "harRegistrertAntallAnsatte": True}, 12),
        ({"antallAnsatte": "12"}, 12),
        ({"antallAnsatte": 12.0}, 12),
        ({"harRegistrertAntallAnsatte": True}, None),
        ({"antallAnsatte": 0, "harRegistrertAntallAnsatte": False}, None),
        ({"antallAnsatte": 0}, 0),
    ]
    units = [entry(number, **fields) for number, (fields, _) in zip(numbers, cases, strict=False)]
    _, facts = read(file("a.json", units))
    for number, (_, expected) in zip(numbers, cases, strict=False):
        assert unit(facts, number).props.get("employees") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("www.proveby.kommune.no", "https://www.proveby.kommune.no"),
        ("proveby.no/skole", "https://proveby.no/skole"),
        ("http://proveby.no", "http://proveby.no"),
        ("HTTPS://proveby.no/a?b=1", "HTTPS://proveby.no/a?b=1"),
        ("javascript:alert(1)", None),
        ("ikke oppgitt", None),
        ("data:text/html,x", None),
    ],
)
def test_only_web_addresses_are_websites(said, expected, read, file, entry):
    reading, facts = read(file("a.json", entry("310000019", hjemmeside=said)))
    assert unit(facts, "310000019").props.get("website") == expected
    assert [warning.values["field"] for warning in reading.warnings] == ([] if expected else ["hjemmeside"])


def test_values_that_cannot_be_read_are_left_out_and_said(read, file, entry, numbers):
    broken = {"antallAnsatte": "NA", "stiftelsesdato": "2020-13-45", "slettedato": "snart", "navn": "PRØVE KF"}
    reading, facts = read(file("a.json", [entry(numbers[0], **broken)]))
    assert unit(facts, numbers[0]).props.keys().isdisjoint({"employees", "valid_from", "valid_to"})
    assert [(warning.where, warning.values["field"], warning.values["value"]) for warning in reading.warnings] == [
        ("a.json: 1", "antallAnsatte", "NA"),
        ("a.json: 1", "stiftelsesdato", "2020-13-45"),
        ("a.json: 1", "slettedato", "snart"),
    ]


def test_a_number_that_fails_its_check_is_kept_as_text(read, file, entry, numbers):
    child = entry(numbers[0], navn="BARN", overordnetEnhet="310000018")
    reading, facts = read(file("a.json", [entry("310000018", navn="PRØVEBY KF"), child]))
    flagged = facts[0]
    assert flagged.id == "unit-proeveby-kf"
    assert flagged.props["numbers"] == ["310000018"]
    assert flagged.props["number_flag"] == "bad_number"
    assert "orgnr" not in flagged.props
    assert facts[-1].to_id == flagged.id
    assert [warning.key for warning in reading.warnings] == ["brreg_number_fails"]


def test_a_parent_that_cannot_be_is_said(read, file, entry, numbers):
    reading, facts = read(file("a.json", entry(numbers[0], overordnetEnhet="12")))
    assert len(facts) == 1
    assert [(warning.key, warning.values["number"]) for warning in reading.warnings] == [("brreg_parent_number", "12")]


def test_a_sub_unit_of_a_unit_in_the_graph_is_taken(read, file, entry, numbers):
    parent, child, grandchild = numbers[:3]
    sub = {"organisasjonsform": {"kode": "BEDR"}, "institusjonellSektorkode": None}
    path = file(
        "a.json", [entry(grandchild, overordnetEnhet=child, **sub), entry(child, overordnetEnhet=parent, **sub)]
    )
    assert read(path)[1] == []
    reading, facts = read(path, held={f"no-orgnr-{parent}": "unit"})
    assert {fact.id for fact in facts if fact.kind == "unit"} == {f"no-orgnr-{child}", f"no-orgnr-{grandchild}"}
    assert not reading.left_out
    assert read(path, held={f"no-orgnr-{parent}": "supplier"})[1] == []


def test_a_body_the_graph_knows_without_a_number_is_met_by_name(read, file, entry, numbers):
    path = file("a.json", entry(numbers[0], navn="BYRÅDSAVDELING FOR PRØVER"))
    known = "unit-no-orgnr-310000019-byraadsavdeling-for-proever"
    _, facts = read(path, unnumbered={"Byrådsavdeling for Prøver": known})
    assert facts[0].id == known
    assert facts[0].props["orgnr"] == numbers[0]


def test_sole_traders_are_never_taken(read, file, entry, numbers):
    trader = entry(numbers[0], organisasjonsform={"kode": "ENK"}, institusjonellSektorkode={"kode": "8200"})
    reading, facts = read(file("a.json", trader), everything=True)
    assert facts == []
    assert reading.left_out == {"brreg_sole_traders": 1}


def test_letters_that_an_extract_wrote_as_codes_are_mended(read, file, entry, numbers):
    _, facts = read(file("a.json", entry(numbers[0], navn="<U+00D8>STRE  PR\u00d8VE")))
    assert facts[0].props["name"] == {"nb": "Østre Prøve"}


def test_purpose_and_former_names_are_kept(read, file, entry, numbers):
    fields = {
        "maalform": "Nynorsk",
        "vedtektsfestetFormaal": ["Drive felles", "brannvern."],
        "historiskeNavn": [{"navn": "GAMLE PRØVE"}, {"navn": None}, "x"],
    }
    props = read(file("a.json", entry(numbers[0], **fields)))[1][0].props
    assert props["mandate"] == {"nn": "Drive felles brannvern."}
    assert props["aliases"] == ["Gamle Prøve"]


def test_a_new_field_is_noticed(read, file, entry, numbers):
    reading, _ = read(file("a.json", entry(numbers[0], nyttFelt=1, telefon="22 22 22 22")))
    assert reading.unmapped == {"nyttFelt": 1}


def test_an_unknown_type_of_role_is_said(read, file, entry, numbers):
    answer = {"organisasjonsnummer": numbers[0], "rollegrupper": [{"roller": [{"type": {"kode": "XYZ"}}, None]}, 3]}
    reading, facts = read(file("a.json", [entry(numbers[0]), answer]))
    assert [fact.kind for fact in facts] == ["unit"]
    assert [(warning.key, warning.values) for warning in reading.warnings] == [("brreg_unknown_role", {"code": "XYZ"})]


def test_roles_of_private_bodies_are_left_out(read, file, numbers):
    answer = {"rollegrupper": [], "_links": {"self": {"href": f"https://x/enheter/{numbers[0]}/roller"}}}
    reading, facts = read(file("a.json", answer))
    assert facts == []
    assert reading.left_out == {"brreg_roles_elsewhere": 1}
