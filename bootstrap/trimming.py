"""Says which files of a frozen program a till never opens; used by pyinstaller.spec.

Destinations are spelled with either slash: PyInstaller uses the machine's own.
"""

import re

KEPT_PLUGINS = {
    "platforms": {"qxcb", "qoffscreen", "qminimal", "qwindows"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "imageformats": {"qico", "qjpeg", "qsvg"},
    "iconengines": {"qsvgicon"},
    "styles": {"qmodernwindowsstyle"},
}
PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/(?P<kind>[^/]+)/(?:lib)?(?P<name>[^/.]+)")
TRANSLATION = re.compile(r"PySide6/(?:Qt/)?translations/(?!qt(?:base)?_zh_CN\.qm$)")
LIBRARY = re.compile(
    r"(?:^|/)(?:opengl32sw\.dll|(?:lib)?Qt6?(?:Qml|Quick|Network|Pdf|VirtualKeyboard"
    r"|Wayland|WlShell|EglFS|OpenGL|PrintSupport|Designer|Test|Sql|Xml)\w*\.)"
)
OTHERS_FONT = re.compile(r"NotoSerifSC")  # receipts are set in the sans-serif


def is_wanted(destination: str) -> bool:
    """Tell whether a till may need this file, named as inside the program's folder."""
    path = destination.replace("\\", "/")
    if plugin := PLUGIN.search(path):
        return plugin["name"] in KEPT_PLUGINS.get(plugin["kind"], set())
    unwanted = (TRANSLATION, LIBRARY, OTHERS_FONT)
    return not any(pattern.search(path) for pattern in unwanted)
