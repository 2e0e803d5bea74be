"""What every page begins with and is made of; knows Streamlit, as dashboard.py and pages/ do."""

from analytics.app import show
from analytics.app.start import Page, start_page

__all__ = ["Page", "show", "start_page"]
