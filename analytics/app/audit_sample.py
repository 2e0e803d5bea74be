"""The page Audits: a sample that can be shown to be fair, drawn for the next audit. Staff only."""

import pandas as pd
import streamlit as st

from analytics.app import address, show
from analytics.app.start import Page
from analytics.charts.audits_twins import sample_twin, strata_twin
from analytics.charts.words import counted, quarter_words
from analytics.measures import audit_sample, audit_strata
from analytics.measures.audit_samples import HIGHEST_SEED

OF = {"interviews": "Return interviews", "episodes": "Whole responses"}
NOUNS = {"interviews": "completed interview", "episodes": "episode"}
MOST_DRAWN = 200
WHY_FAIR = (
    "Placement types are drawn from in proportion to their numbers, at least one of each where the "
    "size allows, and within a type each has the same chance. Nobody chooses and no worker is "
    "named: the same data, filters, size and seed give the same sample on every computer, so that "
    "anybody can repeat it."
)


def draw_a_sample(page: Page, now: pd.Timestamp) -> None:
    """Size, seed and of what; the strata, what was drawn, and in two sentences why it is fair."""
    st.write(WHY_FAIR)
    of, size, seed, leave_out = _choose(now)
    options = {"size": size, "seed": seed, "of": of, "leave_out_audited": leave_out}
    strata = page.run(audit_strata, **options)
    sample = page.run(audit_sample, **options)
    period = quarter_words(now)
    if sample.empty:
        left_out = "that is not audited already " if leave_out and len(strata) else ""
        st.write(page.words(f"There is no {NOUNS[of]} {left_out}to draw from in {period}."))
        return
    possible = counted(strata["could_be_drawn"].sum(), NOUNS[of])
    st.subheader(
        page.words(f"{len(sample)} of {possible} of {period} drawn with the seed {seed}"),
        anchor=False,
    )
    shown = strata_twin(strata, of)
    show.table(shown, caption="How many of each placement type could be drawn, and were")
    show.download(page, shown, f"audit-strata-seed-{seed}", label="Download this table")
    drawn = sample_twin(sample, of)
    show.table(drawn, caption="The sample, in the order in which it was drawn", children=("Child",))
    with_seed = drawn.assign(Seed=str(seed))
    show.download(page, with_seed, f"audit-sample-seed-{seed}", label="Download the sample")


def _choose(now: pd.Timestamp) -> tuple[str, int, int, bool]:
    own_seed = now.year * 10 + now.quarter
    with st.container(horizontal=True, key="sample-row", gap="small", vertical_alignment="bottom"):
        of = st.segmented_control(
            "Audit of",
            list(OF),
            format_func=OF.get,
            required=True,
            key=address.restore("sample_of", OF, "interviews"),
        )
        size = st.number_input("Size", 1, MOST_DRAWN, 12, key="sample_size", width=140)
        seed = st.number_input(
            "Seed",
            0,
            HIGHEST_SEED,
            own_seed,
            key=f"sample_seed_{own_seed}",
            width=160,
            help=f"The quarter's own number unless changed: {now.year}, quarter {now.quarter}. "
            "Where another is used, agree on it before the draw.",
        )
        leave_out = st.toggle("Leave out those already audited", True, key="sample_leave_out")
    address.save("sample_of")
    return of, size, seed, leave_out
