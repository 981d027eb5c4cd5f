using Chat.Features.Shared.Storage;
using Chat.Features.Users;

namespace Chat.Host.Maintenance;

/// <summary>Erases everything of a user, as a DELETE of the API does, and counts what is left. Revoke the user's access first, or the user may begin anew.</summary>
internal sealed class UserErasure(IDocumentStore store, TextWriter output)
{
    /// <returns>False when the user has written again.</returns>
    public async Task<bool> EraseAsync(string user, CancellationToken token = default)
    {
        var before = await CountAsync(user, token);
        await using (var storage = store.LightweightSession(user))
        {
            await UserRows.DeleteAsync(storage, token);
            await storage.SaveChangesAsync(token);
        }
        var left = await CountAsync(user, token);
        await output.WriteLineAsync($"erased {before - left:N0} rows of {user}; {left:N0} are left{(left == 0 ? "" : ", written since: run it again")}");
        return left == 0;
    }

    private async Task<long> CountAsync(string user, CancellationToken token)
    {
        await using var storage = store.LightweightSession(user);
        await storage.BeginTenantTransactionAsync(token);
        var tables = UserTables.All.Select(table => $"(select count(*) from {table})");
        return (await storage.QueryAsync<long>($"select {string.Join(" + ", tables)}", token))[0];
    }
}
