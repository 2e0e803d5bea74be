"""DataFrame in, Plotly figure or sentence out; knows neither DuckDB nor Streamlit."""
