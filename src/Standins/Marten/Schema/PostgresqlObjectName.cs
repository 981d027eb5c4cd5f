// Weasel.Postgresql's PostgresqlObjectName. Left out: quoting rules; names come from the code, never from input.
namespace Marten;

/// <summary>Names an object of the database.</summary>
/// <param name="schema">Its schema.</param>
/// <param name="name">Its name.</param>
public sealed class PostgresqlObjectName(string schema, string name)
{
    internal string QualifiedName { get; } = $"{schema}.{name}";
}
