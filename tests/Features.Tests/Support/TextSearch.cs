namespace Features.Tests.Support;

/// <summary>Looks for a text in every table of a database, as its catalog names them.</summary>
internal static class TextSearch
{
    /// <summary>The tables that hold the text anywhere, in upper or lower case.</summary>
    public static async Task<List<string>> TablesHoldingAsync(this Behind behind, string text)
    {
        var tables = await behind.ListAsync<string>("""
            select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%' order by 1
            """);
        tables.ShouldContain("public.mt_events");
        tables.Count.ShouldBeGreaterThan(10);
        var found = new List<string>();
        foreach (var table in tables)
        {
            if (await behind.AskAsync<bool>($"select exists (select from {table} t where strpos(lower(t::text), lower($1)) > 0)", text))
                found.Add(table["public.".Length..]);
        }
        return found;
    }

    public static async Task ShouldHoldNowhereAsync(this Behind behind, string text) =>
        (await behind.TablesHoldingAsync(text)).ShouldBeEmpty($"'{text}' was removed for good");
}
