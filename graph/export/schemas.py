"""The JSON schemas of the terminal's answers, made from `graph.answers`; `make schemas` writes them to docs/json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from graph import answers
from graph.workspace.records import Record, ViewFile, WorkspaceFile

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "json"
#: The commands that answer in JSON, and what each answers with.
ANSWERS: Mapping[str, type[answers.Answer]] = {
    "load": answers.LoadAnswer,
    "load-preview": answers.PreviewAnswer,
    "embed": answers.EmbedAnswer,
    "unload": answers.UnloadAnswer,
    "copy": answers.CopyAnswer,
    "status": answers.StatusAnswer,
    "sources": answers.SourcesAnswer,
    "find": answers.FindAnswer,
    "evaluate": answers.EvaluateAnswer,
    "plan": answers.PlanAnswer,
    "unit": answers.UnitAnswer,
    "search": answers.SearchAnswer,
    "paths": answers.PathsAnswer,
    "export": answers.ExportAnswer,
    "contacts": answers.ContactsAnswer,
    "contacts_import": answers.ConnectionsAnswer,
    "shortlist": answers.ShortlistAnswer,
    "workspace_import": answers.MergedAnswer,
}
#: The files that people exchange, and their form.
FILES: Mapping[str, type[Record]] = {"workspace": WorkspaceFile, "view": ViewFile}


def schemas() -> dict[str, dict[str, Any]]:
    """A JSON schema (2020-12) for the answer of each command, and for each form of file."""
    return {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(form)}
        for name, form in {**ANSWERS, **FILES}.items()
    }


def write_schemas(folder: Path = FOLDER) -> None:
    """Writes each schema as `folder/<command>.schema.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    for command, schema in schemas().items():
        (folder / f"{command}.schema.json").write_text(written(schema), "utf-8")


def written(schema: Mapping[str, Any]) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    write_schemas()
