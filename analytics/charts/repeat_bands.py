"""How often each child went missing: children and their episodes by band."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.theme import blank_figure, colour, note
from analytics.charts.words import counted, number
from analytics.definitions import FEWEST_TO_SPLIT, REPEAT_BANDS

ROW = 34
PANELS = {"children": ("Children", [0, 0.46]), "episodes": ("Episodes", [0.54, 1])}
# From so many on children count as those who went missing many times in a title.
MANY = 6
FROM = {label: lowest for label, lowest, _ in REPEAT_BANDS}


def band_words(band: str) -> str:
    """A band of REPEAT_BANDS as it is read: "once", "6–10 times", "51 times or more"."""
    if band in ("1", "2"):
        return "once" if band == "1" else "twice"
    return f"{band[:-1]} times or more" if band.endswith("+") else f"{band} times"


def repeat_bands_chart(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """Children, and beside them their episodes, by how often each child went missing.

    rows: repeat_bands.
    """
    rows = rows.reset_index(drop=True)
    figure = blank_figure(
        dark, height=44 + ROW * len(rows), margin={"l": 116, "r": 12, "t": 32, "b": 8}
    )
    labels = []
    for panel, (column, (words, domain)) in enumerate(PANELS.items()):
        axis = "x" if panel == 0 else "x2"
        most = max(rows[column].max(), 1)
        figure.add_bar(
            x=rows[column],
            y=rows.index,
            xaxis=axis,
            orientation="h",
            width=0.62,
            marker={"color": colour("missing", dark)},
            hovertext=[
                f"{band_words(row['band']).capitalize()}: "
                f"{counted(row['children'], 'child', 'children')}, "
                f"{counted(row['episodes'], 'episode')}"
                for _, row in rows.iterrows()
            ],
            hoverinfo="text",
        )
        look = {"range": [0, most * 1.22], "domain": domain, "visible": False, "fixedrange": True}
        figure.update_layout({f"{axis[0]}axis{axis[1:]}": look})
        head = {"xref": "paper", "x": domain[0], "xanchor": "left", "yref": "paper", "y": 1}
        labels.append(note(words, dark, yanchor="bottom", yshift=6, **head))
        beside = {"xref": axis, "xanchor": "left", "xshift": 6, "font": {"size": 14}}
        labels += [
            note(f"<b>{number(n)}</b>" if n else "0", dark, x=n, y=at, **beside)
            for at, n in enumerate(rows[column])
        ]
    figure.update_layout(annotations=labels)
    figure.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=list(rows.index),
        ticktext=[band_words(band).capitalize() for band in rows["band"]],
        ticklabelstandoff=8,
    )
    return figure


def repeat_bands_title(rows: pd.DataFrame) -> str:
    """How many children went missing once, and what those who did many times come to."""
    children, episodes = int(rows["children"].sum()), int(rows["episodes"].sum())
    if not children:
        return "No missing episodes to count"
    if children == 1:
        band = rows.loc[rows["children"] > 0, "band"].iloc[0]
        return f"The one child went missing {band_words(band)}"
    once = int(rows.loc[rows["band"] == "1", "children"].sum())
    said = f"{_some(once)} of {number(children)} children went missing once"
    many = rows[(rows["band"].map(FROM) >= MANY) & (rows["children"] > 0)]
    if many.empty:
        return f"{said}, nobody {MANY} times or more"
    said += f"; {counted(many['children'].sum(), 'child', 'children')} went {MANY} times or more"
    if children < FEWEST_TO_SPLIT:
        return said
    return f"{said}, with {number(many['episodes'].sum())} of the {number(episodes)} episodes"


def _some(count: int) -> str:
    return number(count) if count else "None"


def repeat_bands_subtitle(rows: pd.DataFrame, period: str) -> str:
    """Of how many children and episodes, and of when."""
    children, episodes = rows["children"].sum(), rows["episodes"].sum()
    return (
        f"{counted(children, 'child', 'children')} and {counted(episodes, 'missing episode')} by "
        f"how often each child went missing, {period}"
    )


def repeat_bands_twin(rows: pd.DataFrame) -> pd.DataFrame:
    """Bands down, the empty ones too: children and their episodes."""
    return pd.DataFrame(
        {
            "Times missing": [band_words(band).capitalize() for band in rows["band"]],
            "Children": rows["children"],
            "Episodes": rows["episodes"],
        }
    )


def more_than_once(rows: pd.DataFrame) -> int:
    """How many of the children went missing more than once."""
    return int(rows.loc[rows["band"].map(FROM) > 1, "children"].sum())
