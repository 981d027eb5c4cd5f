namespace Chat.Host.Storage;

/// <summary>Migrates a database of the last version, whose schema had numbered changes: drops what Marten does not declare.</summary>
internal sealed partial class Takeover(ILogger<Takeover> logger)
{
    private const int LastChange = 5;

    private const string HasTypeSequence = """
        select exists (select from pg_attribute where attrelid = to_regclass('public.mt_doc_chatmessage') and attname = 'type_sequence')
        """;

    // The same start creates the policies again, under Marten's name.
    private const string Sql = """
        do $$
        declare named record;
        begin
          for named in select tablename, policyname from pg_policies where schemaname = 'public' and policyname in ('own_tenant', 'every_tenant') loop
            execute format('drop policy %I on public.%I', named.policyname, named.tablename);
          end loop;
        end
        $$;
        drop trigger if exists chat_message_of_before on public.mt_doc_chatmessage;
        drop trigger if exists chat_session_of_before on public.mt_doc_chatsession;
        drop function if exists public.chat_message_of_before();
        drop function if exists public.chat_session_of_before();
        drop table public.chat_schema_changes;
        """;

    /// <summary>Migrates in one transaction. Call it under the schema lock, before Marten reads the schema.</summary>
    /// <returns>Whether the database was migrated.</returns>
    /// <exception cref="StartupException">The database is of an earlier version.</exception>
    public async Task<bool> RunAsync(NpgsqlConnection connection, CancellationToken token)
    {
        if (await AskAsync<bool>(connection, "select to_regclass('public.mt_streams') is null", token))
            return false;
        if (await AskAsync<bool>(connection, "select to_regclass('public.chat_schema_changes') is null", token))
        {
            // An interrupted migration has added this column already; Marten applies the rest.
            return await AskAsync<bool>(connection, HasTypeSequence, token) ? false : throw TooOld();
        }
        if (await AskAsync<int>(connection, "select coalesce(max(number), 0) from public.chat_schema_changes", token) != LastChange)
            throw TooOld();
        await using var transaction = await connection.BeginTransactionAsync(token);
        await using var command = new NpgsqlCommand(Sql, connection, transaction) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(token);
        await transaction.CommitAsync(token);
        LogTakenOver();
        return true;
    }

    private static StartupException TooOld() => new("The database is of an earlier version; start the version before this one on it first.");

    private static async Task<T> AskAsync<T>(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(token))!;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Took over the database of the last version")]
    private partial void LogTakenOver();
}
