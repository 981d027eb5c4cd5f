// Marten's HiloSequence: blocks of 1,000 ids from mt_hilo, with Marten's arithmetic. Unlike Marten's it fetches the next block
// ahead of need, in the background, so that a caller waits for the database only when a host starts.
using Npgsql;

namespace Marten;

internal sealed class HiloSequence(StoreOptions options, string entityName) : ISequence
{
    private const int MaxLo = 1000;
    private const int FetchAheadAt = 200;

    private readonly Lock _gate = new();
    private long _hi = -1;
    private int _lo = MaxLo;
    private Task<long>? _ahead;

    public long NextLong()
    {
        lock (_gate)
        {
            if (_lo == MaxLo)
            {
                _hi = TakeBlock();
                _lo = 0;
            }
            else if (_lo == FetchAheadAt)
            {
                _ahead ??= Task.Run(NextHiAsync);
            }
            return (_hi * MaxLo) + ++_lo;
        }
    }

    private long TakeBlock()
    {
        var ahead = _ahead;
        _ahead = null;
        if (ahead is { IsCompletedSuccessfully: true })
            return ahead.Result;
        // The first block of a host, or one that could not be had ahead: Marten's synchronous API leaves no other way.
        using var connection = options.DataSource.OpenConnection();
        using var command = NextHi(connection);
        return (long)command.ExecuteScalar()!;
    }

    private async Task<long> NextHiAsync()
    {
        await using var connection = await options.DataSource.OpenConnectionAsync();
        await using var command = NextHi(connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private NpgsqlCommand NextHi(NpgsqlConnection connection) => new($"""
        insert into {options.DatabaseSchemaName}.mt_hilo as h (entity_name, hi_value) values ($1, 0)
        on conflict (entity_name) do update set hi_value = h.hi_value + 1 returning hi_value
        """, connection)
    {
        Parameters = { Parameter.For(entityName) },
        CommandTimeout = options.CommandTimeout,
    };
}
