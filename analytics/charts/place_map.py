"""The map: the city from its postcodes, a circle for every place where children were found."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.map_ground import edges, frame, ground_axes, land, scale_bar
from analytics.charts.map_names import Name, apart, beside_circle, place_names
from analytics.charts.map_view import View, centre_view, whole_view
from analytics.charts.places import CHANGED, place_hover, state_sign
from analytics.charts.theme import as_written, blank_figure, colour, faded, note
from analytics.charts.words import number
from analytics.geography.city import CityShape
from analytics.geography.grid import to_grid

HEIGHT = 408
LARGEST, SMALLEST = 42, 10  # pixels across the circle of the busiest place, and the least
MOST_NAMED = 12


@dataclass(frozen=True)
class Maps:
    """What a page draws: the whole city and, where places lie close together, its centre.

    places: those where someone was found, or that diminished to nobody, with a position on the map;
    busiest first, with easting and northing. off_map: the others.
    """

    places: pd.DataFrame
    shape: CityShape | None
    whole: View | None
    centre: View | None
    off_map: pd.DataFrame


def maps_of(places: pd.DataFrame, shape: CityShape | None) -> Maps:
    """Lay out the maps for the rows of the measure places."""
    told = places[(places["episodes"] > 0) | (places["state"] == "diminishing")]
    known = told[told["latitude"].notna() & told["longitude"].notna()]
    eastings, northings = to_grid(
        known["latitude"].to_numpy(dtype=float), known["longitude"].to_numpy(dtype=float)
    )
    known = known.assign(easting=eastings, northing=northings)
    whole = whole_view(shape, _points(known))
    drawn = known[_inside(known, whole)] if whole is not None else known
    found = drawn[drawn["episodes"] > 0]
    centre = centre_view(whole, _points(found), found["episodes"].tolist()) if len(found) else None
    off = told[~told["place_id"].isin(drawn["place_id"])]
    return Maps(drawn.reset_index(drop=True), shape, whole, centre, off)


def city_chart(maps: Maps, *, dark: bool = False) -> go.Figure:
    """The whole city; what lies in its centre is left to the centre's own map, and framed here.

    A circle's customdata: place_id, episodes.
    """
    if maps.centre is None:
        return _map(maps, maps.whole, maps.places, dark)
    inside = _inside(maps.places, maps.centre)
    here = int(maps.places[inside]["episodes"].sum())
    return _map(maps, maps.whole, maps.places[~inside], dark, framed=(maps.centre, here))


def centre_chart(maps: Maps, *, dark: bool = False) -> go.Figure:
    """The centre, enlarged; its circles are as large as on the whole map.

    A circle's customdata: place_id, episodes.
    """
    return _map(maps, maps.centre, in_centre(maps), dark)


def in_centre(maps: Maps) -> pd.DataFrame:
    """The places of the centre's map."""
    return maps.places[_inside(maps.places, maps.centre)]


def _map(maps: Maps, view: View, places: pd.DataFrame, dark: bool, framed=None) -> go.Figure:
    """framed: the view drawn as a square, and the episodes in it."""
    figure = blank_figure(dark, height=HEIGHT, margin={"l": 4, "r": 4, "t": 4, "b": 4})
    places = places.reset_index(drop=True)
    across = _across(places["episodes"], maps.places["episodes"].max())
    at = apart(view, _points(places), [size / 2 for size in across])
    circles = [(point, size / 2) for point, size in zip(at, across, strict=True)]
    _add_circles(figure, places, at, across, dark)
    _add_true_points(figure, places, at, dark)
    shapes, labels, taken = [], [], []
    if bar := scale_bar(view, circles, dark):
        shapes, labels, taken = ([part] for part in bar)
    if framed:
        shapes.append(frame(framed[0], dark))
    labels += _labels(maps, view, places, circles, taken, framed, dark)
    figure.update_layout(shapes=[*land(maps.shape, dark), *shapes], annotations=labels)
    ground_axes(figure, view)
    return figure


def _points(places: pd.DataFrame) -> list[tuple[float, float]]:
    return list(zip(places["easting"], places["northing"], strict=True))


def _inside(places: pd.DataFrame, view: View) -> pd.Series:
    return pd.Series([view.has(*point) for point in _points(places)], places.index, dtype=bool)


def _across(episodes: pd.Series, most: int) -> list[float]:
    """Diameters in pixels: the area stands for the episodes, down to what can still be hit."""
    most = max(most, 1)
    return [max(LARGEST * (count / most) ** 0.5, SMALLEST) for count in episodes]


