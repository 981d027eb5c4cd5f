using System.Runtime.ExceptionServices;

namespace Chat.GroupCommit;

/// <summary>A unit of work that shares a transaction, or is about to.</summary>
public sealed class GroupMember
{
    private TransactionGroup? _group;

    internal GroupMember(ILockedRead read) => Read = read;

    /// <summary>What it has read.</summary>
    public ILockedRead Read { get; }

    internal TaskCompletionSource<GroupRole> Role { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TaskCompletionSource<bool> Saved { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null until it has decided; empty when it has nothing to write.</summary>
    internal IReadOnlyList<IWrite>? Writes { get; set; }

    /// <summary>What has become of it, when the group has read.</summary>
    internal GroupRole Join(TransactionGroup group)
    {
        if (Read.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        if (!Read.HasLock)
            return GroupRole.Alone;
        _group = group;
        return GroupRole.Shares;
    }

    /// <summary>Ends its wait.</summary>
    internal void Answer(TransactionGroup group)
    {
        if (Read.Failure is { } failure)
            Role.SetException(failure);
        else
            Role.SetResult(Join(group));
    }

    /// <summary>Sends its writes with those of the others, and commits.</summary>
    /// <returns>False when they are not stored, by no fault of theirs: they may be stored in a transaction of their own.</returns>
    /// <exception cref="Npgsql.NpgsqlException">Nobody knows whether they are stored.</exception>
    public Task<bool> SaveAsync(IReadOnlyList<IWrite> writes, CancellationToken token) => _group!.SaveAsync(this, writes, token);

    /// <summary>Ends the membership, and waits until its lock is free.</summary>
    /// <returns>The transaction, when nobody else is in it: then the lock is held still.</returns>
    public Task<OpenTransaction?> LeaveAsync() => _group?.LeaveAsync(this) ?? Task.FromResult<OpenTransaction?>(null);
}
