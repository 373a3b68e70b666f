"""What the pages say about that which a reader's own device does: read a step aloud, remember the way."""

from __future__ import annotations

from toolkit.errors import translatable

# The button that has a step read; the names on the left are what `listen.js` calls them.
LISTEN = {
    "listen": translatable("Listen"),
    "listen_start": translatable("Listen to this step"),
    "listen_pause": translatable("Pause"),
    "listen_on": translatable("Go on listening"),
    "listen_stop": translatable("Stop"),
    "listen_none": translatable(
        "This device has no voice for this language. Often one can be added in its settings, under speech."
    ),
    "listen_remote": translatable(
        "The only voices for this language here work over the internet: what is read would go to the company that "
        "made them. Nothing is sent unless you choose one."
    ),
    "listen_agree": translatable("Choose such a voice"),
    "listen_cannot": translatable("This browser could not read the step aloud."),
}
BY_WHOM = translatable("Read by people: {reader}. Licence: {licence}")

# On the start page, of lessons that were begun; the names on the left are what `way.js` calls them.
WAY = {
    "way_title": translatable("Go on where you were"),
    "way_step": translatable("step {step} of {steps}"),
    "way_won": translatable("exercises solved: {won}"),
    "way_before": translatable("right before the lesson: {before} of 10"),
    "way_both": translatable("right before: {before} of 10; after: {after} of 10"),
    "way_kept": translatable("Only this browser knows it. Nobody is told, and nobody is marked."),
    "way_forget": translatable("Forget it"),
}
