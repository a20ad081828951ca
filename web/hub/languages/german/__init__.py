"""German: polite, plain, without a form of address that is either too close or too stiff."""

from hub.languages.german import forms, integrations, problems, wizard
from hub.texts import Catalogue

SENTENCES: Catalogue = {
    "en": "de",
    "ltr": "ltr",
    **integrations.SENTENCES,
    **wizard.SENTENCES,
    **forms.SENTENCES,
    **problems.SENTENCES,
}
