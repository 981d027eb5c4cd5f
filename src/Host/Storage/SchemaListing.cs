using Npgsql;

namespace Chat.Host.Storage;

/// <summary>What the schema is, a line an object, and what it has to be: the file <c>schema.txt</c>, kept true by a test.</summary>
internal static class SchemaListing
{
    private const string Listing = """
        select line from (
          select 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end as line
          from pg_attribute a join pg_class c on c.oid = a.attrelid
          where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attnum > 0 and not a.attisdropped
          union all
          select 'constraint ' || conname || ' on ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
          from pg_constraint where connamespace = current_schema()::regnamespace and conrelid <> 0 and contype <> 'n'
          union all
          select 'index ' || replace(pg_get_indexdef(indexrelid), current_schema() || '.', '')
          from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = current_schema()::regnamespace
          union all
          select 'sequence ' || relname from pg_class where relkind = 'S' and relnamespace = current_schema()::regnamespace
          union all
          select 'policy ' || polname || ' on ' || polrelid::regclass || ' ' || pg_get_expr(polqual, polrelid)
          from pg_policy join pg_class c on c.oid = polrelid where c.relforcerowsecurity and c.relnamespace = current_schema()::regnamespace
          union all
          select 'change ' || number || ' ' || name from chat_schema_changes
        ) as schema order by line collate "C"
        """;

    /// <summary>The schema of this version.</summary>
    public static IReadOnlyList<string> Expected()
    {
        using var reader = new StreamReader(typeof(SchemaListing).Assembly.GetManifestResourceStream("schema.txt")!);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return TenantNaming.IsSupported ? lines : [.. lines.Where(line => !line.StartsWith("policy ", StringComparison.Ordinal))];
    }

    /// <summary>The schema of the database.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlDataSource pool, CancellationToken token)
    {
        await using var exists = pool.CreateCommand("select to_regclass('chat_schema_changes') is not null");
        if (!(bool)(await exists.ExecuteScalarAsync(token))!)
            return [];
        await using var command = pool.CreateCommand(Listing);
        await using var reader = await command.ExecuteReaderAsync(token);
        var lines = new List<string>();
        while (await reader.ReadAsync(token))
            lines.Add(reader.GetString(0));
        return lines;
    }

    /// <summary>What is missing (<c>-</c>) or more than there should be (<c>+</c>).</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(NpgsqlDataSource pool, CancellationToken token)
    {
        var (expected, found) = (Expected(), await ReadAsync(pool, token));
        return [.. expected.Except(found, StringComparer.Ordinal).Select(line => "- " + line), .. found.Except(expected, StringComparer.Ordinal).Select(line => "+ " + line)];
    }
}
