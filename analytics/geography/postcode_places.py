"""Places that are postcodes: where words give one and name no other place."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analytics.definitions import AUTHORITY_CODE
from analytics.geography.grid import to_degrees
from analytics.geography.postcodes import positions

PREFIX = "postcode_"
SOURCE = "ONS Postcode Directory"


def reference_of(postcode: str) -> str:
    """The place_id of a postcode: "DE1 2AB" → "postcode_de1_2ab"."""
    return PREFIX + postcode.lower().replace(" ", "_")


def postcode_of(reference: str) -> str:
    """The postcode of such a place_id."""
    return reference.removeprefix(PREFIX).replace("_", " ").upper()


def known_postcodes(postcodes: Iterable[str]) -> set[str]:
    """Those that ONS knows."""
    asked = pd.Series(sorted(set(postcodes)), dtype="str")
    if asked.empty:
        return set()
    return set(asked[positions(asked)["authority"].notna().to_numpy()])


def places_of_postcodes(postcodes: Iterable[str]) -> pd.DataFrame:
    """One row per postcode, in order of the alphabet, with the columns of the store's places.

    Without a position where ONS gives the authority only. in_city: whether ONS puts it into the
    council's own authority. Raises ValueError with a sentence where ONS does not know one.
    """
    asked = pd.Series(sorted(set(postcodes)), dtype="str")
    found = positions(asked) if len(asked) else None
    unknown = [] if found is None else asked[found["authority"].isna().to_numpy()].tolist()
    if unknown:
        raise ValueError(f"ONS knows no postcode '{unknown[0]}': check it, or leave it out.")
    place = found if found is not None else {"easting": [], "northing": [], "authority": []}
    latitudes, longitudes = to_degrees(place["easting"], place["northing"])
    return pd.DataFrame(
        {
            "place_id": asked.map(reference_of).astype("str"),
            "name": asked,
            "kind": "postcode",
            "latitude": np.round(latitudes, 6),
            "longitude": np.round(longitudes, 6),
            "in_city": np.asarray(place["authority"], dtype=object) == AUTHORITY_CODE,
            "source": SOURCE,
            "note": "Centre of the postcode.",
        }
    )
