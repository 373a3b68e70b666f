"""Who learns what, when, and did it land?"""

from toolkit.course.choosing import ChoiceExercise, Option
from toolkit.course.exercise import Feedback, Mistake, NumberExercise, Said
from toolkit.course.ladder import clause_ladder
from toolkit.course.swap import what_was_lost
from toolkit.course.their_number import never_picks
from toolkit.course.times_as_often import times_as_often
from toolkit.course.topics import TOPICS, Topic
from toolkit.course.where_it_arises import where_it_arises

__all__ = [
    "TOPICS",
    "ChoiceExercise",
    "Feedback",
    "Mistake",
    "NumberExercise",
    "Option",
    "Said",
    "Topic",
    "clause_ladder",
    "never_picks",
    "times_as_often",
    "what_was_lost",
    "where_it_arises",
]
