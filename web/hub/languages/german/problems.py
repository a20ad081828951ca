"""German: what went wrong, what is kept, what to do."""

SENTENCES = {
    "Try again": "Erneut versuchen",
    "This did not work": "Das hat nicht geklappt",
    "Reference for support: {id}": "Kennung für den Support: {id}",
    "The integrations service could not be reached.": (
        "Der Integrationsdienst war nicht erreichbar."
    ),
    "Check your internet connection, then try again. A firewall or a browser extension may also be"
    " in the way.": (
        "Prüfen Sie Ihre Internetverbindung, dann versuchen Sie es erneut. Auch eine Firewall oder"
        " eine Browser-Erweiterung kann im Weg sein."
    ),
    "The integrations service took too long to answer.": (
        "Der Integrationsdienst hat zu lange für eine Antwort gebraucht."
    ),
    "Try again in a moment.": "Versuchen Sie es gleich noch einmal.",
    "The activation was sent before this page was loaded anew, and has not shown up so far.": (
        "Die Aktivierung wurde gesendet, bevor diese Seite neu geladen wurde, und ist bisher nicht"
        " zu sehen."
    ),
    "It may still come through: look again in a moment. To send it once more, go back; before"
    " anything is sent, it is looked for again.": (
        "Sie kann noch ankommen: Sehen Sie gleich noch einmal nach. Um sie noch einmal zu senden,"
        " gehen Sie zurück; bevor etwas gesendet wird, wird erneut nach ihr gesehen."
    ),
    "You are offline.": "Sie sind offline.",
    "Connect to the internet, then try again.": (
        "Stellen Sie eine Internetverbindung her, dann versuchen Sie es erneut."
    ),
    "This application could not sign you in to your integrations.": (
        "Diese Anwendung konnte Sie nicht bei Ihren Integrationen anmelden."
    ),
    "This application could not supply your connection to itself.": (
        "Diese Anwendung konnte Ihre Verbindung zu ihr selbst nicht liefern."
    ),
    "Try again. If it happens again, tell the support of this application.": (
        "Versuchen Sie es erneut. Geschieht es wieder, sagen Sie es dem Support dieser Anwendung."
    ),
    "You are signed out.": "Sie sind abgemeldet.",
    "Sign in again, then come back to this page.": (
        "Melden Sie sich wieder an, dann kommen Sie auf diese Seite zurück."
    ),
    "This application did not allow your integrations to be shown here.": (
        "Diese Anwendung hat nicht erlaubt, Ihre Integrationen hier anzuzeigen."
    ),
    "Reload the page. If it happens again, tell the support of this application.": (
        "Laden Sie die Seite neu. Geschieht es wieder, sagen Sie es dem Support dieser Anwendung."
    ),
    "This application answered with something other than a sign-in for your integrations.": (
        "Diese Anwendung hat mit etwas anderem geantwortet als mit einer Anmeldung bei Ihren"
        " Integrationen."
    ),
    "You may have been signed out: reload the page and sign in again.": (
        "Vielleicht wurden Sie abgemeldet: Laden Sie die Seite neu und melden Sie sich wieder an."
    ),
    "This application has no sign-in for integrations at the expected address.": (
        "Diese Anwendung hat an der erwarteten Adresse keine Anmeldung für Integrationen."
    ),
    "Tell the support of this application.": "Sagen Sie es dem Support dieser Anwendung.",
    "Someone else signed in meanwhile.": "Inzwischen hat sich jemand anderes angemeldet.",
    "Reload the page to see their integrations.": (
        "Laden Sie die Seite neu, um deren Integrationen zu sehen."
    ),
    "You are not allowed to do this.": "Das ist Ihnen nicht erlaubt.",
    "Ask the person who manages your account, or the support of this application.": (
        "Fragen Sie die Person, die Ihr Konto verwaltet, oder den Support dieser Anwendung."
    ),
    "This is not available here, or not any more.": (
        "Das ist hier nicht verfügbar, oder nicht mehr."
    ),
    "Go back to the list; if it is empty, tell the support of this application.": (
        "Gehen Sie zurück zur Liste; ist sie leer, sagen Sie es dem Support dieser Anwendung."
    ),
    "Something in this was not accepted.": "Etwas darin wurde nicht angenommen.",
    "Change it, then try again.": "Ändern Sie es, dann versuchen Sie es erneut.",
    "Something with the same name exists already, or changed meanwhile.": (
        "Etwas mit demselben Namen gibt es schon, oder es hat sich inzwischen geändert."
    ),
    "The name of a new connection was not accepted.": (
        "Der Name einer neuen Verbindung wurde nicht angenommen."
    ),
    "Try again: another name is used then. If it happens again, tell the support of this"
    " application.": (
        "Versuchen Sie es erneut: Dann wird ein anderer Name verwendet. Geschieht es wieder, sagen"
        " Sie es dem Support dieser Anwendung."
    ),
    "Go back to the list to see how things stand, or try again.": (
        "Gehen Sie zurück zur Liste, um den Stand zu sehen, oder versuchen Sie es erneut."
    ),
    "There were too many requests in a short time.": ("Es gab zu viele Anfragen in kurzer Zeit."),
    "Wait a minute, then try again.": "Warten Sie eine Minute, dann versuchen Sie es erneut.",
    "The integrations service has a problem of its own.": (
        "Der Integrationsdienst hat selbst ein Problem."
    ),
    "Try again in a moment. If it happens again, tell the support of this application.": (
        "Versuchen Sie es gleich noch einmal. Geschieht es wieder, sagen Sie es dem Support dieser"
        " Anwendung."
    ),
    "The other system gave an answer that cannot be read.": (
        "Das andere System hat eine Antwort gegeben, die nicht lesbar ist."
    ),
    "The integrations service gave an answer that cannot be read.": (
        "Der Integrationsdienst hat eine Antwort gegeben, die nicht lesbar ist."
    ),
    "The browser did not let the window open.": (
        "Der Browser hat das Fenster nicht öffnen lassen."
    ),
    "Allow pop-up windows for this page, then use the button once more.": (
        "Erlauben Sie Pop-up-Fenster für diese Seite, dann nutzen Sie die Schaltfläche noch einmal."
    ),
    "The window was closed before you had finished.": (
        "Das Fenster wurde geschlossen, bevor Sie fertig waren."
    ),
    "Start again when you like.": "Beginnen Sie von vorn, wann Sie möchten.",
    "Start again.": "Beginnen Sie von vorn.",
    "The other system did not give its consent.": ("Das andere System hat nicht zugestimmt."),
    "If you declined by mistake, start again and allow it.": (
        "Falls Sie versehentlich abgelehnt haben, beginnen Sie von vorn und erlauben Sie es."
    ),
    "You declined.": "Sie haben abgelehnt.",
    "Nothing was connected. Start again if you change your mind.": (
        "Es wurde nichts verbunden. Beginnen Sie von vorn, falls Sie es sich anders überlegen."
    ),
    "The other system could not finish the sign-in.": (
        "Das andere System konnte die Anmeldung nicht abschließen."
    ),
    "Nothing was connected. Start again in a moment.": (
        "Es wurde nichts verbunden. Beginnen Sie gleich noch einmal von vorn."
    ),
    "The answer does not belong to this sign-in, so it was not used.": (
        "Die Antwort gehört nicht zu dieser Anmeldung und wurde deshalb nicht verwendet."
    ),
    "Start again. Use only the window that this page opens.": (
        "Beginnen Sie von vorn. Verwenden Sie nur das Fenster, das diese Seite öffnet."
    ),
    "The sign-in took too long, and was given up.": (
        "Die Anmeldung hat zu lange gedauert und wurde aufgegeben."
    ),
    "The window was closed again: its address had grown too old.": (
        "Das Fenster wurde wieder geschlossen: Seine Adresse war zu alt."
    ),
    "There is a new one in a moment. Use the button once more.": (
        "Gleich gibt es eine neue. Nutzen Sie die Schaltfläche noch einmal."
    ),
    "Something went wrong in this page itself.": "In dieser Seite selbst ist etwas schiefgegangen.",
    "Go on from the list, or reload.": "Machen Sie bei der Liste weiter, oder laden Sie neu.",
}
