// Marten's DuplicatedField: a member of a document that is a column as well. Left out: nested members, LINQ.
using System.Reflection;
using NpgsqlTypes;

namespace Marten;

/// <summary>A member of a document that is stored as a column of its own, so that it can be indexed.</summary>
public sealed class DuplicatedField
{
    private readonly MethodInfo _getter;

    internal DuplicatedField(PropertyInfo member, string? pgType, string columnName, bool notNull)
    {
        ColumnName = columnName;
        NotNull = notNull;
        _getter = member.GetMethod ?? throw new ArgumentException($"{member.Name} cannot be read.", nameof(member));
        (PgType, DbType) = Map(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType);
        PgType = pgType ?? PgType;
    }

    internal string ColumnName { get; }

    internal string PgType { get; }

    internal NpgsqlDbType DbType { get; }

    internal bool NotNull { get; }

    internal Func<T, object?> Getter<T>()
    {
        // A typed delegate instead of reflection per call: this runs for every stored document.
        var make = GetType().GetMethod(nameof(Bind), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (Func<T, object?>)make.MakeGenericMethod(typeof(T), _getter.ReturnType).Invoke(null, [_getter])!;
    }

    private static Func<T, object?> Bind<T, TValue>(MethodInfo getter)
    {
        var get = getter.CreateDelegate<Func<T, TValue>>();
        return document => get(document);
    }

    private static (string, NpgsqlDbType) Map(Type type) => type switch
    {
        _ when type == typeof(long) => ("bigint", NpgsqlDbType.Bigint),
        _ when type == typeof(int) => ("integer", NpgsqlDbType.Integer),
        _ when type == typeof(bool) => ("boolean", NpgsqlDbType.Boolean),
        _ when type == typeof(string) => ("varchar", NpgsqlDbType.Varchar),
        _ when type == typeof(DateTimeOffset) => ("timestamp with time zone", NpgsqlDbType.TimestampTz),
        _ => throw new NotSupportedException($"A member of type {type.Name} cannot be duplicated."),
    };
}
