-- The tables that hold what was read. Times are local (Europe/London); periods are half-open.
-- Links between tables are held by checks.sql before every publish, not by foreign keys: DuckDB
-- turns an update into delete and insert, which a foreign key then refuses.

create table snapshot (
    number            integer   not null,
    built_at          timestamp not null,
    demonstration     boolean   not null,
    data_from         date,
    data_date         timestamp,
    made_by           varchar
);
comment on table snapshot is 'One row: what this file is.';
comment on column snapshot.number is 'The number in the file''s name.';
comment on column snapshot.built_at is 'When it was built, local time.';
comment on column snapshot.demonstration is 'True where the episodes are made up.';
comment on column snapshot.data_from is 'First day that the records cover; null where no file said so: then the month of the first episode.';
comment on column snapshot.made_by is 'Fingerprint of the rules and settings that its derived tables were made by.';
comment on column snapshot.data_date is 'The moment up to which the records are known; null in an empty store.';

create table children (
    child_id          varchar   primary key check (child_id <> ''),
    date_of_birth     date,
    sex               varchar,
    ethnicity         varchar,
    authority         varchar,
    sibling_group     varchar
);
comment on table children is 'One row per child looked after. Pseudonymous: no names anywhere.';
comment on column children.child_id is 'The council''s own reference for the child, never a name.';
comment on column children.date_of_birth is 'Null where no file gave it.';
comment on column children.sex is 'As the council codes it.';
comment on column children.ethnicity is 'As the council codes it.';
comment on column children.authority is 'Responsible authority, GSS code.';
comment on column children.sibling_group is 'Children with the same reference are brothers or sisters; null where not known. A reference, never the family''s name.';

create table placements (
    child_id          varchar   not null,
    started_on        date      not null,
    ended_on          date,
    placement_type    varchar   not null check (placement_type in ('residential', 'foster', 'semi_independent', 'other')),
    source_code       varchar,
    setting           varchar,
    out_of_area       boolean,
    authority         varchar,
    postcode          varchar,
    primary key (child_id, started_on)
);
comment on table placements is 'One row per placement of a child, from the day it started to the day it ended.';
comment on column placements.child_id is 'The child.';
comment on column placements.started_on is 'First day.';
comment on column placements.ended_on is 'Day it ended; on that day the next placement counts, where there is one. Null while it lasts.';
comment on column placements.placement_type is 'residential, foster, semi_independent or other.';
comment on column placements.source_code is 'The code in the source, for example SSDA903 PLACE.';
comment on column placements.setting is 'The home''s name or reference.';
comment on column placements.out_of_area is 'True where the placement lies outside the responsible authority; null where not known.';
comment on column placements.authority is 'Authority the placement lies in, GSS code.';
comment on column placements.postcode is 'The placement''s postcode.';

create table episodes (
    episode_id        varchar   primary key check (episode_id <> ''),
    child_id          varchar   not null,
    category          varchar   not null check (category in ('missing', 'away')),
    missing_at        timestamp not null,
    returned_at       timestamp,
    time_known        boolean   not null default true,
    placement_type    varchar   check (placement_type in ('residential', 'foster', 'semi_independent', 'other')),
    out_of_area       boolean,
    setting           varchar,
    risk              varchar,
    reasons           varchar[],
    place_id          varchar,
    place_text        varchar,
    found_setting     varchar   not null default 'not_recorded',
    travel_mode       varchar   not null default 'not_recorded',
    return_method     varchar   not null default 'not_recorded',
    companions        varchar[],
    check (returned_at is null or returned_at >= missing_at)
);
comment on table episodes is 'One row per episode of a child going missing, or being away without authorisation.';
comment on column episodes.episode_id is 'The council''s reference, or one made from child and start where the file has none.';
comment on column episodes.child_id is 'The child.';
comment on column episodes.category is 'missing: whereabouts unknown; away: known, but not where they should be.';
comment on column episodes.missing_at is 'When the child went missing, local time; midnight where only the day is known.';
comment on column episodes.returned_at is 'When the child was back; null while missing.';
comment on column episodes.time_known is 'False where the file had days without times: no hours can be worked out.';
comment on column episodes.placement_type is 'Placement on the day; null where not known.';
comment on column episodes.out_of_area is 'Whether that placement was outside the responsible authority; null where not known.';
comment on column episodes.setting is 'The home''s name or reference.';
comment on column episodes.risk is 'Risk as recorded: low, medium or high.';
comment on column episodes.reasons is 'Reasons as recorded, in the council''s words.';
comment on column episodes.place_id is 'Where the child was found: a row of places. Worked out from place_text at every publish; kept as it is where that is null.';
comment on column episodes.place_text is 'Where the child was found, as it was written.';
comment on column episodes.found_setting is 'What kind of place the child was found at.';
comment on column episodes.travel_mode is 'How the child travelled.';
comment on column episodes.return_method is 'How the child came back.';
comment on column episodes.companions is 'With whom, as recorded.';

