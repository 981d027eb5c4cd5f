using Npgsql;

namespace Chat.GroupCommit;

/// <summary>One transaction that its members share.</summary>
internal sealed class TransactionGroup(TransactionGroups groups, OpenTransaction transaction, IReadOnlyList<GroupMember> members)
{
    // Far longer than a handler takes between what it reads and what it writes, on a crowded machine too.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _sharing, _undecided;
    private bool _isClosed;

    /// <summary>Runs the members' batches, the first member's own context being that of the group.</summary>
    /// <returns>What became of the first.</returns>
    internal async Task<GroupRole> ReadAsync(CancellationToken token)
    {
        try
        {
            await ReadTogetherAsync(members.Count == 1 ? token : CancellationToken.None);
        }
        catch (Exception error)
        {
            await EndAsync();
            foreach (var other in members.Skip(1))
                other.Role.SetException(error);
            throw;
        }
        _sharing = _undecided = members.Count(member => member.Read.HasLock);
        if (_sharing == 0)
            await EndAsync();
        else if (_sharing > 1)
            _ = CloseInTimeAsync();
        foreach (var other in members.Skip(1))
            other.Answer(this);
        return members[0].Join(this);
    }

    /// <summary>Sends a member's writes with those of the others.</summary>
    /// <returns>False when they are not stored, by no fault of theirs.</returns>
    internal async Task<bool> SaveAsync(GroupMember member, IReadOnlyList<IWrite> writes, CancellationToken token) =>
        Decide(member, writes, token) && await member.Saved.Task.WaitAsync(token);

    /// <summary>Ends a membership, and waits until the member's lock is free.</summary>
    /// <returns>The transaction, when nobody else is in it: the lock is held still.</returns>
    internal async Task<OpenTransaction?> LeaveAsync(GroupMember member)
    {
        lock (_lock)
        {
            if (_sharing == 1 && !_isClosed)
            {
                _isClosed = true;
                groups.Leave();
                return transaction;
            }
        }
        Decide(member, [], CancellationToken.None);
        await _ended.Task;
        return null;
    }

    private async Task ReadTogetherAsync(CancellationToken token)
    {
        await using var batch = transaction.NewBatch();
        var tenantFirst = false;
        foreach (var member in members)
        {
            tenantFirst = transaction.NameTenant(batch, member.Read.TenantId);
            foreach (var command in member.Read.Commands(isShared: true))
                batch.BatchCommands.Add(command);
        }
        await using var reader = await batch.ExecuteReaderAsync(token);
        foreach (var member in members)
        {
            if (tenantFirst)
                await reader.NextResultAsync(token);
            await member.Read.ReadAsync(reader, isShared: true);
        }
    }

    private bool Decide(GroupMember member, IReadOnlyList<IWrite> writes, CancellationToken token)
    {
        lock (_lock)
        {
            if (_isClosed || member.Writes is not null)
                return false;
            member.Writes = writes;
            if (--_undecided > 0)
                return true;
            _isClosed = true;
        }
        _ = SendAsync(_sharing == 1 ? token : CancellationToken.None);
        return true;
    }

    private async Task CloseInTimeAsync()
    {
        await Task.Delay(Patience);
        lock (_lock)
        {
            if (_isClosed)
                return;
            _isClosed = true;
        }
        await SendAsync(CancellationToken.None);
    }

    private async Task SendAsync(CancellationToken token)
    {
        GroupMember[] writers = [.. members.Where(member => member.Writes is { Count: > 0 })];
        (int Writer, Exception Error)? failed = null;
        Exception? failure = null;
        try
        {
            if (writers.Length > 0)
                failed = await transaction.SendAsync([.. writers.Select(writer => new UnitOfWork(writer.Read.TenantId, writer.Writes!))], commit: true, token);
        }
        catch (Exception error)
        {
            failure = error;
        }
        await EndAsync();
        for (var i = 0; i < writers.Length; i++)
        {
            if ((failed is { } one && one.Writer == i ? one.Error : failure) is { } error)
                writers[i].Saved.SetException(error);
            else
                writers[i].Saved.SetResult(failed is null);
        }
    }

    private async Task EndAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // The connection is gone; what it meant for the members they hear from what they asked.
        }
        groups.Leave();
        _ended.SetResult();
    }
}
