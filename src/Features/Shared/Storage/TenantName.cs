namespace Chat.Features.Shared.Storage;

/// <summary>Sets the session's tenant until the transaction ends.</summary>
internal sealed class TenantName : IQueryHandler<bool>
{
    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        builder.Append($"select set_config('{CrossTenantQueries.TenantSetting}', ");
        builder.AppendParameter(session.TenantId, NpgsqlTypes.NpgsqlDbType.Text);
        builder.Append(", true)");
    }

    public Task<bool> HandleAsync(System.Data.Common.DbDataReader reader, IStorageSession session, CancellationToken token) => Task.FromResult(true);

    public Task<int> StreamJson(Stream stream, System.Data.Common.DbDataReader reader, CancellationToken token) => throw new NotSupportedException();
}
