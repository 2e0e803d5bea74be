"""The map: the city from its postcodes, a circle for every place where children were found."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.map_names import Name, apart, name_places
from analytics.charts.map_view import View, centre_view, whole_view
from analytics.charts.places import CHANGED, place_hover, state_sign
from analytics.charts.theme import as_written, blank_figure, colour, faded, note
from analytics.charts.words import number
from analytics.geography.city import CityShape
from analytics.geography.grid import to_grid

HEIGHT = 408
LARGEST, SMALLEST = 42, 10  # pixels across the circle of the busiest place, and the least
MOST_NAMED = 12
SCALE_BARS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)


@dataclass(frozen=True)
class Maps:
    """What a page draws: the whole city and, where places lie close together, its centre.

    places: those where someone was found, or that diminished to nobody, with a position on the map;
    busiest first, with easting and northing. off_map: names of places with episodes not on it.
    """

    places: pd.DataFrame
    shape: CityShape | None
    whole: View | None
    centre: View | None
    off_map: tuple[str, ...]


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
    return Maps(drawn.reset_index(drop=True), shape, whole, centre, tuple(off["name"]))


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
    _add_circles(figure, places, at, across, dark)
    _add_true_points(figure, places, at, dark)
    frame, frame_name, frame_label = _frame(framed, dark)
    bar, bar_name, bar_label = _scale_bar(view, dark)
    names = _names(maps, view, places, at, across, [frame_name, bar_name], framed, dark)
    labels = [*names, *filter(None, [frame_label, bar_label])]
    figure.update_layout(
        shapes=[*_land(maps.shape, dark), *filter(None, [frame, bar])], annotations=labels
    )
    _axes(figure, view)
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
    )


def _add_true_points(figure, places: pd.DataFrame, at, dark: bool) -> None:
    """A small dot where a place lies whose circle was moved off it."""
    moved = [point for point, now in zip(_points(places), at, strict=True) if point != now]
    figure.add_scatter(
        x=[easting for easting, _ in moved],
        y=[northing for _, northing in moved],
        mode="markers",
        marker={"size": 4, "color": colour("text", dark)},
        hoverinfo="skip",
    )


def _names(maps: Maps, view: View, places, at, across, standing, framed, dark) -> list[dict]:
    """Names beside their circles, busiest first, then districts where they have room."""
    parts = [
        (place["name"], f"{number(place['episodes'])}{state_sign(place['state'])}")
        for _, place in places.head(MOST_NAMED).iterrows()
    ]
    parts += [()] * (len(places) - len(parts))
    districts = [
        (name, point)
        for name, point in (maps.shape.label_points if maps.shape else {}).items()
        if view.has(*point)
    ]
    points = [*at, *(point for _, point in districts)]
    found = name_places(
        view,
        points,
        [size / 2 for size in across] + [0] * len(districts),
        parts + [(name,) for name, _ in districts],
        standing=[name for name in standing if name],
        lines=_edges(framed[0]) if framed else (),
    )
    quiet = {"size": 12, "color": colour("quiet_text", dark)}
    return [
        note(
            _as_drawn(name, parts[at_number]) if at_number < len(places) else name.lines[0],
            dark,
            x=point[0],
            y=point[1],
            font={"size": 14} if at_number < len(places) else quiet,
            **name.where(),
        )
        for at_number, (point, name) in enumerate(zip(points, found, strict=True))
        if name is not None
    ]


def _as_drawn(name: Name, parts: tuple[str, str]) -> str:
    between = "<br>" if len(name.lines) > 1 else " "
    return f"<b>{as_written(parts[0])}</b>{between}{parts[1]}"


def _land(shape, dark: bool) -> list[dict]:
    """Districts parted by the ground's own colour, then the outline around them."""
    if shape is None:
        return []
    below = {"type": "path", "layer": "below", "fillrule": "evenodd"}
    border = {"color": colour("background", dark), "width": 2}
    land = [
        below | {"path": _path(rings), "fillcolor": colour("land", dark), "line": border}
        for rings in shape.districts.values()
    ]
    outline = {"color": colour("comparison", dark), "width": 1.25}
    return [*land, below | {"path": _path(shape.outline), "line": outline}]


def _path(rings) -> str:
    return " ".join("M" + " L".join(f"{x},{y}" for x, y in ring) + " Z" for ring in rings)


def _edges(view: View) -> list[tuple]:
    west, south = view.west, view.south
    east, north = west + view.side, south + view.side
    corners = [(west, south), (east, south), (east, north), (west, north)]
    return list(zip(corners, corners[1:] + corners[:1], strict=True))


def _frame(framed, dark: bool) -> tuple:
    """A dotted square around what is enlarged; its name's place and its label; all None of none."""
    if framed is None:
        return None, None, None
    view, episodes = framed
    (west, south), _, (east, north), _ = [edge[0] for edge in _edges(view)]
    frame = {
        "type": "rect",
        **{"x0": west, "y0": south, "x1": east, "y1": north},
        "line": {"color": colour("text", dark), "width": 1.5, "dash": "dot"},
    }
    name = Name((f"Centre {number(episodes)}, enlarged",), "center", "bottom", yshift=2)
    above = (west + view.side / 2, north)
    text = f"<b>Centre</b> {number(episodes)}, enlarged"
    return frame, (above, name), note(text, dark, x=above[0], y=above[1], **name.where())


def _scale_bar(view: View, dark: bool) -> tuple:
    """A line of a round length in the corner; its name's place and its label."""
    length = max((size for size in SCALE_BARS if size <= view.side / 4), default=SCALE_BARS[0])
    west, south = view.west + view.side * 0.02, view.south + view.side * 0.02
    line = {
        "type": "line",
        **{"x0": west, "x1": west + length, "y0": south, "y1": south},
        "line": {"color": colour("quiet_text", dark), "width": 2},
    }
    words = f"{length / 1000:g} km" if length >= 1_000 else f"{length} m"
    name = Name((words,), "left", "bottom", yshift=2)
    quiet = {"color": colour("quiet_text", dark)}
    return (
        line,
        ((west, south), name),
        note(words, dark, x=west, y=south, font=quiet, **name.where()),
    )


def _axes(figure: go.Figure, view: View) -> None:
    figure.update_xaxes(range=[view.west, view.west + view.side], visible=False, constrain="domain")
    figure.update_yaxes(
        range=[view.south, view.south + view.side],
        visible=False,
        constrain="domain",
        scaleanchor="x",
        scaleratio=1,
    )