def _add_circles(figure, places: pd.DataFrame, at, across: list[float], dark: bool) -> None:
    missing, signal = colour("missing", dark), colour("neutral_signal", dark)
    fills = {"emerging": signal, "diminishing": colour("background", dark)}
    rings = {"emerging": colour("text", dark), "diminishing": signal}
    figure.add_scatter(
        x=[easting for easting, _ in at],
        y=[northing for _, northing in at],
        mode="markers",
        marker={
            "size": across,
            "opacity": 1,
            "color": [
                fills.get(state, faded(missing, 0.55)) if count else "rgba(0,0,0,0)"
                for state, count in zip(places["state"], places["episodes"], strict=True)
            ],
            "line": {
                "color": [rings.get(state, missing) for state in places["state"]],
                "width": [3 if state in CHANGED else 1.5 for state in places["state"]],
            },
        },
        # what was not clicked stays as it is: the circles' strength has a meaning
        unselected={"marker": {"opacity": 1}},
        customdata=[
            [place_id, int(count)]
            for place_id, count in zip(places["place_id"], places["episodes"], strict=True)
        ],
        hovertext=[place_hover(row) for _, row in places.iterrows()],
        hoverinfo="text",
        cliponaxis=False,
    )


def _add_true_points(figure, places: pd.DataFrame, at, dark: bool) -> None:
    """A small dot where a place lies whose circle was moved off it."""
    moved = [point for point, now in zip(_points(places), at, strict=True) if point != now]
    figure.add_scatter(
        x=[easting for easting, _ in moved],
        y=[northing for _, northing in moved],
        mode="markers",
        marker={"size": 4, "color": colour("text", dark)},
        unselected={"marker": {"opacity": 1}},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _labels(maps: Maps, view: View, places, circles, taken, framed, dark) -> list[dict]:
    """The names that have room: the frame's, then places, busiest first, then districts."""
    wanted, styles, texts = [], [], []
    if framed:
        parts = "Enlarged:", number(framed[1])
        wanted.append(_frame_names(framed[0], parts))
        styles.append({"size": 13})
        texts.append(parts)
    for (point, radius), (_, place) in zip(circles[:MOST_NAMED], places.iterrows(), strict=False):
        parts = place["name"], f"{number(place['episodes'])}{state_sign(place['state'])}"
        wanted.append(beside_circle(point, radius, parts))
        styles.append({"size": 14})
        texts.append(parts)
    for name, point in (maps.shape.label_points if maps.shape else {}).items():
        wanted.append(_district_names(point, name) if view.has(*point) else [])
        styles.append({"size": 12, "color": colour("quiet_text", dark)})
        texts.append(("", name))
    crossed = edges(framed[0]) if framed else ()
    found = place_names(view, circles, wanted, lines=crossed, taken=taken)
    return [
        _label(position, text, dark, style)
        for position, text, style in zip(found, texts, styles, strict=True)
        if position is not None
    ]


def _label(position, text: tuple[str, str], dark: bool, style: dict) -> dict:
    """text: what is written strong, and what after it, in the next line where the name has two."""
    (easting, northing), name = position
    strong, rest = map(as_written, text)
    between = "<br>" if len(name.lines) > 1 else " "
    words = between.join(filter(None, [f"<b>{strong}</b>" if strong else "", rest]))
    return note(words, dark, x=easting, y=northing, font=style, **name.where())


def _frame_names(view: View, parts: tuple[str, str]) -> list[tuple]:
    """Where the name of a framed square may stand: above it, below it, or inside."""
    middle, north = view.west + view.side / 2, view.south + view.side
    sides = ((north, "bottom", 3), (view.south, "top", -3), (north, "top", -3))
    return [
        ((middle, edge), Name(lines, "center", yanchor, yshift=shift))
        for lines in ((" ".join(parts),), parts)
        for edge, yanchor, shift in sides
    ]


def _district_names(point: tuple[float, float], name: str) -> list[tuple]:
    """Where a district's name may stand: at a point well inside, or near it."""
    near = (
        (0, 0),
        (0, 16),
        (0, -16),
        (24, 0),
        (-24, 0),
        (24, 16),
        (-24, 16),
        (24, -16),
        (-24, -16),
    )
    return [(point, Name((name,), "center", "middle", *shift)) for shift in near]
