"""The words of an audit of human review."""

from __future__ import annotations

from toolkit.languages import translatable

TITLE = translatable("What people change about what the system recommends")
PICTURE = translatable("Human review: how many times as often as {reference}")
OTHERWISE = translatable("were decided otherwise than the system recommended")
RECOMMENDED = translatable("were recommended for it by the system")
NOT_RECOMMENDED = translatable("were not recommended for it by the system")
WRONGLY = translatable("had a recommendation that turned out wrong")
SAME_COLUMN = translatable(
    "The recommendation and the final decision are the same column “{column}”. What people change can only be seen "
    "where both are recorded."
)
WITHHELD = translatable(
    "How often people changed a recommendation is not shown: the numbers are so small that few people could be "
    "recognised."
)
CHANGED = translatable("Of {people} recommendations, people changed {changed}: {share}, between {low} and {high}.")
TOKEN_CAUGHT = translatable(
    "Of {people} recommendations that turned out wrong, people changed {changed}: {share}, at most {high}. That is "
    "less than the {token} below which review is called a stamp here: people hardly ever stopped what was wrong."
)
CAUGHT = translatable("Of {people} recommendations that turned out wrong, people changed {changed}: {share}.")
SELDOM = translatable(
    "That is less than {token}, so review changes hardly anything. It does not show that nobody looked: the "
    "recommendations may have been right. Ask how many turned out wrong, and how much time there is for a case."
)
SELDOM_AND_RIGHT = translatable(
    "That is less than {token}. But where a recommendation turned out wrong, people did change it: this is no stamp."
)
CAUGHT_OPEN = translatable("Of so few wrong recommendations it cannot be told whether people stop them.")
NOT_SELDOM = translatable("Recommendations are not simply stamped: more than {token} are changed.")
TOO_FEW = translatable("Too few recommendations to tell whether fewer than {token} are changed.")
PARTS_DIFFER = translatable("It is not so everywhere: of {group}, {share} were changed.")
ONE_SIDED = translatable(
    "What turned out true is known after one final decision only. So it cannot be told whether people stop wrong "
    "recommendations."
)
THRESHOLD_OURS = translatable("The {token} are a choice of whoever audits, and no norm.")
NO_REVIEW = translatable("The codebook of “{name}” describes no review. Use audit_review() with columns of your own.")
