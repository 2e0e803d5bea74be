"""How a picture's values are marked, whatever draws them: scales, number formats, inks, "c"."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from analytics.charts.theme import rounded_top
from analytics.charts.words import listed
from analytics.definitions import COLOURS, SUPPRESSED
from analytics.reports.slides import Picture, Series

# Excel's number formats that show a value as a text has it, with the decimals of each.
FORMATS = {"#,##0": 0, "0%": 0, "0.0%": 1, "#,##0.0": 1}
STANDS = ("columns", "stacked_columns", "lines")
STACKED = ("stacked_columns", "stacked_bars")
CONTRAST = 4.5  # WCAG 2.2, text on its ground
MOST_NAMED = 5


@dataclass(frozen=True)
class Scale:
    """Where the axis of values begins and ends, and what it counts, in words."""

    low: float
    high: float
    words: str

    def share(self, value: float) -> float:
        """How far along the axis the value lies, 0–1."""
        return (value - self.low) / (self.high - self.low)


def scale_of(picture: Picture) -> Scale:
    """The axis for a picture: from nought, but for lines of rates that lie high, which says so."""
    drawn = [value for each in picture.series for value in each.values if value is not None]
    top = max(stack_heights(picture) if picture.kind in STACKED else drawn, default=0)
    high = rounded_top(top)
    if picture.rate:
        high = 1.0 if 0.6 < top <= 1 else high
    lowest = min(drawn, default=0)
    if picture.kind == "lines" and picture.rate and lowest >= 0.4:
        low = int((lowest - 0.05) * 10) / 10
        return Scale(low, high, f"{picture.unit}; the axis does not begin at nought")
    return Scale(-rounded_top(-lowest) if lowest < 0 else 0.0, high, picture.unit)


def stack_heights(picture: Picture) -> list[float]:
    """What each category's series come to, put onto one another."""
    values = [[value or 0 for value in each.values] for each in picture.series]
    return [sum(column) for column in zip(*values, strict=True)]


def shown_as(value: float, number_format: str) -> str:
    """What a spreadsheet shows of the value: it rounds halves up, Python to the even digit."""
    share = number_format.endswith("%")
    exact = Decimal(str(value)) * (100 if share else 1)
    decimals = Decimal(1).scaleb(-FORMATS[number_format])
    rounded = exact.quantize(decimals, rounding=ROUND_HALF_UP)
    return f"{rounded:f}%" if share else f"{rounded:,f}"


def label_format(series: Series) -> str:
    """The number format that shows most of the series' values as its texts have them."""
    known = [
        (value, text)
        for value, text in zip(series.values, series.texts, strict=True)
        if value is not None
    ]
    return max(
        FORMATS, key=lambda each: sum(shown_as(value, each) == text for value, text in known)
    )


def own_texts(series: Series, number_format: str) -> dict[int, str]:
    """By position, the texts that the number format would not show: "43 (32%)"; "c" of None."""
    return {
        at: text
        for at, (value, text) in enumerate(zip(series.values, series.texts, strict=True))
        if (text == SUPPRESSED if value is None else shown_as(value, number_format) != text)
    }


def as_number(text: str) -> tuple[float, str] | None:
    """A cell's number and the format that shows it as the same text; None where there is none.

    "2021" is a year and stays text: as a count it would be "2,021". So does all with a sign.
    """
    digits = text.replace(",", "").removesuffix("%")
    if not digits.replace(".", "", 1).isdecimal() or not digits.isascii():
        return None
    share = text.endswith("%")
    value = float(Decimal(digits) / 100) if share else float(digits)
    for number_format in ("0%", "0.0%") if share else ("#,##0",):
        if shown_as(value, number_format) == text:
            return value, number_format
    return None


def step_of(picture: Picture, scale: Scale) -> float:
    """From one figure at the axis to the next: four of them, but no parts of a child."""
    step = (scale.high - scale.low) / 4
    return step if picture.rate else max(round(step), 1)


def side_of_line(picture: Picture, each: Series, at: int, high: float, low: float) -> str | None:
    """Where a label stands clear of the other lines and their labels: "above", "below" or nowhere.

    high: of a label; low: where the axis begins, both as the values are.
    """
    value = each.values[at]
    others = [
        other.values[at] - value
        for other in picture.series
        if other is not each and other.values[at] is not None
    ]
    if not any(0 <= away < 2 * high for away in others):
        return "above"
    if value - low < 1.5 * high or any(-2 * high < away <= 0 for away in others):
        return None
    return "below"


def withheld_words(picture: Picture) -> str:
    """Which marks are missing because they are withheld: a chart draws no label without a mark."""
    withheld = {
        category: [
            each.name
            for each in picture.series
            if each.values[at] is None and each.texts[at] == SUPPRESSED
        ]
        for at, category in enumerate(picture.categories)
    }
    count, every = sum(map(len, withheld.values())), len(picture.categories) * len(picture.series)
    if not count:
        return ""
    if count > MOST_NAMED:
        said = "all" if count == every else f"{count} of {every} figures"
    elif len(picture.series) == 1:
        said = listed([category for category, names in withheld.items() if names], MOST_NAMED)
    else:
        said = "; ".join(f"{c}: {listed(names)}" for c, names in withheld.items() if names)
    return f"{SUPPRESSED} (withheld): {said}"


def piece(picture: Picture, first: int, end: int) -> Picture:
    """The picture's categories from one position up to, not including, another."""
    series = tuple(
        replace(each, values=each.values[first:end], texts=each.texts[first:end])
        for each in picture.series
    )
    return replace(picture, categories=picture.categories[first:end], series=series)


def ink_on(ground: str) -> str:
    """White, or else the text's dark: what can be read on a colour "#rrggbb"."""
    white = "#ffffff"
    return white if contrast(white, ground) >= CONTRAST else COLOURS["text"][0]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG reckons it, 1–21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(ink: str) -> float:
    """How light a colour "#rrggbb" is, 0–1 (WCAG 2.2, relative luminance)."""
    parts = (int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
