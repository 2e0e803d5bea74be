-- headlines_without.sql: one row of all children in scope, and one without the $leave_out with the most episodes;
-- of those with equally many the one whose reference comes first is left out
with places as (
    select
        child_id,
        row_number() over (order by count(*) desc, child_id)           as place
    from episodes_in_scope
    group by child_id
),
sides as (
    select unnest([0, cast($leave_out as bigint)]) as left_out
)
select
    sides.left_out,
    count(distinct episode.child_id)                                   as children,
    count(episode.episode_id)                                          as episodes,
    count(*) filter (where episode.time_known)                         as with_times,
    count(*) filter (where episode.in_time)                            as in_time,
    count(*) filter (where episode.interview_state = 'completed')      as completed,
    count(*) filter (where episode.interview_state = 'not_recorded')   as not_recorded,
    count(episode.gone_hours)                                          as with_known_length,
    count(*) filter (where episode.gone_hours > 24)                    as over_24_hours,
    count(episode.repeated)                                            as followed,
    count(*) filter (where episode.repeated)                           as repeats,
    count(episode.out_of_area)                                         as with_known_area,
    count(*) filter (where episode.out_of_area)                        as out_of_area
from sides
left join places on places.place > sides.left_out
left join episodes_in_scope as episode using (child_id)
group by sides.left_out
order by sides.left_out
