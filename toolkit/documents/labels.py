"""The few words that a document needs besides those it was given."""

from toolkit.errors import translatable

SIGNATURE = translatable("Name, position and signature")
PLACE_AND_DATE = translatable("Place and date")
NOTE = translatable("Note:")  # with its colon: French has a space before it
WARNING = translatable("Important:")
REPORT = translatable("Report")
TABLE = translatable("Table {n}")
SEE_SHEET = translatable("The table “{caption}” stands on the sheet “{sheet}”.")
CHOICES = translatable("To choose from")
