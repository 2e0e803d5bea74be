"""Where things lie: postcodes, the National Grid, and a city's shape to draw on.

Knows no database and no Streamlit, and asks no other host: the map needs no tile server.
"""
