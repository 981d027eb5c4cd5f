using Weasel.Core;
using Weasel.Postgresql;

namespace Chat.Host.Storage;

/// <summary>A part of the schema that the store has no declaration for.</summary>
/// <param name="name">What migrations call it.</param>
/// <param name="present">A query that has a row when it is there as it should be.</param>
/// <param name="create">Statements that make it, whatever was there before.</param>
/// <param name="drop">Statements that take it away.</param>
internal sealed class DeclaredSql(string name, string present, string create, string drop)
    : SchemaObjectBase(new PostgresqlObjectName("public", name, SchemaUtils.IdentifierUsage.General))
{
    public override void WriteCreateStatement(Migrator migrator, TextWriter writer) => writer.WriteLine(create);

    public override void WriteDropStatement(Migrator rules, TextWriter writer) => writer.WriteLine(drop);

    public override void ConfigureQueryCommand(DbCommandBuilder builder) => builder.Append($"{present};");

    public override async Task<ISchemaObjectDelta> CreateDeltaAsync(System.Data.Common.DbDataReader reader, CancellationToken ct = default) =>
        new SchemaObjectDelta(this, await reader.ReadAsync(ct) ? SchemaPatchDifference.None : SchemaPatchDifference.Create);
}
