using Weasel.Core;
using Weasel.Postgresql;

namespace Chat.Host.Storage;

/// <summary>A schema object in SQL; <c>present</c> is a query with a row if it is up to date, <c>create</c> is idempotent.</summary>
internal sealed class DeclaredSql(string name, string present, string create, string drop)
    : SchemaObjectBase(new PostgresqlObjectName("public", name, SchemaUtils.IdentifierUsage.General))
{
    public override void WriteCreateStatement(Migrator migrator, TextWriter writer) => writer.WriteLine(create);
    public override void WriteDropStatement(Migrator rules, TextWriter writer) => writer.WriteLine(drop);
    public override void ConfigureQueryCommand(DbCommandBuilder builder) => builder.Append($"{present};");

    public override async Task<ISchemaObjectDelta> CreateDeltaAsync(System.Data.Common.DbDataReader reader, CancellationToken ct = default) =>
        new SchemaObjectDelta(this, await reader.ReadAsync(ct) ? SchemaPatchDifference.None : SchemaPatchDifference.Create);
}
