"""One tool, one table, one process: prints how long the task took, its peak memory and the shares it found.

Started by audit_speed.py, for a peer by the Python of that peer's own environment: nothing of the toolkit is imported
here unless it is the toolkit that is measured. The task is the same for everybody: all rates of all groups of each
characteristic and of one crossing. Imports, and for tools that work in memory reading the file into the form they
want, are timed apart from the task. Each tool does the task once on a small table before, so that nobody's clock holds
what is loaded or compiled at the first call.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import resource
import sys
import time
import warnings

CHARACTERISTICS = ("origin", "age", "region")
CROSSED = ("origin", "age")
CROSSING = " × ".join(CROSSED)
COLUMNS = [*CHARACTERISTICS, "flagged", "overpaid"]
RATES = ("selection_rate", "false_positive_rate", "false_negative_rate", "precision")


# --- the toolkit, and what it stands on ------------------------------------------------------------------------------


def work_toolkit(path, **roles):
    from toolkit.audit import DecisionLog, audit

    log = DecisionLog(
        path,
        decision="flagged",
        selected=[1],
        effect="burden",
        groups=CHARACTERISTICS,
        outcome="overpaid",
        outcome_true=[1],
        **roles,
    )
    return audit(log, cross=[CROSSED])


def say_toolkit(result):
    found = {}
    for row in result.rates.itertuples():
        if row.measure in RATES:
            found.setdefault(f"{row.characteristic}: {row.group}", {})[row.measure] = row.value
    assert set(result.gaps["verdict"]) <= {"shown", "too_few", "not_shown"}
    return found


def work_toolkit_with_score(path):
    return work_toolkit(path, score="points")


def work_duckdb(path):
    import duckdb

    keys = ", ".join(COLUMNS)
    cells = duckdb.sql(f"SELECT {keys}, count(*) AS people FROM read_parquet('{path}') GROUP BY {keys}").df()
    return shares_of_cells(cells)


def work_scan(path):
    import duckdb

    # Lengths and sums cannot be told from the file's statistics, as a plain max or a count can: EXPLAIN ANALYZE shows
    # the same scan of all row groups, decoding the same columns, as under the GROUP BY. Both get texts as codes and a
    # small dictionary for each row group; a length is looked up once an entry, so this floor is a low one.
    asked = [f"max(length({name}))" for name in CHARACTERISTICS] + ["sum(flagged)", "sum(overpaid)"]
    duckdb.sql(f"SELECT {', '.join(asked)} FROM read_parquet('{path}')").fetchall()
    return {}


# --- data frames, by hand --------------------------------------------------------------------------------------------


def read_pandas(path):
    import pandas as pd

    return pd.read_parquet(path, columns=COLUMNS)


def work_pandas(frame):
    return shares_of_cells(frame.groupby(COLUMNS, observed=True).size().rename("people").reset_index())


def work_polars(path):
    import polars as pl

    counted = pl.scan_parquet(path).group_by(COLUMNS).agg(people=pl.len()).collect(engine="streaming")
    return shares_of_cells(counted.to_pandas())


def shares_of_cells(cells):
    """The shares from a table of counts, as somebody who knows pandas would write it down."""
    cells = cells.assign(**{CROSSING: cells[CROSSED[0]] + " × " + cells[CROSSED[1]]})
    yes, true = cells["flagged"] == 1, cells["overpaid"] == 1
    cells = cells.assign(
        **{f"{a}{b}": cells["people"].where((yes == a) & (true == b), 0) for a in (0, 1) for b in (0, 1)}
    )
    found = {}
    for name in (*CHARACTERISTICS, CROSSING):
        for group, row in cells.groupby(name)[["00", "01", "10", "11"]].sum().iterrows():
            found[f"{name}: {group}"] = shares_of_counts(*(int(row[key]) for key in ("00", "01", "10", "11")))
    return found


def shares_of_counts(true_negative, false_negative, false_positive, true_positive):
    counts = {
        "selection_rate": (false_positive + true_positive, false_negative + true_negative),
        "false_positive_rate": (false_positive, true_negative),
        "false_negative_rate": (false_negative, true_positive),
        "precision": (true_positive, false_positive),
    }
    return {rate: yes / (yes + no) if yes + no else float("nan") for rate, (yes, no) in counts.items()}


# --- peers -----------------------------------------------------------------------------------------------------------


def read_fairlearn(path):
    return read_pandas(path)


def work_fairlearn(frame):
    from fairlearn.metrics import MetricFrame, count, false_negative_rate, false_positive_rate, selection_rate
    from sklearn.metrics import precision_score

    metrics = {
        "count": count,
        "selection_rate": selection_rate,
        "false_positive_rate": false_positive_rate,
        "false_negative_rate": false_negative_rate,
        "precision": precision_score,
    }
    found = {}
    for names in (*((name,) for name in CHARACTERISTICS), CROSSED):
        measured = MetricFrame(
            metrics=metrics,
            y_true=frame["overpaid"],
            y_pred=frame["flagged"],
            sensitive_features=frame[list(names)],
        )
        for group, row in measured.by_group.iterrows():
            label = " × ".join(group) if isinstance(group, tuple) else group
            found[f"{' × '.join(names)}: {label}"] = {rate: float(row[rate]) for rate in RATES}
    return found


def read_aequitas(path):
    frame = read_pandas(path)
    frame[CROSSING] = frame[CROSSED[0]] + " × " + frame[CROSSED[1]]  # it takes no crossing of its own
    frame = frame.rename(columns={"flagged": "score", "overpaid": "label_value"})
    return frame[["score", "label_value", *CHARACTERISTICS, CROSSING]]


def work_aequitas(frame):
    from aequitas.group import Group

    table, _ = Group().get_crosstabs(frame, attr_cols=[*CHARACTERISTICS, CROSSING])
    return shares_of_crosstabs(table)


def work_aequitas_with_tests(frame):
    from aequitas.bias import Bias
    from aequitas.group import Group

    table, _ = Group().get_crosstabs(frame, attr_cols=[*CHARACTERISTICS, CROSSING])
    Bias().get_disparity_major_group(table, original_df=frame, check_significance=True, alpha=0.05)
    return shares_of_crosstabs(table)


def shares_of_crosstabs(table):
    names = {
        "pprev": "selection_rate",
        "fpr": "false_positive_rate",
        "fnr": "false_negative_rate",
        "precision": "precision",
    }
    return {
        f"{row['attribute_name']}: {row['attribute_value']}": {rate: float(row[key]) for key, rate in names.items()}
        for _, row in table.iterrows()
    }


def read_aif360(path):
    from aif360.datasets import BinaryLabelDataset

    frame = read_pandas(path)
    groups = {}
    for name in CHARACTERISTICS:  # it wants numbers
        category = frame[name].astype("category").cat
        groups[name] = list(category.categories)
        frame[name] = category.codes.astype(float)

    def dataset(label):
        return BinaryLabelDataset(
            df=frame[[*CHARACTERISTICS, label]].rename(columns={label: "label"}),
            label_names=["label"],
            protected_attribute_names=list(CHARACTERISTICS),
        )

    return dataset("overpaid"), dataset("flagged"), groups


def work_aif360(data):
    from aif360.metrics import ClassificationMetric

    truth, decisions, groups = data
    found = {}
    for names in (*((name,) for name in CHARACTERISTICS), CROSSED):
        for label, codes in every_group(names, groups):
            metric = ClassificationMetric(truth, decisions, unprivileged_groups=[codes])
            found[f"{' × '.join(names)}: {label}"] = {
                "selection_rate": metric.selection_rate(privileged=False),
                "false_positive_rate": metric.false_positive_rate(privileged=False),
                "false_negative_rate": metric.false_negative_rate(privileged=False),
                "precision": metric.positive_predictive_value(privileged=False),
            }
    return found


def every_group(names, groups):
    """Each group by its label and by the number of its value in every column."""
    labels = [("", {})]
    for name in names:
        labels = [
            (f"{label} × {value}" if label else value, codes | {name: float(code)})
            for label, codes in labels
            for code, value in enumerate(groups[name])
        ]
    return labels


def read_holisticai(path):
    return read_pandas(path)


def work_holisticai(frame):
    from holisticai.bias.metrics import classification_bias_metrics

    decisions, truth = frame["flagged"].to_numpy(), frame["overpaid"].to_numpy()
    for names in (*((name,) for name in CHARACTERISTICS), CROSSED):
        joined = frame[names[0]] if len(names) == 1 else frame[names[0]] + " × " + frame[names[1]]
        for group in sorted(joined.unique()):
            inside = (joined == group).to_numpy()
            classification_bias_metrics(inside, ~inside, decisions, truth, metric_type="both")
    return {}  # it tells differences between a group and the rest, no rates


# name: (what is imported before the clock starts, reading, task, whose versions are told)
TASKS = {
    "toolkit": (("toolkit.audit", "duckdb"), None, work_toolkit, ("duckdb", "numpy")),
    "toolkit-score": (("toolkit.audit", "duckdb"), None, work_toolkit_with_score, ("duckdb", "numpy")),
    "duckdb": (("duckdb", "pandas"), None, work_duckdb, ("duckdb", "pandas")),
    "scan": (("duckdb",), None, work_scan, ("duckdb",)),
    "pandas": (("pandas", "pyarrow"), read_pandas, work_pandas, ("pandas", "pyarrow")),
    "polars": (("polars", "pandas", "pyarrow"), None, work_polars, ("polars",)),
    "fairlearn": (("fairlearn.metrics", "sklearn.metrics"), read_fairlearn, work_fairlearn, ("fairlearn", "pandas")),
    "aequitas": (("aequitas.group",), read_aequitas, work_aequitas, ("aequitas", "pandas")),
    "aequitas-tests": (
        ("aequitas.group", "aequitas.bias"),
        read_aequitas,
        work_aequitas_with_tests,
        ("aequitas", "pandas"),
    ),
    "aif360": (("aif360.metrics", "aif360.datasets"), read_aif360, work_aif360, ("aif360", "pandas", "numpy")),
    "holisticai": (("holisticai.bias.metrics",), read_holisticai, work_holisticai, ("holisticai", "pandas")),
}


def peak_memory():
    """In bytes. Linux's ru_maxrss also remembers the process that started this one, VmHWM does not."""
    if sys.platform == "linux":
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main() -> None:
    name, path, small = sys.argv[1:4]
    warnings.simplefilter("ignore")
    modules, read, work, told = TASKS[name]
    clock = [time.perf_counter()]
    for module in modules:
        importlib.import_module(module)
    clock.append(time.perf_counter())
    work(small if read is None else read(small))
    clock.append(time.perf_counter())
    data = path if read is None else read(path)
    clock.append(time.perf_counter())
    processor = time.process_time()
    found = work(data)
    processor = time.process_time() - processor
    clock.append(time.perf_counter())
    peak = peak_memory()
    if name.startswith("toolkit"):
        found = say_toolkit(found)  # after the clock and the memory: data frames are for reading here
    print(
        json.dumps(
            {
                "imports": clock[1] - clock[0],
                "first": clock[2] - clock[1],
                "read": clock[3] - clock[2],
                "task": clock[4] - clock[3],
                "processor": processor,
                "peak": peak,
                "versions": {library: importlib.metadata.version(library) for library in told},
                "shares": found,
            }
        )
    )


if __name__ == "__main__":
    main()
