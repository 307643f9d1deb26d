"""The reference catalogue that is shipped: 75 items for projects and three for citizens."""

from importlib.resources import files


def reference_texts() -> dict[str, str]:
    """Return the shipped catalogue files, text by name, as ``CatalogueActions.load`` takes them."""
    folder = files("tongjian.catalogue").joinpath("data", "reference")
    parts = [folder, folder.joinpath("forms")]
    return {
        entry.name: entry.read_text(encoding="utf-8")
        for part in parts
        for entry in sorted(part.iterdir(), key=lambda one: one.name)
        if entry.name.endswith((".yaml", ".json"))
    }