create table companions (
    episode_id        varchar   not null,
    companion_id      varchar   not null,
    primary key (episode_id, companion_id)
);
comment on table companions is 'One row per other child in care recorded as being together with the child in an episode.';
comment on column companions.episode_id is 'The episode.';
comment on column companions.companion_id is 'The other child.';

create table interviews (
    interview_id      varchar   primary key check (interview_id <> ''),
    child_id          varchar   not null,
    offered_at        timestamp,
    completed_at      timestamp,
    outcome           varchar   check (outcome in ('completed', 'declined', 'voided')),
    void_reason       varchar,
    independent       boolean,
    time_known        boolean   not null default true,
    check (outcome <> 'completed' or completed_at is not null)
);
comment on table interviews is 'One row per return interview, which may cover several episodes.';
comment on column interviews.interview_id is 'The council''s reference.';
comment on column interviews.child_id is 'The child.';
comment on column interviews.offered_at is 'When it was offered; null where not recorded.';
comment on column interviews.completed_at is 'When it was held.';
comment on column interviews.outcome is 'completed, declined or voided; null where offered and nothing more is recorded.';
comment on column interviews.void_reason is 'Why it was voided, in the council''s words.';
comment on column interviews.independent is 'Whether the interviewer was independent of the child''s care.';
comment on column interviews.time_known is 'Whether completed_at has a time; where not, it is the day at midnight.';

create table interview_episodes (
    interview_id      varchar   not null,
    episode_id        varchar   not null,
    primary key (interview_id, episode_id)
);
comment on table interview_episodes is 'One row per episode that an interview covers.';
comment on column interview_episodes.interview_id is 'The interview.';
comment on column interview_episodes.episode_id is 'The episode.';

create table audits (
    interview_id      varchar   not null,
    audited_on        date      not null,
    criterion         varchar   not null,
    grade             varchar   not null,
    note              varchar,
    primary key (interview_id, audited_on, criterion)
);
comment on table audits is 'One row per criterion of a return-interview audit.';
comment on column audits.interview_id is 'The interview audited.';
comment on column audits.audited_on is 'Day of the audit.';
comment on column audits.criterion is 'What was judged, for example appropriateness of contact.';
comment on column audits.grade is 'The grade, in the council''s words.';
comment on column audits.note is 'A note; no worker is named.';

create table response_audits (
    episode_id        varchar   not null,
    audited_on        date      not null,
    criterion         varchar   not null,
    grade             varchar   not null,
    note              varchar,
    primary key (episode_id, audited_on, criterion)
);
comment on table response_audits is 'One row per criterion of an audit of the whole response to an episode, not only of its interview.';
comment on column response_audits.episode_id is 'The episode whose response was audited.';
comment on column response_audits.audited_on is 'Day of the audit.';
comment on column response_audits.criterion is 'What was judged, for example the report to the police made in time.';
comment on column response_audits.grade is 'The grade, in the council''s words.';
comment on column response_audits.note is 'A note; no worker is named.';

