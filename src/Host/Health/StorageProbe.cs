using Chat.Features.Shared.Errors;
using Npgsql;

namespace Chat.Host.Health;

/// <summary>Asks the database for a row of the service's schema.</summary>
internal sealed class StorageProbe(NpgsqlDataSource database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <exception cref="BusyException">No schema, or no answer in time.</exception>
    public async Task AnswerAsync(CancellationToken token)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(token);
        inTime.CancelAfter(Patience);
        try
        {
            await using var command = database.CreateCommand("select 1 from mt_doc_userstats limit 1");
            await command.ExecuteNonQueryAsync(inTime.Token);
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException && !token.IsCancellationRequested)
        {
            throw new BusyException("The service is not ready: the database does not answer, or the schema is not there yet");
        }
    }
}
