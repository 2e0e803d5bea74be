"""For files whose headers are not recognised: which of their columns is which of ours."""

import streamlit as st

from analytics import ingest

LEFT_OUT = "(not in this file)"


def ask_for_mapping(sources: list[ingest.Source]) -> dict | None:
    """A mapping that makes every file recognised: empty where none is needed, None until chosen.

    Says what each file was recognised as; one not recognised gets a form with the nearest columns
    filled in.
    """
    mapping: dict[str, str] = {}
    unknown = False
    for source in sources:
        try:
            found = ingest.recognise(source)
        except ingest.ImportRefused as refusal:
            st.error(str(refusal))
            return None
        if found.format:
            st.write(f"**{source.name}**: {ingest.FORMATS[found.format].description}")
            continue
        chosen = _mapping_form(source.name, found)
        if chosen is None:
            unknown = True
        else:
            mapping |= chosen
    return None if unknown else ({"columns": mapping} if mapping else {})


def _mapping_form(file: str, found) -> dict[str, str] | None:
    st.warning(f"“{file}” is not recognised by its column names. Say what it is:")
    kinds = list(ingest.FORMATS)
    kind = st.selectbox(
        "This file is",
        kinds,
        index=None,
        format_func=lambda name: ingest.FORMATS[name].description,
        key=f"kind-{file}",
    )
    if kind is None:
        return None
    chosen = {}
    for ours in ingest.FORMATS[kind].headers:
        nearest = found.suggestions.get(ours)
        options = [LEFT_OUT, *found.headers]
        theirs = st.selectbox(
            f"Our column “{ours}” is",
            options,
            index=options.index(nearest) if nearest in options else 0,
            key=f"map-{file}-{ours}",
        )
        if theirs != LEFT_OUT and theirs != ours:
            chosen[theirs] = ours
    return chosen or None
