"""Children's voice."""

from analytics.app import start_page

page = start_page("Children's voice")
