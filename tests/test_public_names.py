"""The public face: what people who write code of their own rely on. A name that goes, goes on purpose and is told."""

from __future__ import annotations

import importlib
import inspect

import pytest

NAMES = {
    "audit": """
        AdjustedFinding AmountFinding Amounts AuditResult BootstrapInterval BoundsFinding
        CalibrationFinding ChangeFinding ChosenBefore ClaimAnswer CountedAsFinding DecisionLog
        EqualizedOddsFinding Evidence FOUR_FIFTHS Finding Funnel FunnelFinding GapFinding Inside
        LeftOutFinding MEASURES MaterialDifference Measure MissingFinding NoAmountFinding NoSignalFinding
        OutcomeTestFinding OverTime PayAssessmentFinding Plot Proxies ProxyFinding RangeFinding Recipe
        Recomputed Release RevealedFinding RevealingDifference Review ReviewFinding RoundingFinding
        RowFinding SelectiveLabelsFinding SignalFinding Standardised StandardisedFinding Step Survey
        SurveyFinding UnfinishedFinding WeightsFinding WithheldFinding answer_claim audit audit_amounts
        audit_funnel audit_over_time audit_review audit_survey bootstrap_interval brief_document
        compare_releases find_proxies inside_strata letter_document read_recipe recompute report_document
        standardise write_brief write_letter
    """,
    "bargaining": """
        Agreement Alarm Blank Change Changes Clause ClauseText Concession Decision Demand Demands
        DraftArticle Due Issue IssueState KeptPromise Look Need Negotiation Offer Problem ProposalReading
        Question RULES Round Rule STRENGTHS TouchedClause Watched changes_document check_promises checklist
        copy_clause library proposal_document read_clause read_proposal standing suggest use_clause watch
        write_redline
    """,
    "charts": """
        Bar CountPoint CountsFigure Crowd CrowdsFigure Figure GapPoint GapsFigure MOST_ROWS MapPicture
        MapPoint PeoplePanel PeoplePicture RoundsLine RoundsPicture SharePoint SharesFigure draw_actor_map
        draw_actor_map_png draw_bars draw_counts draw_people draw_png draw_rounds draw_svg share_out
    """,
    "course": """
        ChoiceExercise Entry FOLLOWED_UP Feedback KINDS MarkingExercise Mistake NumberExercise Option
        Passage Piece Quiz SMALLEST Said SortingExercise Store TOPICS Tally Topic Worksheet clause_ladder
        exercise five_places never_picks pieces publish quiz times_as_often what_was_lost where_it_arises
        worksheet written_exercises written_worksheets
    """,
    "documents": """
        Article Band Bilingual Block Bullets Card CardSheets Changed Deck Document Facts Form FormColumn
        Heading Line Numbered Paragraph Part Picture Poster Reference Signatures Slide Table Text html_of
        read_docx write write_bytes write_cards_pdf write_deck_html write_deck_pdf write_docx write_form
        write_html write_markdown write_pdf write_poster_pdf write_text write_xlsx
    """,
    "exchange": """
        Actor ActorMap Alike Bridge Brief Campaign CampaignStep Elsewhere Merged Problem PublicationRefused
        Shared duplicates merge new_id problems publish read_records who_else write_records
    """,
    "languages": """
        AmountRules COMPLETE KNOWN Language Measure Plural UnknownLanguage amount_rules is_reviewed isolate
        read_amount read_number strip translatable translatable_plural write_notebooks
    """,
    "rights": """
        AskedEmployer Employer Provision UnknownEmployer UnknownPlace UnknownRight UnknownSituation
        WhatApplies provisions what_applies
    """,
    "governance": """
        Alternative Answer Answers Body Emptiness Gap Score System Systems Tracker alternative_document
        bank charter_document compare_scores from_standard problems_of promises_of questionnaire
        read_answers read_body read_tracker score to_standard who_else write_questionnaire write_year
    """,
    "app": """
        ask ask_management ask_ten assess_system audit_file build_body choose_clause claim_rights
        compare_answer discuss draft_clause fill_in follow_agreement follow_charter follow_course
        map_allies plan_course play_table record_system say_findings share_record show_actors show_answer
        show_case show_cases show_controls show_course show_example_chart show_example_table show_feedback show_figures
        show_inside show_law show_people show_practices show_region show_strengths show_workshop
        take_materials weaken_draft
    """,
    "serving": """
        LessonCard ToolkitServer lessons serve
    """,
}


@pytest.mark.parametrize("room", NAMES)
def test_each_room_hands_on_these_names_and_no_other(room: str) -> None:
    module = importlib.import_module(f"toolkit.{room}")
    assert sorted(module.__all__) == NAMES[room].split()
    for name in module.__all__:
        assert getattr(module, name) is not None


@pytest.mark.parametrize("room", NAMES)
def test_each_public_function_and_class_says_what_it_means_and_names_every_parameter_that_is_not_plain(
    room: str,
) -> None:
    module = importlib.import_module(f"toolkit.{room}")
    for name in module.__all__:
        one = getattr(module, name)
        if inspect.isfunction(one) or inspect.isclass(one):
            assert (one.__doc__ or "").strip(), f"{room}.{name} has no docstring"
            assert not one.__doc__.startswith(f"{name}("), f"{room}.{name} has only a generated docstring"
