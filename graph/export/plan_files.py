"""A plan as a file: one HTML page that needs no network and prints well, or Markdown. Names are text, never markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from graph.answers import PlanAnswer
from graph.errors import UnknownThing
from graph.export.plan_sheet import Cited, Line, Part, Sheet, sheet
from graph.export.whole import written_whole

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:0;color:light-dark(#1c2321,#eceae3);background:light-dark(#fff,#141816)}
main{max-width:46rem;margin:auto;padding:1.5rem}
h1,h2{font-family:Palatino,Georgia,serif;line-height:1.2;text-wrap:balance}h2{margin:2rem 0 .5rem;border-bottom:1px solid #b9b9b9}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0}dd{margin:0}
section>ul{list-style:none;padding:0}section>ul>li{margin:0 0 .8rem;break-inside:avoid}
p{margin:.15rem 0}*{overflow-wrap:anywhere}.mark{color:light-dark(#56605b,#a9b2ac)}
.open{color:light-dark(#0b5a4a,#5cc2a6)}.closed{color:light-dark(#9c3d22,#e39a80)}.unknown{color:light-dark(#7a5a00,#d9b65a)}
small{color:light-dark(#56605b,#a9b2ac);white-space:nowrap}
aside{border-left:4px solid #b8892b;padding:.1rem 1rem;margin-top:2rem}
footer{font-size:.875rem}footer a{color:inherit}
@media print{:root{color-scheme:light}main{max-width:none;padding:0}}"""
#: Signs that Markdown would read as more than text, wherever they stand, and where a line begins.
_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&])")
_NUMBERED, _LISTED = re.compile(r"^(\d+)([.)])"), re.compile(r"^([-+=])")


def html(plan: Sheet) -> str:
    """The sheet as a page of its own: nothing is fetched, no script runs."""
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in plan.facts)
    parts = "".join(map(_html_part, plan.parts))
    notes = "".join(f"<p>{escape(note)}</p>" for note in plan.notes)
    cited = "".join(f"<li>{_html_source(source)}</li>" for source in plan.sources)
    sources = f"<h2>{escape(plan.sources_title)}</h2><ol>{cited}</ol>" if cited else ""
    return f"""<!doctype html>
<html lang="{plan.lang}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(plan.title)}</title>
<style>{_STYLE}</style></head><body><main><h1>{escape(plan.title)}</h1><dl>{facts}</dl>
{parts}<aside>{notes}</aside><footer>{sources}</footer></main></body></html>
"""


def markdown(plan: Sheet) -> str:
    """The sheet as Markdown (CommonMark)."""
    lines = [f"# {_plain(plan.title)}", "", *(f"- {_plain(name)}: {_plain(value)}" for name, value in plan.facts)]
    for part in plan.parts:
        lines += ["", f"## {_plain(part.title)}", "", *(line for entry in part.lines for line in _markdown_line(entry))]
    lines += ["", "---", "", *(line for note in plan.notes for line in (_plain(note), ""))]
    if plan.sources:
        lines += [f"## {_plain(plan.sources_title)}", ""]
        lines += [f"{number}. {_markdown_source(source)}" for number, source in enumerate(plan.sources, 1)]
    return "\n".join(lines).rstrip() + "\n"


#: Formats by the ending of a file's name.
FORMATS: Mapping[str, Callable[[Sheet], str]] = {".html": html, ".md": markdown}


def plan_file(answer: PlanAnswer, ending: str, lang: str) -> bytes:
    """The plan as the content of a file whose name ends so: one of FORMATS."""
    return FORMATS[ending](sheet(answer, lang)).encode("utf-8", "replace")


def ending_of(out: Path) -> str:
    """The ending of a file's name, one of FORMATS. Raises UnknownThing for another."""
    if out.suffix.lower() not in FORMATS:
        raise UnknownThing("plan_sheet_ending", file=out.name, known=", ".join(FORMATS))
    return out.suffix.lower()


def write_plan(answer: PlanAnswer, out: Path, lang: str) -> None:
    """Writes the plan to `out`. Raises UnknownThing for an ending that is no format, BadInput where it cannot be written."""
    content = plan_file(answer, ending_of(out), lang)
    written_whole(out, [out], lambda streams: streams[0].write(content))


def _html_part(part: Part) -> str:
    return f"<section><h2>{escape(part.title)}</h2><ul>{''.join(map(_html_line, part.lines))}</ul></section>\n"


def _html_line(line: Line) -> str:
    mark = f' <span class="mark {escape(line.state)}">– {escape(line.mark)}</span>' if line.mark else ""
    name = f"<b>{escape(line.name)}</b>{mark}" if line.name else ""
    told = "<br>".join(map(escape, line.told))
    cites = f" <small>{_numbers(line)}</small>" if line.cites else ""
    return f"<li>{name}<p>{told}{cites}</p></li>"


def _html_source(source: Cited) -> str:
    if not source.url:
        return escape(source.text)
    return f'<a href="{escape(source.url)}" rel="noopener noreferrer">{escape(source.text)}</a>'


def _markdown_line(line: Line) -> list[str]:
    told = list(map(_plain, line.told))
    if line.name:
        mark = f" – {_plain(line.mark)}" if line.mark else ""
        told.insert(0, f"**{_plain(line.name)}**{mark}")
    cites = f" {_plain(_numbers(line))}" if line.cites else ""
    first, *rest = told
    lines = [f"- {first}", *(f"  - {text}" for text in rest)]
    return [*lines[:-1], lines[-1] + cites]


def _numbers(line: Line) -> str:
    return "[" + ", ".join(map(str, line.cites)) + "]"


def _markdown_source(source: Cited) -> str:
    return _plain(source.text) + (f" <{source.url}>" if source.url else "")


def _plain(text: str) -> str:
    """`text` as Markdown shows it as it is: on one line, every sign with a meaning escaped."""
    said = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    return _LISTED.sub(r"\\\1", _NUMBERED.sub(r"\1\\\2", said))