create table audit_actions (
    found_on          date      not null,
    source            varchar   not null check (source in ('interview_audit', 'response_audit', 'inspection', 'other')),
    finding           varchar   not null,
    action            varchar   not null,
    owner_role        varchar,
    due_on            date,
    status            varchar   check (status in ('open', 'in_progress', 'done', 'not_taken_up')),
    evidence          varchar,
    measure           varchar,
    primary key (found_on, finding, action)
);
comment on table audit_actions is 'One row per action that follows from what an audit or an inspection found.';
comment on column audit_actions.found_on is 'Day of the finding.';
comment on column audit_actions.source is 'interview_audit, response_audit, inspection or other.';
comment on column audit_actions.finding is 'What was found; no worker and no child is named.';
comment on column audit_actions.action is 'What is to be done about it.';
comment on column audit_actions.owner_role is 'Whose task it is: a role, never a name.';
comment on column audit_actions.due_on is 'By when.';
comment on column audit_actions.status is 'open, in_progress, done or not_taken_up; null where not recorded.';
comment on column audit_actions.evidence is 'How one can see that it was done, and that it worked.';
comment on column audit_actions.measure is 'The measure that the action should move.';

create table strategy_meetings (
    child_id          varchar   not null,
    held_on           date      not null,
    note              varchar,
    primary key (child_id, held_on)
);
comment on table strategy_meetings is 'One row per strategy meeting held about a child: repeated episodes call for one.';
comment on column strategy_meetings.child_id is 'The child it was about; a meeting about several children is a row for each.';
comment on column strategy_meetings.held_on is 'Day it was held.';
comment on column strategy_meetings.note is 'A note; nobody is named.';

create table feedback (
    meeting_on        date      not null,
    theme             varchar   not null,
    said              varchar   not null,
    response          varchar,
    action            varchar,
    owner_role        varchar,
    due_on            date,
    status            varchar,
    measure           varchar,
    in_effect_from    date,
    primary key (meeting_on, theme, said)
);
comment on table feedback is 'One row per thing the Child in Care Council said, and what came of it.';
comment on column feedback.meeting_on is 'Day of the meeting.';
comment on column feedback.theme is 'definition, language, resources, who I would talk to, or another.';
comment on column feedback.said is 'What was said.';
comment on column feedback.response is 'What was answered.';
comment on column feedback.action is 'What is to be done.';
comment on column feedback.owner_role is 'Whose task it is: a role, never a name.';
comment on column feedback.due_on is 'By when.';
comment on column feedback.status is 'open, in_progress, done or not_taken_up.';
comment on column feedback.measure is 'The measure that the action should move.';
comment on column feedback.in_effect_from is 'From when the action was in effect: marked on that measure''s trend. Null while it is not.';

create table polls (
    held_on           date      not null,
    question          varchar   not null,
    answer            varchar   not null,
    position          integer   not null,
    votes             integer   not null check (votes >= 0),
    primary key (held_on, question, answer)
);
comment on table polls is 'One row per answer of a question put to the council of children in care in a meeting.';
comment on column polls.held_on is 'Day of the meeting.';
comment on column polls.question is 'What was asked.';
comment on column polls.answer is 'An answer that could be given.';
comment on column polls.position is 'Its place among the answers, from 1.';
comment on column polls.votes is 'How many gave it; nobody''s vote is kept.';

create table running_orders (
    name              varchar   primary key check (name <> ''),
    slides            varchar[] not null,
    saved_at          timestamp not null,
    saved_by          varchar
);
comment on table running_orders is 'One row per running order saved for a meeting.';
comment on column running_orders.name is 'What it is called.';
comment on column running_orders.slides is 'The slides'' references, in their order; a slide left out is not shown.';
comment on column running_orders.saved_at is 'When it was last saved, local time.';
comment on column running_orders.saved_by is 'Who saved it.';

create table closed_quarters (
    quarter_start     date      primary key,
    closed_at         timestamp not null,
    closed_by         varchar   not null,
    data_date         timestamp,
    snapshot_number   integer   not null,
    note              varchar
);
comment on table closed_quarters is 'One row per quarter that was signed off: its figures are frozen in frozen_figures.';
comment on column closed_quarters.quarter_start is 'First day of the quarter.';
comment on column closed_quarters.closed_at is 'When it was signed off, local time.';
comment on column closed_quarters.closed_by is 'Who signed it off.';
comment on column closed_quarters.data_date is 'The moment up to which the records were known then.';
comment on column closed_quarters.snapshot_number is 'The snapshot whose figures were frozen.';
comment on column closed_quarters.note is 'What was said about it; null where nothing.';

