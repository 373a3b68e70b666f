"""The documentation site: `python start.py docs` builds it from this folder, the docstrings and the notebooks.

The source folder is the whole working copy, so a link that leads somewhere on the disk leads there on the site as well.
"""

import logging
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HOME), str(HOME / "docs")]

import toolkit  # noqa: E402  (found on the path that was just set)

project = "Digital Rights Toolkit"
author = "the contributors of the Digital Rights Toolkit"
copyright = "the contributors; code Apache-2.0, words CC BY 4.0"
version = release = toolkit.__version__
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "site_pages"]
root_doc = "docs/index"
include_patterns = [
    "docs/**",
    "notebooks/**",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "NOTICE.md",
    "benchmarks/README.md",
    "datasets/law/README.md",
    "datasets/precedents/README.md",
]
exclude_patterns = [".venv", ".git", "build", "dist", "toolkit", "tests", "notebooks/organisers"]

# Markdown as it is written on the disk, and headings as places to link to.
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "deflist"]
suppress_warnings = ["mystnb.unknown_mime_type"]  # a widget has no picture on paper

# Notebooks for JupyterLab are run, so that what they say is what they give; lessons are read (see `site_pages`).
nb_custom_formats = {".ipynb": ["site_pages.read_notebook", {}]}
nb_execution_mode = "force"
nb_execution_in_temp = True
nb_execution_timeout = 120
nb_execution_raise_on_error = True
nb_ipywidgets_js = {}  # nothing is fetched from elsewhere
nb_merge_streams = True
logging.getLogger("traitlets").setLevel(logging.WARNING)  # that a notebook is run is no news

# Docstrings: names in single backticks are code, as everywhere in the sources.
default_role = "code"
autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
napoleon_google_docstring = False
napoleon_use_param = False  # else the words "number" and "share" would be taken for names of ours
napoleon_use_ivar = True
napoleon_use_rtype = False
add_module_names = False
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = "Digital Rights Toolkit"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_additional_pages = {"index": "forward.html"}  # the front page of a folder is always called index.html
templates_path = ["static"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_use_index = True
html_domain_indices = False
html_theme_options = {
    "top_of_page_buttons": [],
    "light_css_variables": {
        "color-brand-primary": "#0b5d66",
        "color-brand-content": "#0b5d66",
        "color-brand-visited": "#5a3d6b",
        "font-stack": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif",
    },
    "dark_css_variables": {
        "color-brand-primary": "#82cbd2",
        "color-brand-content": "#82cbd2",
        "color-brand-visited": "#c9b3d9",
    },
}
