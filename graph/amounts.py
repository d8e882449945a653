"""Amounts and numbers as readers of each language write them."""

from __future__ import annotations


def number(value: float, lang: str) -> str:
    """`value` with its thousands parted: nb "1 300 000,5", en "1,300,000.5"; at most two decimals."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    if lang == "nb":
        return text.replace(",", " ").replace(".", ",")
    return text


def money(value: float, lang: str, currency: str | None = "NOK") -> str:
    """An amount with its currency: nb "500 000 kr" ("500 000 EUR"), en "NOK 500,000". No currency: the number alone."""
    if not currency:
        return number(value, lang)
    if lang == "nb":
        return f"{number(value, lang)} {'kr' if currency == 'NOK' else currency}"
    return f"{currency} {number(value, lang)}"
