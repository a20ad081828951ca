"""The languages that the hub speaks besides English; each is imported when it is asked for."""

from hub.texts import Catalogue


def words_for(locale: str) -> Catalogue:
    """Give the catalogue for a BCP 47 tag; English, which needs none, where there is no other."""
    match locale.replace("_", "-").lower().partition("-")[0]:
        case "de":
            from hub.languages.german import SENTENCES

            return SENTENCES
        case _:
            return {}
