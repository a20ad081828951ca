"""German: fields, files, and what is wrong with an answer."""

SENTENCES = {
    # Fields
    "required": "erforderlich",
    "Show": "Anzeigen",
    "Choose…": "Auswählen …",
    "No choice": "Keine Auswahl",
    "Yes": "Ja",
    "No": "Nein",
    "None": "Nichts",
    "No name": "Ohne Namen",
    "API key": "API-Schlüssel",
    "User name": "Benutzername",
    "Password": "Passwort",
    "Client ID": "Client-ID",
    "Client secret": "Client-Secret",
    "Shared secret": "Gemeinsames Geheimnis",
    "Certificate": "Zertifikat",
    "Private key": "Privater Schlüssel",
    "Certificate authority": "Zertifizierungsstelle",
    "Only if the other system's own certificate is signed by a private authority.": (
        "Nur, wenn das Zertifikat des anderen Systems von einer privaten Stelle unterschrieben ist."
    ),
    "The other system may call it “{name}”.": "Das andere System nennt es vielleicht „{name}“.",
    "{label} ({number})": "{label} ({number})",
    "Name": "Name",
    "Value": "Wert",
    "Item {number}": "Eintrag {number}",
    "Entry {number}": "Eintrag {number}",
    "Option {number}": "Möglichkeit {number}",
    "Text": "Text",
    "Number": "Zahl",
    "Whole number": "Ganze Zahl",
    "Yes or no": "Ja oder nein",
    "List": "Liste",
    "Group of settings": "Gruppe von Einstellungen",
    "In UTC.": "In UTC.",
    "As JSON.": "Als JSON.",
    "Add": "Hinzufügen:",
    "Remove": "Entfernen:",
    "Remove this file": "Diese Datei entfernen",
    "Move up": "Nach oben:",
    "Move down": "Nach unten:",
    # Files
    "{label} from a file": "{label} aus einer Datei",
    "PEM text, with its lines BEGIN and END. Paste it, or choose its file.": (
        "PEM-Text mit seinen Zeilen BEGIN und END. Fügen Sie ihn ein, oder wählen Sie die Datei"
        " aus."
    ),
    "Type or paste it, or choose its file.": (
        "Geben Sie es ein, fügen Sie es ein, oder wählen Sie die Datei aus."
    ),
    "A file of {size} bytes is chosen.": "Eine Datei mit {size} Byte ist ausgewählt.",
    "a file of {size} bytes": "eine Datei mit {size} Byte",
    "A file is chosen as well. Keep one: empty this, or remove the file.": (
        "Es ist auch eine Datei ausgewählt. Behalten Sie eines von beiden: Leeren Sie dieses Feld,"
        " oder entfernen Sie die Datei."
    ),
    "A character in this is damaged and cannot be sent. Enter it again.": (
        "Ein Zeichen hierin ist beschädigt und kann nicht gesendet werden. Geben Sie es erneut ein."
    ),
    "This file is empty.": "Diese Datei ist leer.",
    "This file is not text. Choose the PEM file.": (
        "Diese Datei ist kein Text. Wählen Sie die PEM-Datei aus."
    ),
    "This file is too large; at most {size} kB are accepted.": (
        "Diese Datei ist zu groß; höchstens {size} kB werden angenommen."
    ),
    "This file could not be read. Choose it again.": (
        "Diese Datei ließ sich nicht lesen. Wählen Sie sie noch einmal aus."
    ),
    "a certificate": "ein Zertifikat",
    "a private key": "ein privater Schlüssel",
    "something else ({label})": "etwas anderes ({label})",
    "This is {kind}; {wanted} belongs here.": "Das ist {kind}; hierher gehört {wanted}.",
    "This is not PEM text. It begins with “-----BEGIN”; {wanted} belongs here.": (
        "Das ist kein PEM-Text. Er beginnt mit „-----BEGIN“; hierher gehört {wanted}."
    ),
    "The end of this PEM text is missing. Copy it again, from the first dash to the last.": (
        "Das Ende dieses PEM-Textes fehlt. Kopieren Sie ihn noch einmal, vom ersten bis zum letzten"
        " Strich."
    ),
    "This PEM text is damaged. Copy it again, from the first dash to the last.": (
        "Dieser PEM-Text ist beschädigt. Kopieren Sie ihn noch einmal, vom ersten bis zum letzten"
        " Strich."
    ),
    "This is too long; at most 64 kB are accepted.": (
        "Das ist zu lang; höchstens 64 kB werden angenommen."
    ),
    "This key is protected by a passphrase. Give the key without one.": (
        "Dieser Schlüssel ist durch eine Passphrase geschützt. Geben Sie ihn ohne eine an."
    ),
    # What is wrong
    "Please look at this again. What you typed is kept.": (
        "Bitte sehen Sie sich das noch einmal an. Was Sie eingegeben haben, bleibt erhalten."
    ),
    "This is needed.": "Das wird gebraucht.",
    "Secrets are not kept when the page is loaded again. Enter it once more.": (
        "Geheimes wird beim Neuladen der Seite nicht aufbewahrt. Geben Sie es noch einmal ein."
    ),
    "Choose one.": "Wählen Sie etwas aus.",
    "Add {label}.": "Fügen Sie {label} hinzu.",
    "This was refused.": "Das wurde abgelehnt.",
    "This does not have the expected form.": "Das hat nicht die erwartete Form.",
    "Remove the line break; it cannot be part of this.": (
        "Entfernen Sie den Zeilenumbruch; er kann nicht dazugehören."
    ),
    "Check this value.": "Prüfen Sie diesen Wert.",
    "Choose one of the values offered.": "Wählen Sie einen der angebotenen Werte.",
    "Enter a number.": "Geben Sie eine Zahl ein.",
    "Enter a whole number.": "Geben Sie eine ganze Zahl ein.",
    "Enter a number with a point for decimals and no separators, such as 1234.5.": (
        "Geben Sie eine Zahl mit Dezimalpunkt und ohne Trennzeichen ein, etwa 1234.5."
    ),
    "Enter a number with fewer digits.": "Geben Sie eine Zahl mit weniger Stellen ein.",
    "{word} is not a number that can be sent.": ("{word} ist keine Zahl, die sich senden lässt."),
    "Enter a number of at least {limit}.": "Geben Sie eine Zahl ab {limit} ein.",
    "Enter a number of at most {limit}.": "Geben Sie eine Zahl bis {limit} ein.",
    "Enter a number greater than {limit}.": "Geben Sie eine Zahl über {limit} ein.",
    "Enter a number less than {limit}.": "Geben Sie eine Zahl unter {limit} ein.",
    "Enter a multiple of {limit}.": "Geben Sie ein Vielfaches von {limit} ein.",
    "Enter at least {limit} characters.": "Geben Sie mindestens {limit} Zeichen ein.",
    "Enter at most {limit} characters.": "Geben Sie höchstens {limit} Zeichen ein.",
    "Enter at least one character.": "Geben Sie mindestens ein Zeichen ein.",
    "Enter at most one character.": "Geben Sie höchstens ein Zeichen ein.",
    "Give at least one entry.": "Geben Sie mindestens einen Eintrag an.",
    "Give at most one entry.": "Geben Sie höchstens einen Eintrag an.",
    "Give at least {limit}.": "Geben Sie mindestens {limit} an.",
    "Give at most {limit}.": "Geben Sie höchstens {limit} an.",
    "Give at least {limit} entries.": "Geben Sie mindestens {limit} Einträge an.",
    "Give at most {limit} entries.": "Geben Sie höchstens {limit} Einträge an.",
    "Enter every value only once.": "Geben Sie jeden Wert nur einmal an.",
    "Enter every name only once.": "Geben Sie jeden Namen nur einmal an.",
    "Enter valid JSON.": "Geben Sie gültiges JSON ein.",
    "Enter JSON with fewer levels.": "Geben Sie JSON mit weniger Ebenen ein.",
    "One of the values that are needed is missing.": "Einer der nötigen Werte fehlt.",
    "This name is not possible here.": "Dieser Name ist hier nicht möglich.",
    "This value is not possible here.": "Dieser Wert ist hier nicht möglich.",
    "Enter a value of the kind that is asked for.": (
        "Geben Sie einen Wert der Art ein, nach der gefragt wird."
    ),
    "Nothing can be entered here.": "Hier kann nichts eingegeben werden.",
    "These answers do not go together. Change one of them.": (
        "Diese Angaben passen nicht zusammen. Ändern Sie eine davon."
    ),
    "Enter a date.": "Geben Sie ein Datum ein.",
    "Enter a time.": "Geben Sie eine Uhrzeit ein.",
    "Enter a date and a time.": "Geben Sie Datum und Uhrzeit ein.",
    "Enter an e-mail address, such as name@example.com.": (
        "Geben Sie eine E-Mail-Adresse ein, etwa name@example.com."
    ),
    "Enter a full address, such as https://example.com/.": (
        "Geben Sie eine vollständige Adresse ein, etwa https://example.com/."
    ),
    "Enter an id of 32 hexadecimal digits in five groups.": (
        "Geben Sie eine Kennung aus 32 hexadezimalen Ziffern in fünf Gruppen ein."
    ),
    "Enter an IP address, such as 192.0.2.1.": "Geben Sie eine IP-Adresse ein, etwa 192.0.2.1.",
}
