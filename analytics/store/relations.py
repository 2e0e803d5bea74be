"""Relations put before the SQL that reads them."""


def with_relations(sql: str, relations: dict[str, str]) -> str:
    """The SQL with each relation before it, by name, as a common table expression.

    Only SQL of this house's files is put together; every value stays bound.
    """
    before = ", ".join(f"{name} as (\n{text})" for name, text in relations.items())
    return f"with {before}\nfrom (\n{sql})"
