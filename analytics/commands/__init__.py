"""The commands of the command line, by what they are about; analytics/__main__.py gathers them."""