create table frozen_figures (
    quarter_start     date      not null,
    measure           varchar   not null,
    part              varchar   not null,
    figure            varchar   not null,
    value             double,
    primary key (quarter_start, measure, part, figure)
);
comment on table frozen_figures is 'One row per figure of a quarter as it was signed off.';
comment on column frozen_figures.quarter_start is 'First day of the quarter.';
comment on column frozen_figures.measure is 'The measure that gives the figure.';
comment on column frozen_figures.part is 'Which of its rows, for example residential; all where the measure has one row a quarter.';
comment on column frozen_figures.figure is 'Its column.';
comment on column frozen_figures.value is 'The figure then; null where it was null.';

create table places (
    place_id          varchar   primary key,
    name              varchar   not null,
    aliases           varchar[],
    kind              varchar,
    latitude          double,
    longitude         double,
    in_city           boolean,
    source            varchar,
    note              varchar
);
comment on table places is 'One row per place: the gazetteer, from data/reference/places.csv and as added on the Data page, and the postcodes that episodes give.';
comment on column places.place_id is 'Short reference.';
comment on column places.name is 'The name shown.';
comment on column places.aliases is 'Other ways of writing it.';
comment on column places.kind is 'What kind of place.';
comment on column places.latitude is 'WGS84 degrees north.';
comment on column places.longitude is 'WGS84 degrees east.';
comment on column places.in_city is 'Whether it lies inside the authority; null where not settled.';
comment on column places.source is 'Where the position comes from.';
comment on column places.note is 'Uncertainty, for the reader.';

create table place_aliases (
    words             varchar   primary key check (words <> ''),
    written           varchar   not null,
    place_id          varchar,
    assigned_at       timestamp not null
);
comment on table place_aliases is 'One row per wording that the council assigned to a place on the Data page.';
comment on column place_aliases.words is 'The wording as it is compared: lower case, single spaces, whole words.';
comment on column place_aliases.written is 'As a file wrote it.';
comment on column place_aliases.place_id is 'The place it means; null where it was set aside: no named place.';
comment on column place_aliases.assigned_at is 'When, local time.';

create table place_matches (
    place_text        varchar   primary key,
    place_id          varchar,
    matched_by        varchar   check (matched_by in ('assigned', 'name', 'similar', 'postcode', 'set_aside')),
    likeness          integer   check (likeness between 0 and 100)
);
comment on table place_matches is 'One row per wording of a location and what it was taken for; made anew at every publish.';
comment on column place_matches.place_text is 'The wording, as in episodes.';
comment on column place_matches.place_id is 'The place it was taken for; null where unmatched or set aside.';
comment on column place_matches.matched_by is 'assigned (by the council), name, similar, postcode or set_aside (by the council: no named place); null where unmatched.';
comment on column place_matches.likeness is 'How alike the wording is to the nearest name of the place, of 100; null unless matched_by is similar.';

create table school_holidays (
    starts_on         date      not null,
    ends_on           date      not null,
    name              varchar   not null,
    source            varchar,
    note              varchar,
    check (ends_on >= starts_on)
);
comment on table school_holidays is 'One row per school holiday, from data/reference/school_holidays.csv; the first and the last row bound the time of which they are known.';
comment on column school_holidays.starts_on is 'First day.';
comment on column school_holidays.ends_on is 'Last day.';
comment on column school_holidays.name is 'Which holiday; Term for days that are none.';
comment on column school_holidays.source is 'Where the dates come from.';
comment on column school_holidays.note is 'Uncertainty, for the reader.';

create table published_quarters (
    quarter_start     date      primary key,
    children          integer   not null,
    episodes          integer   not null,
    completed         integer   not null,
    voided            integer   not null,
    in_time           integer   not null,
    source            varchar
);
comment on table published_quarters is 'One row per quarter as it was published, to hold the records against.';
comment on column published_quarters.quarter_start is 'First day of the quarter.';
comment on column published_quarters.children is 'Individuals going missing at least once.';
comment on column published_quarters.episodes is 'Missing episodes.';
comment on column published_quarters.completed is 'Return interviews completed.';
comment on column published_quarters.voided is 'Return interviews voided.';
comment on column published_quarters.in_time is 'Statutory timescales met of those completed.';
comment on column published_quarters.source is 'Where it was published.';

