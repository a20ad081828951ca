"""German: the wizard, from the overview to the end."""

SENTENCES = {
    "Connect {name}": "{name} verbinden",
    "Reconnect {name}": "{name} neu verbinden",
    "{name} is connected": "{name} ist verbunden",
    "{name} could not be opened": "{name} ließ sich nicht öffnen",
    "Steps": "Schritte",
    "Overview": "Überblick",
    "Configure": "Einrichten",
    "Review": "Prüfen",
    "Back": "Zurück",
    "Next": "Weiter",
    "Close": "Schließen",
    "Leave": "Verlassen",
    "Stay": "Bleiben",
    "Leave without connecting?": "Verlassen, ohne zu verbinden?",
    "What you typed here will be lost. Nothing was sent.": (
        "Was Sie hier eingegeben haben, geht verloren. Es wurde nichts gesendet."
    ),
    "What you typed here will be lost. What was sent may still come through; the list"
    " will show it.": (
        "Was Sie hier eingegeben haben, geht verloren. Was gesendet wurde, kann noch ankommen;"
        " die Liste zeigt es dann."
    ),
    "What you typed here will be lost. Your account is created, and stays.": (
        "Was Sie hier eingegeben haben, geht verloren. Ihr Konto ist angelegt und bleibt."
    ),
    "Getting ready…": "Wird vorbereitet …",
    "This is taking longer than usual.": "Das dauert länger als üblich.",
    # Overview
    "What you will need": "Was Sie brauchen",
    "no sign-in": "keine Anmeldung",
    "an API key": "einen API-Schlüssel",
    "a user name and a password": "einen Benutzernamen und ein Passwort",
    "your consent, in a window of its own": "Ihre Zustimmung, in einem eigenen Fenster",
    "a client ID and a client secret": "eine Client-ID und ein Client-Secret",
    "a shared secret": "ein gemeinsames Geheimnis",
    "a certificate and its key": "ein Zertifikat und seinen Schlüssel",
    "a way of signing in that is not known here": "eine Art der Anmeldung, die hier unbekannt ist",
    "a sign-in that is not completely set up": "eine Anmeldung, die nicht fertig eingerichtet ist",
    "{what}, or a connection that you have already": (
        "{what}, oder eine Verbindung, die Sie schon haben"
    ),
    "A few settings of your own": "Einige eigene Einstellungen",
    "Nothing is connected before you have seen a summary and agreed.": (
        "Es wird nichts verbunden, bevor Sie eine Zusammenfassung gesehen und zugestimmt haben."
    ),
    "Nothing more is needed from you: look it over, then activate it.": (
        "Mehr ist nicht nötig: Prüfen Sie alles, dann aktivieren Sie es."
    ),
    "You make a new connection. The present one goes on working until the new one takes its place;"
    " where only one is allowed, it stops just before.": (
        "Sie stellen eine neue Verbindung her. Die jetzige arbeitet weiter, bis die neue an ihre"
        " Stelle tritt; wo nur eine erlaubt ist, endet sie kurz davor."
    ),
    "Not supported yet": "Noch nicht unterstützt",
    "This cannot be connected from here yet. Nothing was changed. Ask the support of this"
    " application how to connect it.": (
        "Das lässt sich von hier aus noch nicht verbinden. Es wurde nichts geändert. Fragen Sie den"
        " Support dieser Anwendung, wie es geht."
    ),
    # Connect
    "Connect to {name}": "Mit {name} verbinden",
    "This is your account in this application itself.": (
        "Das ist Ihr Konto in dieser Anwendung selbst."
    ),
    "New connection": "Neue Verbindung",
    "Settings of this connection": "Einstellungen dieser Verbindung",
    "{name} asks for no sign-in.": "{name} verlangt keine Anmeldung.",
    "Your password is passed on to the integration service, which signs in to {name} with it for"
    " you.": (
        "Ihr Passwort wird an den Integrationsdienst weitergegeben, der sich damit für Sie bei"
        " {name} anmeldet."
    ),
    "{name} will ask you to allow this:": "{name} wird Sie bitten, dies zu erlauben:",
    "Stay signed in, so that the integration works while you are away": (
        "Angemeldet bleiben, damit die Integration auch läuft, wenn Sie nicht da sind"
    ),
    "Sign in to {name}": "Bei {name} anmelden",
    "A window of its own opens.": "Ein eigenes Fenster öffnet sich.",
    "Waiting for {name}…": "Warten auf {name} …",
    "Bring it to the front": "In den Vordergrund holen",
    "Cancel": "Abbrechen",
    "The window looks closed. If it is still open, finish there; otherwise start again.": (
        "Das Fenster scheint geschlossen zu sein. Ist es noch offen, schließen Sie dort ab;"
        " andernfalls beginnen Sie von vorn."
    ),
    "You are signed in to {name}.": "Sie sind bei {name} angemeldet.",
    "Sign in again": "Erneut anmelden",
    "Signed in.": "Angemeldet.",
    "Signed in": "Angemeldet",
    "Sign in first.": "Melden Sie sich zuerst an.",
    # Review
    "This is what will be sent. Nothing more is connected before you activate it.": (
        "Das wird gesendet. Es wird nichts weiter verbunden, bevor Sie es aktivieren."
    ),
    "This is what will be sent. Nothing is connected before you activate it.": (
        "Das wird gesendet. Es wird nichts verbunden, bevor Sie es aktivieren."
    ),
    "Change": "Ändern",
    "Sign-in": "Anmeldung",
    "not given": "keine Angabe",
    "Your account in this application is connected for you.": (
        "Ihr Konto in dieser Anwendung wird für Sie verbunden."
    ),
    "Your account in this application is connected already.": (
        "Ihr Konto in dieser Anwendung ist bereits verbunden."
    ),
    "Activate": "Aktivieren",
    # Activating
    "Creating your account": "Ihr Konto wird angelegt",
    "Connecting {name}": "{name} wird verbunden",
    "Connecting {name} once more": "{name} wird noch einmal verbunden",
    "Activating {name}": "{name} wird aktiviert",
    "Removing the old activation": "Die alte Aktivierung wird entfernt",
    "Removing the old activation, since only one is allowed": (
        "Die alte Aktivierung wird entfernt, da nur eine erlaubt ist"
    ),
    "Making the new connection before anything is removed": (
        "Die neue Verbindung wird hergestellt, bevor etwas entfernt wird"
    ),
    "Only one activation is allowed here, so the old one stops just before the new one takes its"
    " place. If the new one is refused, the old one is put back if that can be done.": (
        "Hier ist nur eine Aktivierung erlaubt, daher endet die alte, kurz bevor die neue an ihre"
        " Stelle tritt. Wird die neue abgelehnt, so kommt die alte zurück, wenn das möglich ist."
    ),
    "Restoring what was there before": "Was vorher da war, wird wiederhergestellt",
    "done": "erledigt",
    "in progress": "in Arbeit",
    "waiting": "wartet",
    "This is taking longer than usual. Please leave this page open.": (
        "Das dauert länger als üblich. Bitte lassen Sie diese Seite offen."
    ),
    # The end
    "Done": "Fertig",
    "Data can now move between this application and {name}. You can change or disconnect it at any"
    " time with Manage.": (
        "Zwischen dieser Anwendung und {name} können jetzt Daten fließen. Unter Verwalten können"
        " Sie das jederzeit ändern oder trennen."
    ),
    "The activation was sent before this page was loaded anew. It is looked for now…": (
        "Die Aktivierung wurde gesendet, bevor diese Seite neu geladen wurde. Jetzt wird nach ihr"
        " gesehen …"
    ),
    "Your answers are kept, but for what is secret.": (
        "Ihre Angaben bleiben erhalten, außer dem, was geheim ist."
    ),
    "not accepted": "nicht angenommen",
    "The page was loaded anew: please sign in once more.": (
        "Die Seite wurde neu geladen: Bitte melden Sie sich noch einmal an."
    ),
    "The page was loaded anew, and no secret is ever kept: please enter it once more.": (
        "Die Seite wurde neu geladen, und Geheimes wird nie aufbewahrt: Bitte geben Sie es noch"
        " einmal ein."
    ),
    "{name} is not connected": "{name} ist nicht verbunden",
    "This may be the old activation, put back after the new one was refused. If it still does not"
    " work, reconnect it with Manage.": (
        "Das ist vielleicht die alte Aktivierung, wiederhergestellt, nachdem die neue abgelehnt"
        " wurde. Funktioniert sie immer noch nicht, verbinden Sie sie unter Verwalten neu."
    ),
    "{name} was not reconnected": "{name} wurde nicht neu verbunden",
    "It is not known whether {name} was connected": (
        "Es ist nicht bekannt, ob {name} verbunden wurde"
    ),
    "It is not known whether {name} was reconnected": (
        "Es ist nicht bekannt, ob {name} neu verbunden wurde"
    ),
    "Nothing was changed.": "Es wurde nichts geändert.",
    "Your answers are kept.": "Ihre Angaben bleiben erhalten.",
    "Your account was created, and your answers are kept.": (
        "Ihr Konto wurde angelegt, und Ihre Angaben bleiben erhalten."
    ),
    "The old activation is still in place and goes on working.": (
        "Die alte Aktivierung besteht weiterhin und arbeitet weiter."
    ),
    "What was there before is restored and goes on working.": (
        "Was vorher da war, ist wiederhergestellt und arbeitet weiter."
    ),
    "It is activated again.": "Die Aktivierung besteht wieder.",
    "Which connection it used before is not known: now it uses the newest one that fits.": (
        "Welche Verbindung sie vorher verwendet hat, ist nicht bekannt: Jetzt verwendet sie die"
        " neueste, die passt."
    ),
    "Its settings from before are not known: now it has those that you entered here.": (
        "Ihre Einstellungen von vorher sind nicht bekannt: Jetzt gelten die, die Sie hier"
        " eingegeben haben."
    ),
    "What is in place now, the old activation, the new one or none, is not known. Trying again"
    " looks first.": (
        "Was jetzt gilt, die alte Aktivierung, die neue oder keine, ist nicht bekannt. Ein neuer"
        " Versuch sieht zuerst nach."
    ),
    "The old activation had to be removed first and could not be restored.": (
        "Die alte Aktivierung musste zuerst entfernt werden und ließ sich nicht wiederherstellen."
    ),
    "It is not known whether the old activation was removed. Look for it with Manage.": (
        "Es ist nicht bekannt, ob die alte Aktivierung entfernt wurde. Sehen Sie unter Verwalten"
        " nach."
    ),
    "The old activation could not be removed and is still there beside the new one. Remove it with"
    " Manage.": (
        "Die alte Aktivierung ließ sich nicht entfernen und besteht noch neben der neuen. Entfernen"
        " Sie sie unter Verwalten."
    ),
}
