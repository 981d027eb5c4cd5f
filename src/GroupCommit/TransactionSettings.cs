using Npgsql;

namespace Chat.GroupCommit;

/// <summary>How transactions are made.</summary>
/// <param name="DataSource">Where connections come from. It must tell which command of a batch failed (<c>Include Failed Batched Command</c>).</param>
/// <param name="CommandTimeout">Seconds that a batch may take.</param>
/// <param name="NameTenant">Makes the command that tells the database whose the commands behind it are, until the end of the transaction; null for none.</param>
public sealed record TransactionSettings(NpgsqlDataSource DataSource, int CommandTimeout, Func<string, NpgsqlBatchCommand>? NameTenant);
