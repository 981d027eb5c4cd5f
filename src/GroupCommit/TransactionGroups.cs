using System.Data;

namespace Chat.GroupCommit;

/// <summary>
/// Units of work that lock their rows at about the same time share one transaction: its round trips, its commit and the flush of
/// the log are paid once (docs/adr/0017-shared-transactions.md: 1.4 times the posts with 16 connections, twice with 256). Nobody
/// waits when there is nobody to share with, and a group waits for no lock and for no member: who does not get its row at once,
/// asks the database for anything else before it saves, or takes long, goes on in a transaction of its own.
/// </summary>
/// <param name="settings">Of every group's transaction.</param>
public sealed class TransactionGroups(TransactionSettings settings)
{
    private const int MostMembers = 16;

    // So many open with whoever comes. One more opens only with this many members for each that is under way: large groups cost less.
    private const int AtAnyTime = 2, MoreForEach = 2;

    private static readonly int MostUnderWay = 2 * Environment.ProcessorCount;

    // Groups that hang, with a connection that is dead, keep nobody else from the database.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly LinkedList<GroupMember> _waiting = [];
    private int _underWay;

    /// <summary>Runs a batch together with those of others.</summary>
    /// <returns>Null when nothing was read: it is to be done in a transaction of its own.</returns>
    /// <exception cref="Npgsql.NpgsqlException">The database can't be asked.</exception>
    public async Task<GroupMember?> JoinAsync(ILockedRead read, CancellationToken token)
    {
        var member = new GroupMember(read);
        var role = Enter(member) ? GroupRole.Leads : await WaitAsync(member, token);
        if (role == GroupRole.Leads)
            role = await LeadAsync(member, token);
        return role == GroupRole.Shares ? member : null;
    }

    /// <summary>Lets those who wait go on, since a group has ended.</summary>
    internal void Leave()
    {
        GroupMember next;
        lock (_lock)
        {
            if (_waiting.First is not { } first)
            {
                _underWay--;
                return;
            }
            _waiting.Remove(first);
            next = first.Value;
        }
        next.Role.SetResult(GroupRole.Leads);
    }

    private bool Enter(GroupMember member)
    {
        lock (_lock)
        {
            if (_underWay < AtAnyTime || (_underWay < MostUnderWay && _waiting.Count >= MoreForEach * _underWay))
            {
                _underWay++;
                return true;
            }
            _waiting.AddLast(member);
            return false;
        }
    }

    private async Task<GroupRole> WaitAsync(GroupMember member, CancellationToken token)
    {
        try
        {
            return await member.Role.Task.WaitAsync(Patience, token);
        }
        catch (TimeoutException)
        {
            return Withdraw(member) ? GroupRole.Alone : await member.Role.Task;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested && !Withdraw(member))
        {
            // Called in the same moment: to lead, or to share.
            if (await member.Role.Task == GroupRole.Leads)
                Leave();
            else if (await member.LeaveAsync() is { } alone)
                await alone.DisposeAsync();
            throw;
        }
    }

    private bool Withdraw(GroupMember member)
    {
        lock (_lock)
            return _waiting.Remove(member);
    }

    private async Task<GroupRole> LeadAsync(GroupMember leader, CancellationToken token)
    {
        OpenTransaction transaction;
        try
        {
            transaction = await OpenTransaction.BeginAsync(settings, IsolationLevel.ReadCommitted, token);
        }
        catch
        {
            Leave();
            throw;
        }
        return await new TransactionGroup(this, transaction, Gather(leader)).ReadAsync(token);
    }

    /// <summary>Takes those who wait, of each tenant one: within one transaction, no lock keeps two apart.</summary>
    private List<GroupMember> Gather(GroupMember leader)
    {
        var members = new List<GroupMember> { leader };
        lock (_lock)
        {
            for (var node = _waiting.First; node is not null && members.Count < MostMembers;)
            {
                var (member, next) = (node.Value, node.Next);
                if (!members.Exists(other => other.Read.TenantId == member.Read.TenantId))
                {
                    _waiting.Remove(node);
                    members.Add(member);
                }
                node = next;
            }
        }
        return members;
    }
}

internal enum GroupRole
{
    /// <summary>Opens a group, and takes those who wait with it.</summary>
    Leads,

    /// <summary>Has read in a group's transaction.</summary>
    Shares,

    /// <summary>Has read nothing.</summary>
    Alone,
}
