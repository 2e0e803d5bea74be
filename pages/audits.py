"""Audits."""

from analytics.app import start_page

page = start_page("Audits")
