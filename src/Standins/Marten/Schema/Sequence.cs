// Weasel.Postgresql's Sequence. Left out: ownership, deltas.
namespace Marten;

/// <summary>A database sequence of ids.</summary>
/// <param name="identifier">Schema and name.</param>
/// <param name="startWith">The first value.</param>
public sealed class Sequence(PostgresqlObjectName identifier, long startWith)
{
    internal string QualifiedName => identifier.QualifiedName;

    internal string Ddl => $"create sequence {QualifiedName} start {startWith}";
}
