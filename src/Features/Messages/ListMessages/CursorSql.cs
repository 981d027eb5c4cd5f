namespace Chat.Features.Messages.ListMessages;

/// <summary>
/// The SQL of messages on one side of a cursor: the members beside the list, then the messages; no row when there is no such
/// session. As a page is, so is this a range of places, and its cost the same anywhere.
/// </summary>
internal static class CursorSql
{
    internal const string AnyType = $"""
        with place as (
          select c.total, least(c.total, ?::bigint) as at from (
            select (s.data ->> 'message_count')::bigint as total from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?
          ) as c
        )
        select {Members} || coalesce(',' || (
          select string_agg(page.data, ',') from (
            select {MessageSql.Json} as data from mt_doc_chatmessage m
            where m.tenant_id = ? and m.session_id = ? and m.sequence > part.above and m.sequence <= part.upto order by m.sequence
          ) as page), '')
        from ({Part}) as part
        """;

    // The place of the cursor among the messages of a type is found by halving, in at most as many looks at an index as its
    // number has bits: messages of a type are in the order of all messages. The tenant is as in ListMessagesSql; "offset 0" makes
    // sure that each look is one, since the planner would rather read all messages of the type and compare.
    internal const string OneType = $"""
        with recursive kind as (
          select (s.data -> 'internals' ->> ?::text)::bigint as total, (s.data ->> 'message_count')::bigint as messages, ?::bigint as cursor
          from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?
        ), search(low, high) as (
          select greatest(0, total - greatest(0, messages - cursor)), least(total, cursor) + 1 from kind
          union all
          select
            case when middle.sequence <= kind.cursor then middle.place else search.low end,
            case when middle.sequence <= kind.cursor then search.high else middle.place end
          from search cross join kind join lateral (
            select m.sequence, m.type_sequence as place from mt_doc_chatmessage m
            where m.tenant_id || '' = ? and m.session_id = ? and m.message_type = ? and m.type_sequence = (search.low + search.high) / 2 offset 0
          ) as middle on search.high - search.low > 1
        ), place as (
          select kind.total, (select max(low) from search) as at from kind
        )
        select {Members} || coalesce(',' || (
          select string_agg(page.data, ',') from (
            select {MessageSql.Json} as data from mt_doc_chatmessage m
            where m.tenant_id || '' = ? and m.session_id = ? and m.message_type = ?
              and m.type_sequence > part.above and m.type_sequence <= part.upto
            order by m.type_sequence
          ) as page), '')
        from ({Part}) as part
        """;

    internal const string NoHistory = """
        select jsonb_build_object('total_count', 0, 'page', 1, 'page_size', ?::bigint, 'has_next', false, 'has_previous', false)::text
        from mt_doc_chatsession where tenant_id = ? and id = ?
        """;

    private const string Members =
        "jsonb_build_object('total_count', part.total, 'page', 1, 'page_size', part.size, 'has_next', part.upto < part.total, 'has_previous', part.above > 0)::text";

    private const string Part =
        "select place.total, greatest(0, place.at - side.back) as above, least(place.total, place.at + side.forth) as upto, side.back + side.forth as size "
        + "from place cross join (select ?::bigint as back, ?::bigint as forth) as side";
}
