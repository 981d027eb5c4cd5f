using Weasel.Core;

namespace Chat.Host.Storage;

/// <summary>The index of words and its policy, and what makes messages searchable that a host of the version before has written.</summary>
internal static class SearchTables
{
    /// <summary>On in the connections of hosts that keep the index themselves.</summary>
    public const string WriterSetting = "chat.search";

    /// <summary>The words that the policy lets through, as a <c>tsquery</c>; all rows when it is empty.</summary>
    public const string QuerySetting = "chat.query";

    private const string IsOtherWriter = $"current_setting('{WriterSetting}', true) is distinct from 'on'";

    private const string IsFilled = "select obj_description('public.mt_doc_searchbacklog'::regclass) is not null";

    private const string Fill = $"""
        select set_config('{CrossTenantQueries.Setting}', 'on', true);
        insert into public.mt_doc_searchbacklog (tenant_id, id, data)
        select tenant_id, id, jsonb_build_object('id', id, 'after', 0) from public.mt_doc_chatsession on conflict do nothing;
        comment on table public.mt_doc_searchbacklog is 'The sessions of before were put into it.';
        """;

    /// <summary>Once, when tables and triggers are there: all sessions of before are to be made searchable.</summary>
    public static async Task FillBacklogAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using var isFilled = new NpgsqlCommand(IsFilled, connection);
        if ((bool)(await isFilled.ExecuteScalarAsync(token))!)
            return;
        await using var fill = new NpgsqlCommand(Fill, connection) { CommandTimeout = 0 };
        await fill.ExecuteNonQueryAsync(token);
    }

    public static IEnumerable<ISchemaObject> SchemaObjects()
    {
        // Without the list of pending entries: one insert in a few hundred would merge it, for seconds where a vacuum held it before.
        yield return new DeclaredSql(
            "ix_searchentry_words",
            "select from pg_class where oid = to_regclass('public.ix_searchentry_words') and reloptions @> array['fastupdate=off']",
            """
            drop index if exists public.ix_searchentry_words;
            create index ix_searchentry_words on public.mt_doc_searchentry using gin (words) with (fastupdate = off);
            """,
            "drop index if exists public.ix_searchentry_words;");

        // "@@" is not leakproof: behind a policy it can't use an index. As a policy itself it can, beside that of the tenant.
        yield return new DeclaredSql(
            "searchentry_words",
            "select from pg_policy where polrelid = to_regclass('public.mt_doc_searchentry') and polname = 'words'",
            $"""
            drop policy if exists words on public.mt_doc_searchentry;
            create policy words on public.mt_doc_searchentry as restrictive for select
              using (words @@ coalesce(nullif(current_setting('{QuerySetting}', true), ''), '!a')::tsquery);
            """,
            "drop policy if exists words on public.mt_doc_searchentry;");

        yield return Backlog;
    }

    // Sessions that a host of the version before writes, or SQL of others.
    private static DeclaredSql Backlog => new(
        "chat_search_backlog",
        "select from pg_trigger where tgrelid = to_regclass('public.mt_doc_chatsession') and tgname = 'chat_search_title'",
        $"""
        create or replace function public.chat_search_message() returns trigger language plpgsql as $body$
        begin
          insert into public.mt_doc_searchbacklog (tenant_id, id, data)
          values (new.tenant_id, new.session_id, jsonb_build_object('id', new.session_id, 'after', 0))
          on conflict (tenant_id, id) do update set data = excluded.data;
          return null;
        end
        $body$;
        create or replace function public.chat_search_session() returns trigger language plpgsql as $body$
        begin
          insert into public.mt_doc_searchbacklog (tenant_id, id, data)
          values (new.tenant_id, new.id, jsonb_build_object('id', new.id, 'after', 0))
          on conflict (tenant_id, id) do update set data = excluded.data;
          return null;
        end
        $body$;
        create or replace function public.chat_search_gone() returns trigger language plpgsql as $body$
        begin
          delete from public.mt_doc_searchentry where tenant_id = old.tenant_id and id = tg_argv[0]::bigint * old.id;
          return null;
        end
        $body$;
        create or replace trigger chat_search_message after insert or update of data on public.mt_doc_chatmessage
          for each row when ({IsOtherWriter}) execute function public.chat_search_message();
        create or replace trigger chat_search_message_gone after delete on public.mt_doc_chatmessage
          for each row when ({IsOtherWriter}) execute function public.chat_search_gone('1');
        create or replace trigger chat_search_session after insert on public.mt_doc_chatsession
          for each row when ({IsOtherWriter}) execute function public.chat_search_session();
        create or replace trigger chat_search_session_gone after delete on public.mt_doc_chatsession
          for each row when ({IsOtherWriter}) execute function public.chat_search_gone('-1');
        create or replace trigger chat_search_title after update of search_title on public.mt_doc_chatsession
          for each row when ({IsOtherWriter} and old.search_title is distinct from new.search_title) execute function public.chat_search_session();
        """,
        """
        drop trigger if exists chat_search_title on public.mt_doc_chatsession;
        drop trigger if exists chat_search_session_gone on public.mt_doc_chatsession;
        drop trigger if exists chat_search_session on public.mt_doc_chatsession;
        drop trigger if exists chat_search_message_gone on public.mt_doc_chatmessage;
        drop trigger if exists chat_search_message on public.mt_doc_chatmessage;
        drop function if exists public.chat_search_message();
        drop function if exists public.chat_search_session();
        drop function if exists public.chat_search_gone();
        """);
}
