namespace Chat.Host.Health;

/// <summary>Queries a table of the schema; concurrent calls share one query.</summary>
internal sealed class StorageProbe(NpgsqlDataSource database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private Task _asking = Task.CompletedTask;

    /// <exception cref="BusyException">No schema, or no response in two seconds.</exception>
    public async Task AnswerAsync(CancellationToken token)
    {
        try
        {
            Task asking;
            lock (_lock)
                asking = _asking = _asking.IsCompleted ? AskAsync() : _asking;
            await asking.WaitAsync(Patience, token);
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            throw new BusyException("The service is not ready: the database does not answer, or the schema is not there yet");
        }
    }

    private async Task AskAsync()
    {
        await using var command = database.CreateCommand("select 1 from mt_doc_userstats limit 1");
        command.CommandTimeout = (int)Patience.TotalSeconds;
        await command.ExecuteNonQueryAsync();
    }
}
