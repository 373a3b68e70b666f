"""Who learns what, when, and did it land?"""

from toolkit.course.exercises.choosing import ChoiceExercise, Option
from toolkit.course.exercises.exercise import Feedback, Mistake, NumberExercise, Said
from toolkit.course.exercises.ladder import clause_ladder
from toolkit.course.exercises.swap import what_was_lost
from toolkit.course.exercises.their_number import never_picks
from toolkit.course.exercises.times_as_often import times_as_often
from toolkit.course.exercises.where_it_arises import where_it_arises
from toolkit.course.topics import TOPICS, Topic

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
