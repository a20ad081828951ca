"""German: the list of integrations, and Manage."""

SENTENCES = {
    # The list
    "Integrations": "Integrationen",
    "{count} connected": "{count} verbunden",
    "{count} integration": "{count} Integration",
    "{count} integrations": "{count} Integrationen",
    "Search integrations": "Integrationen suchen",
    "Category": "Kategorie",
    "All categories": "Alle Kategorien",
    "Filter": "Filter",
    "All": "Alle",
    "Connected": "Verbunden",
    "Not connected": "Nicht verbunden",
    "Coming soon": "Demnächst",
    "Connect": "Verbinden",
    "Manage": "Verwalten",
    "Look again": "Erneut nachsehen",
    "Show all": "Alle anzeigen",
    "There are no integrations yet": "Es gibt noch keine Integrationen",
    "When this application offers some, you will find them here.": (
        "Sobald diese Anwendung welche anbietet, finden Sie sie hier."
    ),
    "No integration matches": "Keine Integration passt dazu",
    "Try fewer words, or look at all of them.": (
        "Versuchen Sie es mit weniger Wörtern, oder sehen Sie sich alle an."
    ),
    "The integrations could not be loaded": "Die Integrationen konnten nicht geladen werden",
    "What was loaded so far is still here.": "Was bisher geladen wurde, ist weiterhin da.",
    "{count} integration could not be read and is not shown.": (
        "{count} Integration war nicht lesbar und wird nicht angezeigt."
    ),
    "{count} integrations could not be read and are not shown.": (
        "{count} Integrationen waren nicht lesbar und werden nicht angezeigt."
    ),
    "The integration that this address leads to is not available here.": (
        "Die Integration, zu der diese Adresse führt, ist hier nicht verfügbar."
    ),
    "{name} is coming soon and cannot be connected yet.": (
        "{name} kommt demnächst und lässt sich noch nicht verbinden."
    ),
    # Manage
    "Manage {name}": "{name} verwalten",
    "Loading what is connected…": "Verbindungen werden geladen …",
    "Loading the settings…": "Einstellungen werden geladen …",
    "The settings could not be loaded": "Die Einstellungen konnten nicht geladen werden",
    "What is shown here stays connected.": "Was hier angezeigt wird, bleibt verbunden.",
    "Your connections": "Ihre Verbindungen",
    "Where several are listed, one of them is in use.": (
        "Wo mehrere stehen, wird eine davon verwendet."
    ),
    "Where several are listed, it is not known here which of them are in use.": (
        "Wo mehrere stehen, ist hier nicht bekannt, welche davon verwendet werden."
    ),
    "Connection": "Verbindung",
    "Unnamed connection": "Verbindung ohne Namen",
    "since {date}": "seit {date}",
    "Settings": "Einstellungen",
    "Settings of {name}": "Einstellungen von {name}",
    "The settings in force cannot be shown here. What you save replaces all of them.": (
        "Die geltenden Einstellungen können hier nicht angezeigt werden. Was Sie speichern,"
        " ersetzt sie alle."
    ),
    "The settings in force cannot be shown here. What you enter here takes their place.": (
        "Die geltenden Einstellungen können hier nicht angezeigt werden. Was Sie hier eingeben,"
        " tritt an ihre Stelle."
    ),
    "Save": "Speichern",
    "Saving your settings…": "Ihre Einstellungen werden gespeichert …",
    "Your settings are saved.": "Ihre Einstellungen sind gespeichert.",
    "Leave without saving?": "Ohne Speichern verlassen?",
    "Reconnect": "Neu verbinden",
    "Disconnect": "Trennen",
    "Disconnect {name}?": "{name} trennen?",
    "Data will stop moving between this application and {name}, and its settings will be"
    " forgotten. You can connect it again at any time.": (
        "Zwischen dieser Anwendung und {name} fließen dann keine Daten mehr, und die Einstellungen"
        " werden vergessen. Sie können jederzeit wieder verbinden."
    ),
    "The others stay connected.": "Die anderen bleiben verbunden.",
    "Keep it connected": "Verbunden lassen",
    "{name} will be disconnected in a moment.": "{name} wird gleich getrennt.",
    "It will be disconnected in a moment. You can still undo this.": (
        "Die Verbindung wird gleich getrennt. Sie können das noch rückgängig machen."
    ),
    "Undo": "Rückgängig machen",
    "Disconnect now": "Jetzt trennen",
    "Disconnecting {name}…": "{name} wird getrennt …",
    "{name} is disconnected.": "{name} ist getrennt.",
    "{name} is not connected.": "{name} ist nicht verbunden.",
    "This was changed meanwhile, in another tab or somewhere else. Here is how it stands now.": (
        "Das wurde inzwischen geändert, in einem anderen Tab oder anderswo. So ist es jetzt."
    ),
    "It is not known whether it is still connected.": (
        "Es ist nicht bekannt, ob die Verbindung noch besteht."
    ),
    "It is still connected.": "Die Verbindung besteht weiterhin.",
    "Your settings were not saved. What you typed is kept.": (
        "Ihre Einstellungen wurden nicht gespeichert. Ihre Eingaben bleiben erhalten."
    ),
    "It is not known whether your settings were saved. What you typed is kept.": (
        "Es ist nicht bekannt, ob Ihre Einstellungen gespeichert wurden. Ihre Eingaben bleiben"
        " erhalten."
    ),
    "Back to the list": "Zurück zur Liste",
    # Days
    "{day} January {year}": "{day}. Januar {year}",
    "{day} February {year}": "{day}. Februar {year}",
    "{day} March {year}": "{day}. März {year}",
    "{day} April {year}": "{day}. April {year}",
    "{day} May {year}": "{day}. Mai {year}",
    "{day} June {year}": "{day}. Juni {year}",
    "{day} July {year}": "{day}. Juli {year}",
    "{day} August {year}": "{day}. August {year}",
    "{day} September {year}": "{day}. September {year}",
    "{day} October {year}": "{day}. Oktober {year}",
    "{day} November {year}": "{day}. November {year}",
    "{day} December {year}": "{day}. Dezember {year}",
}
