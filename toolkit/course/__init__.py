"""Who learns what, when, and did it land?"""

from toolkit.course.exercises.choosing import ChoiceExercise, Option
from toolkit.course.exercises.clause_strength import clause_ladder
from toolkit.course.exercises.exercise import Feedback, Mistake, NumberExercise, Said
from toolkit.course.exercises.five_places import five_places
from toolkit.course.exercises.marking import MarkingExercise, Passage
from toolkit.course.exercises.rewritten_sentence import what_was_lost
from toolkit.course.exercises.sorting import SortingExercise
from toolkit.course.exercises.their_number import never_picks
from toolkit.course.exercises.times_as_often import times_as_often
from toolkit.course.exercises.where_it_arises import where_it_arises
from toolkit.course.exercises.written import exercise, written_exercises
from toolkit.course.materials.piece import Piece
from toolkit.course.materials.pieces import pieces
from toolkit.course.quizzes import Quiz, quiz
from toolkit.course.store.entry import FOLLOWED_UP, KINDS, Entry
from toolkit.course.store.store import Store
from toolkit.course.store.tally import SMALLEST, Tally, publish
from toolkit.course.topics import TOPICS, Topic
from toolkit.course.worksheets import Worksheet, worksheet, written_worksheets

__all__ = [
    "FOLLOWED_UP",
    "KINDS",
    "SMALLEST",
    "TOPICS",
    "ChoiceExercise",
    "Entry",
    "Feedback",
    "MarkingExercise",
    "Mistake",
    "NumberExercise",
    "Option",
    "Passage",
    "Piece",
    "Quiz",
    "Said",
    "SortingExercise",
    "Store",
    "Tally",
    "Topic",
    "Worksheet",
    "clause_ladder",
    "exercise",
    "five_places",
    "never_picks",
    "pieces",
    "publish",
    "quiz",
    "times_as_often",
    "what_was_lost",
    "where_it_arises",
    "worksheet",
    "written_exercises",
    "written_worksheets",
]
