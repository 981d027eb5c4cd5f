namespace Chat.Features.Shared.Storage;

/// <summary>A query whose rows have one column.</summary>
internal sealed class ValuesQuery<T>(string sql, params object[] parameters) : SqlQuery<IReadOnlyList<T>>(sql, parameters)
{
    protected override async Task<IReadOnlyList<T>> ReadAsync(NpgsqlDataReader reader, CancellationToken token)
    {
        var values = new List<T>();
        while (await reader.ReadAsync(token))
            values.Add(reader.GetFieldValue<T>(0));
        return values;
    }
}