create table looked_after (
    authority         varchar   not null,
    period_start      date      not null,
    period_end        date      not null,
    children          integer   not null check (children >= 0),
    primary key (authority, period_start, period_end)
);
comment on table looked_after is 'One row per authority and period: how many children were looked after at any time in it.';
comment on column looked_after.authority is 'GSS code.';
comment on column looked_after.period_start is 'First day.';
comment on column looked_after.period_end is 'Day after the last.';
comment on column looked_after.children is 'Children looked after at any time in the period.';

create table benchmarks (
    time_period       varchar   not null,
    time_identifier   varchar   not null,
    geographic_level  varchar   not null,
    area_code         varchar   not null,
    area_name         varchar   not null,
    missing_status    varchar   not null,
    number            double,
    number_sign       varchar   check (number_sign in ('c', 'z', 'k')),
    primary key (time_period, time_identifier, area_code, missing_status)
);
comment on table benchmarks is 'One row per area, year and figure of DfE''s open data on children looked after who go missing.';
comment on column benchmarks.time_period is 'As published, for example 2025 or 202425.';
comment on column benchmarks.time_identifier is 'As published, for example Financial year.';
comment on column benchmarks.geographic_level is 'National, Regional or Local authority.';
comment on column benchmarks.area_code is 'GSS code.';
comment on column benchmarks.area_name is 'The area''s name.';
comment on column benchmarks.missing_status is 'Which figure; older files call the column cla_group.';
comment on column benchmarks.number is 'The figure; null where a sign stands in its place.';
comment on column benchmarks.number_sign is 'c withheld, z not applicable, k rounds to zero.';

create table imports (
    import_id         integer   not null,
    file              varchar   not null,
    format            varchar   not null,
    sha256            varchar   not null,
    header            varchar,
    imported_at       timestamp not null,
    as_of             timestamp not null,
    rows_read         integer   not null,
    accepted          integer   not null,
    updated           integer   not null,
    unchanged         integer   not null,
    rejected          integer   not null,
    warnings          integer   not null,
    primary key (import_id, file),
    check (rows_read = accepted + updated + unchanged + rejected)
);
comment on table imports is 'One row per file of an import.';
comment on column imports.import_id is 'Number of the import; files loaded together share it.';
comment on column imports.file is 'The file''s name.';
comment on column imports.format is 'What it was recognised as.';
comment on column imports.sha256 is 'Fingerprint of the file''s bytes.';
comment on column imports.header is 'Its first line, comma-separated, with our names for mapped columns; null where it was not kept.';
comment on column imports.imported_at is 'When, local time.';
comment on column imports.as_of is 'The moment up to which the file was complete.';
comment on column imports.rows_read is 'Rows below the header.';
comment on column imports.accepted is 'New rows.';
comment on column imports.updated is 'Rows that changed what was held.';
comment on column imports.unchanged is 'Rows held already.';
comment on column imports.rejected is 'Rows left out, each kept in rejected_rows.';
comment on column imports.warnings is 'Warnings on rows that were kept.';

create table rejected_rows (
    import_id         integer   not null,
    file              varchar   not null,
    row_number        integer   not null,
    rule              varchar   not null,
    message           varchar   not null,
    raw               varchar   not null
);
comment on table rejected_rows is 'One row per rule that a row left out broke.';
comment on column rejected_rows.import_id is 'The import.';
comment on column rejected_rows.file is 'The file.';
comment on column rejected_rows.row_number is 'Line in the file as a spreadsheet counts: the header is 1.';
comment on column rejected_rows.rule is 'DfE''s number where one exists.';
comment on column rejected_rows.message is 'What is wrong and what to do.';
comment on column rejected_rows.raw is 'The row as it was read, comma-separated.';

create table import_warnings (
    import_id         integer   not null,
    file              varchar   not null,
    row_number        integer,
    rule              varchar   not null,
    message           varchar   not null
);
comment on table import_warnings is 'One row per warning on a row that was kept, or on a whole file.';
comment on column import_warnings.import_id is 'The import.';
comment on column import_warnings.file is 'The file.';
comment on column import_warnings.row_number is 'Line in the file; null where the warning is about the whole file.';
comment on column import_warnings.rule is 'DfE''s number where one exists.';
comment on column import_warnings.message is 'What was seen and what was made of it.';
