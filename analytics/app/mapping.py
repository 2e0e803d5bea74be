"""For files whose headers are not recognised: which of their columns is which of ours."""

import streamlit as st

from analytics import ingest
from analytics.app.escape import literal, refuse

LEFT_OUT = "(not in this file)"


def ask_for_mapping(sources: list[ingest.Source]) -> dict | None:
    """A mapping that makes every file recognised: empty where none is needed, None until chosen.

    Says what each file was recognised as; one not recognised gets a form with the nearest columns
    filled in. What is chosen counts for that file alone.
    """
    chosen = {}
    for source in sources:
        try:
            found = ingest.recognise(source)
            if found.format:
                st.write(f"**{literal(source.name)}**: {ingest.FORMATS[found.format].description}")
            else:
                chosen[source.name] = _mapping_form(source)
        except ingest.ImportRefused as refusal:
            refuse(refusal)
            return None
    if None in chosen.values():
        return None
    return {"files": chosen} if chosen else {}


def _mapping_form(source: ingest.Source) -> dict | None:
    st.warning(f"“{literal(source.name)}” is not recognised by its column names. Say what it is:")
    kind = st.selectbox(
        "This file is",
        list(ingest.FORMATS),
        index=None,
        format_func=lambda name: ingest.FORMATS[name].description,
        key=f"kind-{source.name}",
    )
    if kind is None:
        return None
    found = ingest.recognise(source, format=kind)
    columns = {}
    for ours in ingest.FORMATS[kind].headers:
        options = [LEFT_OUT, *dict.fromkeys(header for header in found.headers if header)]
        nearest = found.suggestions.get(ours, ours)
        theirs = st.selectbox(
            f"Our column “{ours}” is",
            options,
            index=options.index(nearest) if nearest in options else 0,
            key=f"map-{source.name}-{kind}-{ours}",
        )
        if theirs in columns:
            refuse(f"“{theirs}” is chosen twice: choose it for one column.")
            return None
        if theirs != LEFT_OUT:
            columns[theirs] = ours
    mapping = {"format": kind, "columns": columns}
    missing = ingest.recognise(source, {"files": {source.name: mapping}}).missing
    if missing:
        st.info(f"Still to be chosen: {', '.join(missing)}.")
        return None
    return mapping
