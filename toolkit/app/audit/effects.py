"""What it means for people to be chosen, as the page asks it."""

from __future__ import annotations

from toolkit.errors import translatable

EFFECT = translatable("What does it mean for people to be chosen?")
EFFECTS = {
    "burden": translatable("It is bad for them: a check, a refusal, a fine, a dismissal"),
    "benefit": translatable("It is good for them: a job, a promotion, support, a permit"),
}
