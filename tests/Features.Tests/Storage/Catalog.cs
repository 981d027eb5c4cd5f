namespace Features.Tests.Storage;

/// <summary>The schema of a database, one object a line.</summary>
internal static class Catalog
{
    private const string Listing = """
        select line from (
          select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end as line
          from pg_attribute a join pg_class c on c.oid = a.attrelid
          where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
          union all
          select 'constraint ' || conname || ' on ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
          from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> 0 and contype <> 'n'
          union all
          select 'index ' || replace(pg_get_indexdef(indexrelid), 'public.', '')
          from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace
          union all
          select 'sequence ' || relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace
          union all
          select 'function ' || proname from pg_proc where pronamespace = 'public'::regnamespace and proname ~ '^(chat_|mt_.*append)'
          union all
          select 'trigger ' || tgname || ' on ' || tgrelid::regclass from pg_trigger where not tgisinternal
          union all
          select 'settings of ' || relname || ' ' || reloptions::text from pg_class
          where relkind = 'r' and relnamespace = 'public'::regnamespace and reloptions is not null
          union all
          select 'row-level security forced on ' || relname from pg_class
          where relrowsecurity and relforcerowsecurity and relnamespace = 'public'::regnamespace
          union all
          select 'policy ' || polname || ' on ' || polrelid::regclass || ' ' || pg_get_expr(polqual, polrelid) from pg_policy
        ) as catalog order by line collate "C"
        """;

    public static async Task<List<string>> ReadAsync(string database)
    {
        await using var behind = new Behind(database);
        return await behind.ListAsync<string>(Listing);
    }

    public static List<string> OnRecord()
    {
        using var reader = new StreamReader(typeof(Catalog).Assembly.GetManifestResourceStream("schema.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
